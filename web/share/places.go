package share

import (
	"encoding/json"
	"slices"

	"bonsai/web/markup"
)

// Local reports whether a host name, as the browser has it, stands for this machine
// itself: on any other device it would lead to that device.
func Local(host string) bool {
	return slices.Contains([]string{"localhost", "127.0.0.1", "[::1]"}, host)
}

// Reached takes what the server of a local page answers: the addresses of the page at
// which other devices in the network reach this machine, the best first. It shows the
// links with the first one, and offers the others. Anything else is no answer.
func (d *Dialog) Reached(encoded string) {
	var answer struct {
		Addresses []string `json:"addresses"`
	}
	if json.Unmarshal([]byte(encoded), &answer) != nil {
		return
	}
	d.reached = answer.Addresses
	if !slices.Contains(d.reached, d.at) && d.at != d.Page {
		d.at = ""
	}
	if d.at == "" && len(d.reached) > 0 {
		d.at = d.reached[0]
	}
	d.Show()
}

// places offers the addresses at which the page is reached.
func (d *Dialog) places(v *markup.View) {
	v.Hide("#sharePlaces", len(d.reached) == 0)
	if len(d.reached) == 0 {
		return
	}
	w := d.Session.Words
	v.Fill("#shareAt", markup.Options(append(slices.Clip(d.reached), d.Page), func(address string) string {
		if address == d.Page {
			return w.Text("share.here", "address", address)
		}
		return address
	})...)
	v.Set("#shareAt", "value", d.Place())
}

// Place returns the address of the page with which links begin.
func (d *Dialog) Place() string {
	if d.at != "" {
		return d.at
	}
	return d.Page
}

// Move makes links begin with an address of the page.
func (d *Dialog) Move(address string) {
	d.at = address
	d.Show()
}
