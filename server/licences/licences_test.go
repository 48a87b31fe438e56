package licences

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"bonsai/server/licences/modules"
)

var heading = regexp.MustCompile(`(?m)^== (.*) ==$`)

// After a module was added or updated, the text has to be written again.
func TestTheTextCoversTheModulesInUse(t *testing.T) {
	list, err := modules.List()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, m := range list {
		want = append(want, m.Path+" "+m.Version)
	}
	var got []string
	for _, found := range heading.FindAllStringSubmatch(Text, -1) {
		got = append(got, found[1])
	}
	if len(got) == 0 || !strings.HasPrefix(got[0], "Go 1.") || !slices.Equal(got[1:], want) {
		t.Errorf("the text covers\n%s\nwant Go and\n%s\n(run make licences)", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Every licence in use contains a disclaimer in capitals or, in Apache's, the
// word "conditions".
func TestEveryPartHasALicence(t *testing.T) {
	parts := heading.Split(Text, -1)[1:]
	for i, part := range parts {
		if len(part) < 500 || !strings.Contains(part, "Copyright") && !strings.Contains(part, "Apache License") {
			t.Errorf("part %d looks like no licence: %.100q", i, part)
		}
	}
}
