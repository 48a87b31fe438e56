// Package golden has links that people may have: every later version opens them
// as this one does. Tests of the engine and of the page share them.
package golden

import (
	_ "embed"
	"strings"
)

//go:embed links
var links string

// A Link is one experiment.
type Link struct {
	Address string // as it can be read, beginning with '#'
	Short   string // for messengers
	Upper   string // for QR codes
}

// Links lists the recipes, each with the network that it leads to.
func Links() (list []Link) {
	for line := range strings.Lines(links) {
		if f := strings.Fields(line); len(f) == 3 {
			list = append(list, Link{f[0], f[1], f[2]})
		}
	}
	return list
}
