//go:build js

package main

import (
	"strconv"
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/web/markup"
	"bonsai/web/share"
)

func (p *page) newSharing() *share.Dialog {
	return &share.Dialog{
		Session: p.Session, Page: pageAddress(), Open: p.loadSame,
		Network: func() bool { return dom.Chosen("shared") == "network" },
		Cards:   func() bool { return dom.Data(dom.Root, "cards") != "" && dom.ByID("shareCard").Get("checked").Bool() },
	}
}

func (p *page) bindSharing() {
	dom.Each(dom.Document, `[name="shared"]`, func(e js.Value) {
		dom.On(e, "change", func(js.Value) { p.sharing.Show() })
	})
	dom.On(dom.ByID("shareValues"), "change", func(js.Value) { p.sharing.Fetch(dom.Value("shareValues")) })
	dom.On(dom.ByID("shareCard"), "change", func(js.Value) { p.sharing.Show() })
	dom.ByID("shareCards").Set("hidden", dom.Data(dom.Root, "cards") == "")
	dom.On(dom.ByID("shareAt"), "change", func(js.Value) { p.sharing.Move(dom.Value("shareAt")) })
	p.askNetwork(func() {})
	if !js.Global().Get("navigator").Get("share").IsUndefined() {
		dom.ByCommand("sendOn").Set("hidden", false)
	}
	dom.On(dom.Document, "keydown", func(event js.Value) {
		if event.Get("key").String() == "Escape" && codeShown() {
			p.toggleCode()
		}
	})
}

// openSharing shows the links of the experiment as it stands. Training is
// paused.
func (p *page) openSharing() {
	p.Send("pause", "", false, func(_ string, err error) {
		if err != nil {
			p.Refused(err)
			return
		}
		p.sharing.Begin()
		p.askNetwork(func() {})
		dom.ByID("share").Call("showModal")
		p.sharing.Fetch(dom.Value("shareValues"))
		p.saver.Show()
	})
}

// askNetwork asks the server of a page that was opened on its own machine for the
// addresses at which other devices reach it, and then calls done.
func (p *page) askNetwork(done func()) {
	if dom.Data(dom.Root, "network") == "" || !share.Local(dom.Location().Get("hostname").String()) {
		return
	}
	dom.Await(p.host.Call("network"), func(encoded js.Value) {
		p.sharing.Reached(encoded.String())
		done()
	}, nil)
}

// sendOn opens the system's own sheet for sharing.
func (p *page) sendOn() {
	if url := p.sharing.URL(); url != "" {
		dom.Attempt(func() {
			sheet := map[string]any{"title": "Bonsai", "url": url}
			dom.Await(js.Global().Get("navigator").Call("share", sheet), nil, nil) // the person may think better of it
		})
	}
}

// codeShown tells whether the presenter's QR code is in its corner.
func codeShown() bool { return !dom.ByID("corner").Call("hasAttribute", "hidden").Bool() }

// toggleCode shows the presenter's QR code, or takes it away.
func (p *page) toggleCode() {
	hidden := dom.ByID("corner").Call("toggleAttribute", "hidden").Bool()
	dom.ByID("code").Call("setAttribute", "aria-expanded", strconv.FormatBool(!hidden))
	p.showCode()
	if codeShown() {
		p.askNetwork(p.showCode)
	}
}

// showCode shows the QR code of the experiment as it is, if there is to be one.
func (p *page) showCode() {
	if codeShown() {
		dom.Show(func(v *markup.View) { share.Code(v, p.Words, "#corner", p.sharing.Place(), p.Snapshot.Link) })
	}
}
