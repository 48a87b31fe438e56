// Package markup describes elements of the page as data. So what a panel shows
// is a plain function of a snapshot, which is tested without a browser; the
// page's program makes the elements, and changes only those that differ.
//
// Elements have no listeners of their own. They name what they do in an
// attribute, data-command for a click and data-change for a new value, with
// the numbers that the command needs in further data attributes.
package markup

import (
	"html"
	"strings"
)

// A Node is an element, and in it either a text or other elements.
type Node struct {
	Tag        string
	Attributes []Attribute
	Text       string
	Children   []Node
}

// An Attribute of an element. Two names stand for the state of a control,
// which its user changes too: "value", and "checked" with the values "true"
// and "false". A name that begins with "style." is a property of the element's
// style.
type Attribute struct{ Name, Value string }

// New returns an element. Attributes are names and values in turn.
func New(tag string, attributes ...string) Node {
	n := Node{Tag: tag}
	for i := 0; i+1 < len(attributes); i += 2 {
		n.Attributes = append(n.Attributes, Attribute{attributes[i], attributes[i+1]})
	}
	return n
}

// Button returns a button with a text, which carries out a command when it is
// clicked. Attributes are names and values in turn.
func Button(text, command string, attributes ...string) Node {
	return New("button", append([]string{"type", "button", "data-command", command}, attributes...)...).Saying(text)
}

// Options returns the choices of a select element, named by a function.
func Options(values []string, name func(value string) string) []Node {
	options := make([]Node, len(values))
	for i, value := range values {
		options[i] = New("option", "value", value).Saying(name(value))
	}
	return options
}

// Cells returns a table's cell for each text.
func Cells(texts ...string) []Node {
	cells := make([]Node, len(texts))
	for i, text := range texts {
		cells[i] = New("td").Saying(text)
	}
	return cells
}

// Saying returns the element with a text in it.
func (n Node) Saying(text string) Node {
	n.Text = text
	return n
}

// Holding returns the element with other elements in it.
func (n Node) Holding(children ...Node) Node {
	n.Children = children
	return n
}

// With returns the element with one more attribute.
func (n Node) With(name, value string) Node {
	n.Attributes = append(n.Attributes[:len(n.Attributes):len(n.Attributes)], Attribute{name, value})
	return n
}

// When returns the element with an attribute that has no value, such as
// disabled, if the condition holds.
func (n Node) When(condition bool, name string) Node {
	if !condition {
		return n
	}
	return n.With(name, "")
}

// Get returns the value of an attribute, "" if there is none.
func (n Node) Get(name string) string {
	for _, a := range n.Attributes {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// HTML writes elements as HTML, for tests and examples.
func HTML(nodes ...Node) string {
	var out strings.Builder
	for _, n := range nodes {
		n.write(&out)
	}
	return out.String()
}

func (n Node) write(out *strings.Builder) {
	out.WriteString("<" + n.Tag)
	for _, a := range n.Attributes {
		out.WriteString(" " + a.Name)
		if a.Value != "" {
			out.WriteString(`="` + html.EscapeString(a.Value) + `"`)
		}
	}
	out.WriteString(">" + html.EscapeString(n.Text))
	for _, child := range n.Children {
		child.write(out)
	}
	out.WriteString("</" + n.Tag + ">")
}
