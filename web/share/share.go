// Package share says what the dialog of the links shows: the link to what was
// done or to the network itself, its QR code, and the snippet for somebody
// else's page.
package share

import (
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/web/markup"
	"bonsai/web/qr"
	"bonsai/web/text"
)

// values are how many different weights a layer may have in a network that is
// sent; 0 leaves them as they are.
var values = []string{"16", "0", "64", "32", "8", "4"}

// Choices offers those numbers.
func Choices(v *markup.View, w *text.Words) {
	v.Fill("#shareValues", markup.Options(values, func(value string) string {
		if value == "0" {
			return w.Text("share.exact")
		}
		return value
	})...)
}

// URL returns the whole short link of an experiment. Page is the address of
// the page up to the '#', and address is the experiment's.
func URL(page, address string) string { return page + recipe.ShortLink(address, false) }

// cardPath is where the server has the pages of links with pictures.
const cardPath = "s/"

// longestCard is how many characters a link may have for which the server has a
// picture; its own limit is a little higher.
const longestCard = 8000

// Card returns the link of an experiment in the form that shows a picture in chats,
// which a server draws that sees the link as part of the path; ok is false if it is too
// long for that.
func Card(page, address string) (link string, ok bool) {
	short := strings.TrimPrefix(recipe.ShortLink(address, false), "#")
	folder := page[:strings.LastIndex(page, "/")+1]
	return folder + cardPath + short, len(short) <= longestCard
}

// Snippet returns the HTML that shows an experiment in somebody else's page:
// in the view for frames, and no wider than that page has room.
func Snippet(page, address string) string {
	source := page + "?embed" + recipe.ShortLink(address, false)
	return `<iframe src="` + source + `" width="960" height="600" style="border: 0; max-width: 100%" title="Bonsai"></iframe>`
}

// Code shows the QR code of an experiment's link in a drawing, and tells whether
// it fits into one; "" has none.
func Code(v *markup.View, w *text.Words, at, page, address string) (fits bool) {
	path, size, label := "", "1", w.Text("share.noQR")
	if address != "" {
		if code, err := qr.Of(page, recipe.ShortLink(address, true)); err == nil {
			path, size, label = code.Path(), strconv.Itoa(code.Size+2*qr.Quiet), w.Text("share.qr")
		}
	}
	v.Set(at, "viewBox", "0 0 "+size+" "+size)
	v.Set(at, "aria-label", label)
	v.Set(at+" path", "d", path)
	return path != ""
}
