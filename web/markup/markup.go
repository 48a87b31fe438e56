// Package markup describes elements of the page as data. So what a panel shows
// is a plain function of a snapshot, which is tested without a browser; the
// page's program makes the elements, and changes only those that differ.
//
// A View says how elements of index.html are from now on, and a Node is an
// element that comes and goes. Nodes have no listeners of their own. They name
// what they do in an attribute, data-command for a click and data-change for a
// new value, with the numbers that the command needs in further data
// attributes.
package markup

import (
	"html"
	"strconv"
	"strings"
)

// A Node is an element, and in it either a text or other elements.
type Node struct {
	Tag        string
	Attributes []Attribute
	Text       string
	Children   []*Node
}

// An Attribute of an element. Two names stand for the state of a control,
// which its user changes too: "value", and "checked" with the values "true"
// and "false". A name that begins with "style." is a property of the element's
// style.
type Attribute struct{ Name, Value string }

// New returns an element.
func New(tag string) *Node { return &Node{Tag: tag} }

// Button returns a button with a text, which carries out a command when it is
// clicked.
func Button(text, command string) *Node {
	return New("button").With("type", "button").With("data-command", command).Saying(text)
}

// Options returns the choices of a select element, named by a function.
func Options(values []string, name func(value string) string) []*Node {
	options := make([]*Node, len(values))
	for i, value := range values {
		options[i] = New("option").With("value", value).Saying(name(value))
	}
	return options
}

// Cells returns a table's cell for each text.
func Cells(texts ...string) []*Node {
	cells := make([]*Node, len(texts))
	for i, text := range texts {
		cells[i] = New("td").Saying(text)
	}
	return cells
}

// Saying puts a text into the element, and returns it.
func (n *Node) Saying(text string) *Node {
	n.Text = text
	return n
}

// Holding puts other elements into the element, and returns it.
func (n *Node) Holding(children ...*Node) *Node {
	n.Children = append(n.Children, children...)
	return n
}

// With adds an attribute, and returns the element.
func (n *Node) With(name, value string) *Node {
	n.Attributes = append(n.Attributes, Attribute{name, value})
	return n
}

// WithNumber adds an attribute that is a whole number, and returns the element.
func (n *Node) WithNumber(name string, value int) *Node { return n.With(name, strconv.Itoa(value)) }

// When adds an attribute without a value, such as hidden, if the condition
// holds, and returns the element.
func (n *Node) When(condition bool, name string) *Node {
	if condition {
		n.With(name, "")
	}
	return n
}

// Get returns the value of an attribute, "" if there is none.
func (n *Node) Get(name string) string {
	for _, a := range n.Attributes {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// HTML writes elements as HTML, for tests and examples.
func HTML(nodes ...*Node) string {
	var out strings.Builder
	for _, n := range nodes {
		n.write(&out)
	}
	return out.String()
}

func (n *Node) write(out *strings.Builder) {
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
