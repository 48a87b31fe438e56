package kept_test

import (
	"slices"
	"testing"

	"bonsai/web/kept"
)

// FuzzParse reads lists as they may stand in a browser's storage. What is accepted is
// written and read as the same list.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		``, `[]`, `null`, `{}`, `[null]`, `[{"name":"a","link":"#1.x","accuracy":0.5,"kept":1,"total":2,"bytes":3}]`,
		`[{"name":"a"},{"name":"a"}]`, `[{"accuracy":1e999}]`, `[{"kept":-1}]`, `[{"name":"\ud800"}]`, `[[]]`, `"`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, damaged := kept.Parse(text)
		if damaged && len(list) > 0 {
			t.Fatalf("%q is damaged and has %d experiments", text, len(list))
		}
		again, damaged := kept.Parse(list.String())
		if damaged || !slices.Equal(again, list) {
			t.Fatalf("%v is read as %v", list, again)
		}
		for _, e := range list {
			if l := list.With(e); l[len(l)-1] != e || l.Without(e.Name).Index(e.Name) >= 0 {
				t.Fatalf("%v with %v is %v", list, e, l)
			}
		}
	})
}
