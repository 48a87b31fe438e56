//go:build js

package main

import (
	"syscall/js"
	"time"

	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web"
	"bonsai/web/panel"
)

// page is all panels, and the order in which they are brought up to date.
type page struct {
	*services
	transport *transport
	fields    *fields
	pruning   *pruning
	outcome   *outcome
	methods   *methods
	thumbs    *thumbs
	overlay   *overlay
	picture   *picture
	card      *card
	studies   *studies
	files     *files
	address   *address
	sharing   *sharing
	corner    *corner
	kept      *keptList
	class     *classroom
	work      *helpers

	forget  func()        // the messages of the language before
	first   chan struct{} // closed when the first snapshot is there
	stale   bool          // the next frame brings the page up to date
	onReady []func()
}

// A section of the page shows what a snapshot says.
type section interface{ update(s *snapshot.Snapshot) }

func newPage(host js.Value) *page {
	words, forget := newWords(host)
	sv := &services{host: host, words: words}
	p := &page{services: sv, forget: forget, first: make(chan struct{})}
	sv.show = p.showNow
	p.work = newHelpers(sv)
	p.picture = &picture{services: sv}
	p.card = newCard(sv, p.picture)
	p.scene = newScene(sv, p.card, p.picture)
	p.transport = &transport{services: sv}
	p.fields = newFields(sv)
	p.pruning = &pruning{services: sv, soon: p.showSoon}
	p.outcome = &outcome{sv}
	p.methods = &methods{sv, p.pruning}
	p.thumbs = &thumbs{services: sv}
	p.overlay = &overlay{sv}
	p.studies = &studies{services: sv, pruning: p.pruning, work: p.work}
	p.files = &files{services: sv}
	p.work.files = p.files
	p.class = &classroom{services: sv, whenReady: p.whenReady}
	p.kept = &keptList{services: sv}
	p.address = &address{services: sv, files: p.files, kept: p.kept, class: p.class}
	p.sharing = &sharing{services: sv, address: p.address}
	p.corner = &corner{services: sv}
	p.files.address, p.kept.address, p.class.address, p.kept.class = p.address, p.address, p.address, p.class
	p.address.settled = p.corner.draw
	sv.explore = p.class.explore
	sv.worker = newClient(host.Get("worker"), p.receive)
	return p
}

// start connects every control and picture with what it does, and opens the
// first address.
func (p *page) start() {
	p.bindCommands()
	p.fields.bind()
	p.pruning.bind()
	p.methods.bind()
	p.picture.bind(func() { p.card.point(nil, nil) })
	p.card.bind()
	p.studies.bind()
	p.files.bind()
	p.sharing.bind()
	p.corner.bind()
	p.kept.bind()
	p.class.bind()
	p.scene.bind(p.draw, p.moved)
	p.bindViews()
	p.installScript()
	dom.On(dom.Document, "bonsai:language", func(js.Value) { p.translate() })
	dom.On(dom.Document, "bonsai:theme", func(js.Value) { p.readTheme() })
	dom.On(dom.Window, "hashchange", func(js.Value) { p.address.changed() })
	dom.Started()
	p.translate()
	p.readTheme()
	p.thumbs.load()
	p.address.openFirst(p.ready)
}

// receive takes a snapshot from the worker and shows it. While training is
// under way, the worker is told when the snapshot has been drawn.
func (p *page) receive(s *snapshot.Snapshot, underWay bool) {
	if p.snapshot == nil {
		p.host.Call("ready")
		close(p.first)
		p.scene.afterDraw(func() { js.Global().Get("performance").Call("mark", "picture") })
	}
	finished := p.snapshot != nil && p.snapshot.Training && !s.Training
	p.snapshot = s
	if p.dragged != nil {
		p.showSoon()
	} else {
		p.showNow()
	}
	if finished {
		p.announce(panel.Announcement(p.words, s))
	}
	if underWay {
		p.scene.afterDraw(p.worker.seen)
	}
}

// showSoon brings the page up to date with the next frame, however often it is
// called before. A hidden page has no frames.
func (p *page) showSoon() {
	if dom.Document.Get("hidden").Bool() {
		p.showNow()
		return
	}
	p.stale = true
	p.scene.redraw()
}

// showNow brings the page up to date, and its pictures with the next frame.
func (p *page) showNow() {
	p.update()
	p.scene.redraw()
}

// draw is called when a frame begins.
func (p *page) draw() {
	if p.stale {
		p.update()
	}
}

func (p *page) update() {
	defer p.scene.costs.add(time.Now())
	p.shown = p.snapshot
	if p.dragged != nil {
		p.shown = p.snapshot.WithPruning(*p.dragged)
	}
	p.stale = false
	s := p.shown
	resting := p.dragged == nil || s.Training
	if resting {
		p.pruning.showRule(s) // the slider's range comes before its value
	}
	for _, section := range []section{p.pruning, p.outcome, p.card} {
		section.update(s)
	}
	if !resting {
		return // what follows does not move with ε
	}
	p.outcome.describe(s)
	p.card.showSources(s)
	for _, section := range []section{p.fields, p.methods, p.overlay, p.picture, p.thumbs, p.studies, p.files, p.address, p.transport} {
		section.update(s)
	}
}

// moved is called when pictures have got another place or size.
func (p *page) moved() {
	if p.snapshot != nil {
		p.overlay.update(p.shown)
		p.studies.drawCurve(p.shown)
	}
	p.scene.redraw()
}

// whenReady calls f once the first address has been opened and drawn.
func (p *page) whenReady(f func()) {
	if p.opened {
		f()
		return
	}
	p.onReady = append(p.onReady, f)
}

// ready is called when the first address has been opened.
func (p *page) ready() {
	if p.opened {
		return
	}
	p.opened = true
	p.showNow()
	p.scene.afterDraw(func() {
		for _, f := range p.onReady {
			f()
		}
		p.onReady = nil
	})
}

// translate writes everything again in the language of now.
func (p *page) translate() {
	p.forget()
	p.fields.translate()
	p.pruning.translate()
	p.methods.translate()
	p.thumbs.translate()
	p.sharing.translate()
	p.card.translate()
	p.studies.translate()
	p.class.update()
	p.announce("") // was said in the language before
	if p.snapshot != nil {
		p.showNow()
	}
}

// readTheme takes the colours from the style sheet.
func (p *page) readTheme() {
	style := dom.Style()
	theme, err := web.ParseTheme(func(name string) string { return style("--" + name) })
	if err != nil {
		panic(err) // the style sheet is ours
	}
	p.scene.theme = theme
	p.thumbs.draw(style)
	p.kept.redraw()
	p.scene.redraw()
}
