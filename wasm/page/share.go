//go:build js

package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/qr"
)

// sharing is the dialog with the two links of the experiment: what was done, and
// the network itself.
type sharing struct {
	app     *app
	recipe  string // addresses that can be read, beginning with '#'
	network string // "" where there is none that is short enough
}

// shareValues are how many values a layer may have in a network that is sent;
// 0 leaves them as they are.
var shareValues = []int{16, 0, 64, 32, 8, 4}

func (s *sharing) bind() {
	each(document, `[name="shared"]`, func(e js.Value) {
		on(e, "change", func(js.Value) { s.show() })
	})
	on(byID("shareValues"), "change", func(js.Value) { s.fetchNetwork() })
	if !js.Global().Get("navigator").Get("share").IsUndefined() {
		one(document, `[data-command="sendOn"]`).Set("hidden", false)
	}
}

// fillOptions names the numbers of values.
func (s *sharing) fillOptions() {
	choice := byID("shareValues")
	chosen := choice.Get("value").String()
	choice.Call("replaceChildren")
	for _, n := range shareValues {
		option := element("option", "")
		option.Set("value", strconv.Itoa(n))
		text := strconv.Itoa(n)
		if n == 0 {
			text = s.app.words.text("share.exact", nil)
		}
		setText(option, text)
		choice.Call("append", option)
	}
	if chosen != "" {
		choice.Set("value", chosen)
	}
}

// open shows the links of the experiment as it stands: what trains is paused.
func (s *sharing) open() {
	s.app.worker.send("pause", "", false, func(_ js.Value, err error) {
		if err != nil {
			s.app.refused(err)
			return
		}
		s.recipe, s.network = s.app.snapshot.Link, ""
		s.say()
		own := ""
		if s.app.snapshot.Recipe.Dataset == "own" {
			own = s.app.words.text("share.own", nil)
		}
		s.app.outputs.write("shareOwn", own)
		byID("share").Call("showModal")
		s.show()
		s.fetchNetwork()
	})
}

// fetchNetwork asks for the link that carries the network.
func (s *sharing) fetchNetwork() {
	a := s.app
	args := `{"entries":` + byID("shareValues").Get("value").String() + `}`
	a.worker.send("model", args, false, func(reply js.Value, err error) {
		var model snapshot.Model
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &model)
		}
		s.network = model.Link
		accuracy := ""
		if err == nil {
			accuracy = a.words.text("share.accuracy", map[string]any{
				"before": a.accuracy(a.snapshot, a.snapshot.Test.Accuracy), "after": a.accuracy(a.snapshot, model.Accuracy),
			})
		} else {
			accuracy = a.problemText(err)
		}
		a.outputs.write("shareAccuracy", accuracy)
		s.show()
	})
}

// chosen is the address that is shared, "" for none.
func (s *sharing) chosen() string {
	if one(document, `[name="shared"]:checked`).Get("value").String() == "network" {
		return s.network
	}
	return s.recipe
}

// say tells what became of the link, in messages by their keys.
func (s *sharing) say(keys ...string) {
	var said []string
	for _, key := range keys {
		if key != "" {
			said = append(said, s.app.words.text(key, nil))
		}
	}
	s.app.outputs.write("shareSaid", strings.Join(said, " "))
}

// url is the whole of a short link.
func url(address string) string { return addressOfPage() + recipe.ShortLink(address, false) }

// snippetOf is what puts an experiment into somebody else's page: in the view
// for frames, and no wider than that page has room.
func snippetOf(address string) string {
	source := addressOfPage() + "?embed" + recipe.ShortLink(address, false)
	return `<iframe src="` + source + `" width="960" height="600" style="border: 0; max-width: 100%" title="Bonsai"></iframe>`
}

func (s *sharing) show() {
	a := s.app
	length := func(address string) string {
		if address == "" {
			return ""
		}
		return a.words.text("share.length", map[string]any{"count": a.words.count(len(recipe.ShortLink(address, false)))})
	}
	a.outputs.write("recipeLength", length(s.recipe))
	a.outputs.write("networkLength", length(s.network))
	address := s.chosen()
	text, snippet := "", ""
	if address != "" {
		text = url(address)
		snippet = snippetOf(address)
	}
	byID("link").Set("value", text)
	byID("snippet").Set("value", snippet)
	for _, command := range []string{"copy", "copySnippet", "sendOn", "seeTheSame"} {
		one(document, `[data-command="`+command+`"]`).Set("disabled", address == "")
	}
	fits := s.draw(byID("qr"), address)
	setAttribute(byID("share"), "data-code", strconv.FormatBool(fits))
	if fits || address == "" {
		s.say()
	} else {
		s.say("share.noQR")
	}
}

// draw draws the QR code of an address, and tells whether it fits into one.
func (s *sharing) draw(svg js.Value, address string) bool {
	words := s.app.words
	path, size, label := "", 1, words.text("share.noQR", nil)
	if address != "" {
		if code, err := qr.Of(addressOfPage(), recipe.ShortLink(address, true)); err == nil {
			path, size, label = code.Path(), code.Size+2*qr.Quiet, words.text("share.qr", nil)
		}
	}
	setAttribute(svg, "viewBox", strings.Repeat("0 ", 2)+strings.Repeat(strconv.Itoa(size)+" ", 2))
	setAttribute(svg, "aria-label", label)
	setAttribute(one(svg, "path"), "d", path)
	return path != ""
}

// copy puts what a field has on the clipboard. Where a browser refuses, it
// stands there selected, to be copied by hand.
func (s *sharing) copy(field string) {
	input := byID(field)
	input.Call("focus")
	input.Call("select")
	copied := false
	// The old way, which a page over plain http has too.
	attempt(func() { copied = document.Call("execCommand", "copy").Bool() })
	said := "link.copyByHand"
	if copied {
		said = "link.copied"
	}
	s.say(said)
	s.seeTheSame(said)
}

// sendOn opens the system's own sheet for sharing.
func (s *sharing) sendOn() {
	if address := s.chosen(); address != "" {
		attempt(func() {
			sent := js.Global().Get("navigator").Call("share", map[string]any{"title": "Bonsai", "url": url(address)})
			sent.Call("catch", js.FuncOf(func(js.Value, []js.Value) any { return nil })) // the person thought better of it
		})
		s.seeTheSame("")
	}
}

// seeTheSame opens here what was sent, where that is a network: rounded, and
// without what no output hears, it is another than that of the sender. said is
// the key of what was said before.
func (s *sharing) seeTheSame(said string) {
	if s.chosen() != s.network || s.app.snapshot.Link == s.network {
		return
	}
	s.app.class.explore()
	s.app.load(s.network, func(err error) {
		if err != nil {
			s.app.refused(err)
			return
		}
		s.say(said, "share.same")
	})
}
