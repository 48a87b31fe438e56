package markup

import "strings"

// Formula returns a formula as nodes. What follows "_", up to the next character that is
// neither a letter nor a digit, or in braces, is a subscript: "H_SS" or "Σ_{v ≥ w}".
func Formula(text string) []*Node {
	var nodes []*Node
	add := func(tag, part string) {
		if part != "" {
			nodes = append(nodes, New(tag).Saying(part))
		}
	}
	for {
		before, after, found := strings.Cut(text, "_")
		add("span", before)
		if !found {
			return nodes
		}
		end := strings.IndexFunc(after, func(c rune) bool { return !isSubscript(c) })
		if end < 0 {
			end = len(after)
		}
		sub, rest := after[:end], after[end:]
		if inner, ok := strings.CutPrefix(after, "{"); ok {
			sub, rest, _ = strings.Cut(inner, "}")
		}
		add("sub", sub)
		text = rest
	}
}

func isSubscript(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
