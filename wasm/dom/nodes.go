//go:build js

package dom

import (
	"strings"
	"syscall/js"

	"bonsai/web/markup"
)

// shown is a node and the element that shows it.
type shown struct {
	node     *markup.Node
	element  js.Value
	children []shown
	restored bool // the node's value overrides what is being typed
}

func restore(list []shown) {
	for i := range list {
		list[i].restored = true
		restore(list[i].children)
	}
}

// update brings the elements in a parent up to date, in order: an element with
// another tag is replaced, those beyond the last node are removed. What is the
// same as before is not touched, so an element keeps the keyboard and what is
// being typed.
func update(parent js.Value, list []shown, nodes []*markup.Node) []shown {
	for i, node := range nodes {
		switch {
		case i == len(list):
			list = append(list, newShown(parent, node))
			parent.Call("append", list[i].element)
		case list[i].node.Tag != node.Tag:
			next := newShown(parent, node)
			list[i].element.Call("replaceWith", next.element)
			list[i] = next
		default:
			list[i].update(node)
		}
	}
	for _, s := range list[len(nodes):] {
		s.element.Call("remove")
	}
	clear(list[len(nodes):])
	return list[:len(nodes)]
}

// newShown makes an element, in the namespace of its parent: HTML or SVG. A drawing
// begins that of SVG.
func newShown(parent js.Value, node *markup.Node) shown {
	namespace := parent.Get("namespaceURI")
	if node.Tag == "svg" {
		namespace = js.ValueOf("http://www.w3.org/2000/svg")
	}
	s := shown{element: Document.Call("createElementNS", namespace, node.Tag), node: markup.New(node.Tag)}
	s.update(node)
	return s
}

func (s *shown) update(node *markup.Node) {
	for _, a := range s.node.Attributes {
		if !has(node, a.Name) {
			s.remove(a.Name)
		}
	}
	if node.Text != s.node.Text {
		s.element.Set("textContent", node.Text)
		s.children = nil
	}
	s.children = update(s.element, s.children, node.Children)
	for _, a := range node.Attributes { // behind the children: a choice's value is one of its options
		s.set(a)
	}
	s.node = node
}

func has(n *markup.Node, name string) bool {
	for _, a := range n.Attributes {
		if a.Name == name {
			return true
		}
	}
	return false
}

func (s *shown) set(a markup.Attribute) {
	switch property, isStyle := strings.CutPrefix(a.Name, "style."); {
	case a.Name == "checked":
		s.element.Set("checked", a.Value == "true")
	case a.Name == "value" && (s.node.Tag == "input" || s.node.Tag == "select"):
		s.setValue(a.Value)
	case has(s.node, a.Name) && s.node.Get(a.Name) == a.Value:
	case isStyle:
		s.element.Get("style").Set(property, a.Value)
	default:
		s.element.Call("setAttribute", a.Name, a.Value)
	}
}

// setValue fills a control, unless it has the value already and its user is
// typing another.
func (s *shown) setValue(value string) {
	typing := s.node.Get("value") == value && s.node.Get("type") == "number" && IsFocused(s.element)
	if typing && !s.restored {
		return
	}
	s.restored = false
	if s.element.Get("value").String() != value {
		s.element.Set("value", value)
	}
}

func (s *shown) remove(name string) {
	if property, isStyle := strings.CutPrefix(name, "style."); isStyle {
		s.element.Get("style").Set(property, "")
		return
	}
	s.element.Call("removeAttribute", name)
}
