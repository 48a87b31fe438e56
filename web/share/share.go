// Package share says what the dialog of the links shows: the link to what was
// done or to the network itself, its QR code, and the snippet for somebody
// else's page.
package share

import (
	"strconv"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/qr"
	"bonsai/web/text"
)

// Values are how many different weights a layer may have in a network that is
// sent; 0 leaves them as they are.
var Values = []string{"16", "0", "64", "32", "8", "4"}

// ValueOptions returns the choice of that number.
func ValueOptions(w *text.Words) []markup.Node {
	return markup.Options(Values, func(value string) string {
		if value == "0" {
			return w.Text("share.exact")
		}
		return value
	})
}

// URL returns the whole short link of an experiment. Page is the address of
// the page up to the '#', and address is the experiment's.
func URL(page, address string) string { return page + recipe.ShortLink(address, false) }

// Snippet returns the HTML that shows an experiment in somebody else's page:
// in the view for frames, and no wider than that page has room.
func Snippet(page, address string) string {
	source := page + "?embed" + recipe.ShortLink(address, false)
	return `<iframe src="` + source + `" width="960" height="600" style="border: 0; max-width: 100%" title="Bonsai"></iframe>`
}

// Links are the two links of an experiment, as addresses that begin with '#'.
type Links struct {
	Recipe  string // does again what was done
	Network string // carries the network; "" if it is too long or not there yet
}

// A Dialog is what the dialog shows of one of the links.
type Dialog struct {
	Lengths       map[string]string // texts
	Link, Snippet string            // "" if there is no link
	Code          Code
	Said          string // why there is no QR code; "" if there is one
}

// Of returns the dialog with the chosen link, which is one of l.
func (l Links) Of(w *text.Words, page, chosen string) Dialog {
	d := Dialog{
		Lengths: map[string]string{"recipeLength": length(w, l.Recipe), "networkLength": length(w, l.Network)},
		Code:    CodeOf(w, page, chosen),
	}
	if chosen == "" {
		return d
	}
	d.Link, d.Snippet = URL(page, chosen), Snippet(page, chosen)
	if !d.Code.Fits() {
		d.Said = d.Code.Label
	}
	return d
}

func length(w *text.Words, address string) string {
	if address == "" {
		return ""
	}
	return w.Text("share.length", "count", w.Count(len(recipe.ShortLink(address, false))))
}

// A Code is a QR code as an SVG element has it.
type Code struct{ ViewBox, Path, Label string }

// Fits tells whether the link was short enough for a code.
func (c Code) Fits() bool { return c.Path != "" }

// CodeOf returns the QR code of an experiment's link; "" has none.
func CodeOf(w *text.Words, page, address string) Code {
	if address != "" {
		if code, err := qr.Of(page, recipe.ShortLink(address, true)); err == nil {
			size := strconv.Itoa(code.Size + 2*qr.Quiet)
			return Code{"0 0 " + size + " " + size, code.Path(), w.Text("share.qr")}
		}
	}
	return Code{"0 0 1 1", "", w.Text("share.noQR")}
}

// Accuracy says how accurate the experiment's network is, and how accurate the
// one is that a link carries.
func Accuracy(w *text.Words, s *snapshot.Snapshot, sent snapshot.Model) string {
	regression := s.Classes == 0
	return w.Text("share.accuracy",
		"before", w.Accuracy(regression, s.Test.Accuracy), "after", w.Accuracy(regression, sent.Accuracy))
}
