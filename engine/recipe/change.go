package recipe

import "slices"

// BeginAgain reports whether changed fields need another experiment. Live fields change
// in the middle of one; while nothing has been done in it, only those that change what is
// shown.
func BeginAgain(changed []Field, untouched bool) bool {
	return slices.ContainsFunc(changed, func(f Field) bool { return !f.Live || untouched && !f.View })
}

// BeginningWith returns an experiment with live fields changed to those of next: in the
// recipe what changes only what is shown, and as settings before all operations the rest.
func BeginningWith(x Experiment, changed []Field, next *Recipe) Experiment {
	x.Recipe = x.Recipe.Clone()
	for _, f := range changed {
		if text := f.Text(next); !f.View {
			x.Operations = append([]Operation{Setting{f.Name, text}}, x.Operations...)
		} else if err := f.Parse(&x.Recipe, text); err != nil {
			panic("recipe: a view field refuses its own text: " + err.Error())
		}
	}
	return x
}
