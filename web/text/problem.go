package text

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
)

// Problem says what the engine found wrong, in a sentence. Fields and options
// are named as the page names them.
func (w *Words) Problem(p *recipe.Problem) string {
	shown := p.Shown()
	grouped := 9999 // a smaller number may be a year
	switch p.Code {
	case "range", "whole", "empty":
		grouped = 999
	}
	for name, value := range shown {
		if n, err := strconv.Atoi(value); err == nil && n > grouped {
			shown[name] = w.Count(n)
		}
	}
	if field, ok := p.Args["field"]; ok {
		shown["field"] = w.TextOr(field, "field."+field)
		switch p.Code {
		case "range", "whole", "empty", "type": // may be about one entry of a list
			shown["field"] = w.TextOr(shown["field"], "field."+field+".entry")
		}
		if options, ok := p.Args["options"]; ok {
			shown["options"] = w.options(field, options)
		}
	}
	var values []string
	for _, name := range slices.Sorted(maps.Keys(shown)) {
		values = append(values, name, shown[name])
	}
	return w.Text("problem."+p.Code, values...)
}

// options names each option of a list such as "relu, tanh".
func (w *Words) options(field, list string) string {
	names := strings.Split(list, ", ")
	for i, name := range names {
		names[i] = w.TextOr(name, "option."+field+"."+name)
	}
	return strings.Join(names, ", ")
}
