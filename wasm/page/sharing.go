//go:build js

package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web/command"
	"bonsai/web/share"
)

// sharing is the dialog with the two links of the experiment: to what was done,
// and to the network itself.
type sharing struct {
	*services
	address *address
	links   share.Links
}

func (s *sharing) bind() {
	dom.Each(dom.Document, `[name="shared"]`, func(e js.Value) {
		dom.On(e, "change", func(js.Value) { s.update() })
	})
	dom.On(dom.ByID("shareValues"), "change", func(js.Value) { s.fetchNetwork() })
	if !js.Global().Get("navigator").Get("share").IsUndefined() {
		dom.SetHidden(dom.Command("sendOn"), false)
	}
}

func (s *sharing) commands() map[string]func() {
	return map[string]func(){
		"share":       s.open,
		"closeShare":  func() { dom.ByID("share").Call("close") },
		"copy":        func() { s.copy("link") },
		"copySnippet": func() { s.copy("snippet") },
		"sendOn":      s.sendOn,
		"seeTheSame":  func() { s.seeTheSame("") },
	}
}

func (s *sharing) translate() { dom.Show("#shareValues", share.ValueOptions(s.words)...) }

// open shows the links of the experiment as it stands. Training is paused.
func (s *sharing) open() {
	s.worker.send("pause", "", false, func(_ js.Value, err error) {
		if err != nil {
			s.refused(err)
			return
		}
		s.links = share.Links{Recipe: s.snapshot.Link}
		own := ""
		if s.snapshot.Recipe.Dataset == "own" {
			own = s.words.Text("share.own")
		}
		dom.Write("shareOwn", own)
		dom.ByID("share").Call("showModal")
		s.update()
		s.fetchNetwork()
	})
}

// fetchNetwork asks for the link that carries the network.
func (s *sharing) fetchNetwork() {
	s.worker.send("model", command.Model(dom.Value("shareValues")), false, func(reply js.Value, err error) {
		var model snapshot.Model
		if err == nil {
			err = json.Unmarshal([]byte(reply.Get("outputs").String()), &model)
		}
		s.links.Network = model.Link
		if err != nil {
			dom.Write("shareAccuracy", s.problem(err))
		} else {
			dom.Write("shareAccuracy", share.Accuracy(s.words, s.snapshot, model))
		}
		s.update()
	})
}

// chosen is the address that is shared, "" if there is none.
func (s *sharing) chosen() string {
	if dom.Chosen("shared") == "network" {
		return s.links.Network
	}
	return s.links.Recipe
}

// update shows the chosen link.
func (s *sharing) update() {
	d := s.links.Of(s.words, pageAddress(), s.chosen())
	dom.WriteAll(d.Lengths)
	dom.ByID("link").Set("value", d.Link)
	dom.ByID("snippet").Set("value", d.Snippet)
	for _, command := range []string{"copy", "copySnippet", "sendOn", "seeTheSame"} {
		dom.Command(command).Set("disabled", d.Link == "")
	}
	drawCode(dom.ByID("qr"), d.Code)
	dom.SetAttribute(dom.ByID("share"), "data-code", strconv.FormatBool(d.Code.Fits()))
	dom.Write("shareSaid", d.Said)
}

func drawCode(svg js.Value, code share.Code) {
	dom.SetAttribute(svg, "viewBox", code.ViewBox)
	dom.SetAttribute(svg, "aria-label", code.Label)
	dom.SetAttribute(dom.One(svg, "path"), "d", code.Path)
}

// say says what became of the link, in messages by their keys.
func (s *sharing) say(keys ...string) {
	var said []string
	for _, key := range keys {
		if key != "" {
			said = append(said, s.words.Text(key))
		}
	}
	dom.Write("shareSaid", strings.Join(said, " "))
}

// copy puts the text of a field on the clipboard. Where a browser refuses, the
// text is selected, to be copied by hand.
func (s *sharing) copy(field string) {
	input := dom.ByID(field)
	input.Call("focus")
	input.Call("select")
	copied := false
	// The old way, which a page over plain http has too.
	dom.Attempt(func() { copied = dom.Document.Call("execCommand", "copy").Bool() })
	said := "link.copyByHand"
	if copied {
		said = "link.copied"
	}
	s.say(said)
	s.seeTheSame(said)
}

// sendOn opens the system's own sheet for sharing.
func (s *sharing) sendOn() {
	if chosen := s.chosen(); chosen != "" {
		dom.Attempt(func() {
			sheet := map[string]any{"title": "Bonsai", "url": share.URL(pageAddress(), chosen)}
			dom.Await(js.Global().Get("navigator").Call("share", sheet), nil, nil) // the person may think better of it
		})
		s.seeTheSame("")
	}
}

// seeTheSame opens here what was sent, if it is the network: its weights are
// rounded and it has lost what no output depends on, so it is not quite the
// sender's. said is the key of what was said before.
func (s *sharing) seeTheSame(said string) {
	if s.chosen() != s.links.Network || s.snapshot.Link == s.links.Network {
		return
	}
	s.explore()
	s.address.load(s.links.Network, func(err error) {
		if err != nil {
			s.refused(err)
			return
		}
		s.say(said, "share.same")
	})
}

// corner is the presenter's QR code in a corner of the page.
type corner struct{ *services }

func (c *corner) bind() {
	dom.On(dom.Document, "keydown", func(event js.Value) {
		if event.Get("key").String() == "Escape" && c.isShown() {
			c.toggle()
		}
	})
}

func (c *corner) isShown() bool { return !dom.ByID("corner").Call("hasAttribute", "hidden").Bool() }

// toggle shows the code, or takes it away.
func (c *corner) toggle() {
	hidden := dom.ByID("corner").Call("toggleAttribute", "hidden").Bool()
	dom.SetAttribute(dom.ByID("code"), "aria-expanded", strconv.FormatBool(!hidden))
	c.draw()
}

// draw draws the code of the experiment as it is, if it is shown.
func (c *corner) draw() {
	if c.isShown() {
		drawCode(dom.ByID("corner"), share.CodeOf(c.words, pageAddress(), c.snapshot.Link))
	}
}
