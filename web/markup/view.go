package markup

import "strconv"

// A View says how elements of index.html are from now on. What it does not
// name stays as it is.
type View struct{ Changes []Change }

// A Change is one property of the elements that a selector finds: an attribute;
// "value" or "checked" of a control; "initial", its value until a person enters
// another; "text"; or "children". A flag, such as "hidden" or "disabled", is "true" or
// "false". A progress bar with the value "" shows that something goes on, and not how
// far it is.
type Change struct {
	At, Name, Value string
	Nodes           []*Node // the children
}

// Set gives elements an attribute or a control its value.
func (v *View) Set(at, name, value string) {
	v.Changes = append(v.Changes, Change{At: at, Name: name, Value: value})
}

// Flag sets a flag of elements, or takes it away.
func (v *View) Flag(at, name string, on bool) { v.Set(at, name, strconv.FormatBool(on)) }

// Hide hides elements, or shows them.
func (v *View) Hide(at string, hidden bool) { v.Flag(at, "hidden", hidden) }

// Disable lets a button be used, or not, which is known by its command.
func (v *View) Disable(command string, disabled bool) { v.Flag(Command(command), "disabled", disabled) }

// Say makes elements say a text.
func (v *View) Say(at, text string) { v.Set(at, "text", text) }

// Write makes the places with a name, in data-out, say a text.
func (v *View) Write(name, text string) { v.Say(`[data-out="`+name+`"]`, text) }

// Fill gives one element the children that are made from nodes, behind those
// that it has in index.html.
func (v *View) Fill(at string, nodes ...*Node) {
	v.Changes = append(v.Changes, Change{At: at, Name: "children", Nodes: nodes})
}

// Command returns the selector of the button of index.html that carries out a
// command.
func Command(name string) string { return `[data-command="` + name + `"]` }

// Get returns the last value that a view gives to a property of elements, and whether
// it gives one. The value of children is their HTML.
func (v *View) Get(at, name string) (value string, found bool) {
	for _, c := range v.Changes {
		if c.At == at && c.Name == name {
			value, found = c.Value+HTML(c.Nodes...), true
		}
	}
	return value, found
}

// Written returns the text at the places with a name.
func (v *View) Written(name string) string {
	text, _ := v.Get(`[data-out="`+name+`"]`, "text")
	return text
}
