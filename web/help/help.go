// Package help finds what the glossary says about a part of the page, and shows
// it in a card beside that part.
//
// Parts need not name their entry. The key of a control's name, its command or
// its field is the key of its entry too. What has no such key, as a picture,
// names entries in the attribute data-help.
package help

import (
	"cmp"
	"strconv"
	"strings"

	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// An Element is what help looks at in an element of the page. What an element
// does not have is "".
type Element struct {
	Tag     string // in small letters
	Help    string // data-help: keys of entries, with spaces between them
	Field   string // data-field
	Options string // data-options: the family of the options of a choice
	Command string // data-command
	Change  string // data-change
	What    string // data-what: what a control of the preview of a table changes
	Layer   string // data-layer: the index of the layer that it is about
	Value   string // that is chosen
	Own     string // the key of its text or name: data-i18n-label or data-i18n
	Inner   string // the key of the first text or name inside of it
}

// named are the tags of elements that have the name of what is inside of them.
const named = " button label legend fieldset summary figure h2 th dt "

// keys returns the keys under which an element can be explained, the best first.
func (e *Element) keys() []string {
	keys := strings.Fields(e.Help)
	if e.Field != "" {
		keys = append(keys, "field."+e.Field)
	}
	if e.What != "" {
		keys = append(keys, "table."+e.What)
	}
	keys = append(keys, e.Own)
	if strings.Contains(named, " "+e.Tag+" ") {
		keys = append(keys, e.Inner)
	}
	return append(keys, "command."+e.Command, e.Command, e.Change)
}

// Find returns the keys of the entries about the first element of a path that
// is explained, and that element's index. The path leads outwards, from what is
// pointed at to what contains it. has tells whether there is an entry with a
// key. Not found is an index of −1.
//
// Several keys are those of data-help, or a choice and the option that is chosen
// in it.
func Find(path []Element, has func(key string) bool) (keys []string, index int) {
	for i := range path {
		e := &path[i]
		for _, key := range e.keys() {
			if !has(key) {
				continue
			}
			keys = append(keys, key)
			if !strings.Contains(e.Help, key) {
				break // one name is enough
			}
		}
		if len(keys) == 0 {
			continue
		}
		if option := chosen(path[:i+1]); has(option) {
			keys = append(keys, option)
		}
		return keys, i
	}
	return nil, -1
}

// chosen returns the key of the option that is chosen in a choice: by the value
// of the choice, or by that of a box in it. The path leads to what explains it.
func chosen(path []Element) string {
	family, value := "", ""
	for _, e := range path {
		family = cmp.Or(family, e.Options, e.Field)
		value = cmp.Or(value, e.Value)
	}
	return "option." + family + "." + value
}

// An Entry explains one thing.
type Entry struct{ Name, What, Formula, Source, Try string }

// Show shows the entries with these keys in the card. An entry without a name is called
// as the message with its key. layer is the index that such a name mentions.
func Show(v *markup.View, w *text.Words, keys []string, entry func(key string) Entry, layer string) {
	number := ""
	if l, err := strconv.Atoi(layer); err == nil {
		number = strconv.Itoa(l + 1)
	}
	var nodes []*markup.Node
	for _, key := range keys {
		e := entry(key)
		name := e.Name
		if name == "" {
			name = w.TextOr("", key)
		}
		name = strings.TrimSpace(strings.ReplaceAll(name, "{layer}", number))
		if name != "" {
			nodes = append(nodes, markup.New("h2").With("class", "title").Saying(name))
		}
		nodes = append(nodes, markup.New("p").Saying(e.What))
		if e.Formula != "" {
			nodes = append(nodes, markup.New("p").With("class", "formula").With("translate", "no").Holding(markup.Formula(e.Formula)...))
		}
		if e.Try != "" {
			nodes = append(nodes, markup.New("p").Saying(w.Text("help.try", "value", e.Try)))
		}
		if e.Source != "" {
			nodes = append(nodes, markup.New("p").With("class", "source").Saying(w.Text("help.source", "source", e.Source)))
		}
	}
	v.Fill("#help", nodes...)
	v.Hide("#help", false)
}

// Begin says how help is used, in the card: with fingers, or with mouse and keyboard.
func Begin(v *markup.View, w *text.Words, touch bool) {
	how := "help.how"
	if touch {
		how = "help.howTouch"
	}
	v.Fill("#help", markup.New("p").Saying(w.Text(how)))
	v.Hide("#help", false)
}

// margin is the least distance of the card from what it is about and from the
// edges of the window, in CSS pixels.
const margin = 8

// Place returns the upper left corner of the card: below what it is about, else
// above it, else beside it, and if there is room at no side, in its upper left
// corner. It stays in the window. All are CSS pixels of the window, and of the
// card only the size matters.
func Place(about, card, window layout.Rect) (x, y float64) {
	within := func(v, size, limit float64) float64 { return max(min(v, limit-size-margin), margin) }
	below, above := about.Y+about.H+margin, about.Y-card.H-margin
	right, left := about.X+about.W+margin, about.X-card.W-margin
	x, y = about.X, about.Y
	switch {
	case below+card.H+margin <= window.H:
		y = below
	case above >= margin:
		y = above
	case right+card.W+margin <= window.W:
		x = right
	case left >= margin:
		x = left
	}
	return within(x, card.W, window.W), within(y, card.H, window.H)
}
