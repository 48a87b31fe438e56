//go:build js

package main

import (
	"encoding/json"
	"syscall/js"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/classroom"
	"bonsai/wasm/client"
	"bonsai/wasm/dom"
	"bonsai/wasm/embedding"
	"bonsai/wasm/guide"
	"bonsai/wasm/plots"
	"bonsai/wasm/samples"
	"bonsai/wasm/saving"
	"bonsai/web"
	"bonsai/web/command"
	"bonsai/web/course"
	"bonsai/web/forgot"
	"bonsai/web/kept"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/session"
	"bonsai/web/share"
	"bonsai/web/study"
	"bonsai/web/text"
)

// services are what the parts of the page share.
type services struct {
	*session.Session
	host   js.Value // what the loader offers
	worker *client.Client
	scene  *scene
}

// page is the parts of the page, and when they are brought up to date.
type page struct {
	*services
	controls *controls
	card     *card
	files    *files
	class    *classroom.Room
	studies  *study.Studies
	shelf    *kept.Shelf
	sharing  *share.Dialog
	saver    *saving.Saver
	guide    *guide.Guide
	plots    *plots.Plots
	course   *course.Course
	forgot   *forgot.Panel
	dots     map[string][]snapshot.Dot // by data set, for their pictures

	operations []recipe.Entry    // what can be done, as the worker says at the start
	messages   map[string]string // of the language of now, by key
	parts      []string          // of the page, that an address can hide
	first      chan struct{}     // closed when the first snapshot is there
	stale      bool              // the next frame brings the page up to date
	onReady    []func()
	chosen     func() // called when the question about a long address is answered
}

func newPage(host js.Value) *page {
	p := &page{messages: map[string]string{}, first: make(chan struct{})}
	p.services = &services{host: host, Session: &session.Session{
		Words: text.New(p.message, func(v float64, digits int) string { return host.Call("number", v, digits).String() }),
		View:  dom.Show, Restore: dom.Restore, Show: p.show, ShowSoon: p.showSoon, Still: stillness,
	}}
	p.worker = client.New(host.Get("worker"), p.receive)
	p.worker.OnEnd = p.ended
	p.class = p.newClassroom()
	p.Send = p.class.Watch(p.send)
	p.Explore = p.class.Leave
	p.controls = &controls{services: p.services}
	p.card = newCard(p.services)
	p.scene = newScene(p.services, p.highlight)
	p.forgot = samples.New(p.Session, p.scene.redraw)
	p.files = &files{services: p.services, load: p.loadAsked, sent: p.sent, held: map[string]js.Value{}}
	p.files.network = &networkPreview{services: p.services, files: p.files}
	p.files.table = &tablePreview{services: p.services, files: p.files, network: p.files.network}
	p.worker.OnProgress = p.files.table.progress
	p.studies = p.newStudies()
	p.shelf = p.newShelf()
	p.sharing = p.newSharing()
	p.saver = p.newSaver()
	p.guide = &guide.Guide{Session: p.Session, Load: func() js.Value { return host.Call("glossary") }}
	p.controls.tip = p.studies.Tip
	p.plots = &plots.Plots{Session: p.Session, Choose: p.studies.Choose}
	p.course = p.newCourse()
	return p
}

// message returns the message of a key with its holes filled.
func (p *page) message(key string, values []string) string {
	message, known := p.messages[key]
	if !known {
		message = p.host.Call("text", key).String()
		p.messages[key] = message
	}
	return text.Fill(message, values)
}

// stillness tells whether the person has asked for less motion.
func stillness() bool {
	return dom.Window.Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
}

// start connects every control and picture with what it does, and opens the
// first address.
func (p *page) start() {
	names := map[string]bool{}
	dom.Each(dom.Document, "[data-control]", func(e js.Value) {
		if name := dom.Data(e, "control"); !names[name] {
			names[name] = true
			p.parts = append(p.parts, name)
		}
	})
	dom.Delegate("click", "data-command", func(name string, e, _ js.Value) { p.clicked(name, e) })
	dom.Delegate("change", "data-change", func(name string, e, _ js.Value) { p.changed(name, e) })
	p.controls.bind()
	p.card.bind()
	p.guide.Bind()
	p.plots.Bind()
	samples.Bind(p.forgot)
	p.files.bind()
	p.bindSharing()
	p.bindShelf()
	p.class.Bind()
	p.scene.bind(p.beforeFrame, p.moved)
	p.bindView()
	dom.Intercept("webglcontextlost", func(js.Value) bool { p.loseCanvas(); return true })
	embedding.Bind(p.whenReady)
	p.installScript()
	dom.On(dom.Document, "bonsai:language", func(js.Value) { p.translate() })
	dom.On(dom.Document, "bonsai:theme", func(js.Value) { p.readTheme() })
	dom.On(tableDialog(), "cancel", func(js.Value) { p.files.table.cancel() }) // by Escape
	dom.On(dom.ByID("costly"), "close", func(js.Value) { p.chosen() })
	dom.On(dom.Window, "hashchange", func(js.Value) { p.addressChanged() })
	dom.Started()
	p.translate()
	p.readTheme()
	p.loadThumbs()
	p.askOperations()
	p.openFirst()
}

// loadThumbs asks the worker for the points of the data sets.
func (p *page) loadThumbs() {
	p.Send("thumbnails", "", false, func(outputs string, err error) {
		if err == nil {
			err = json.Unmarshal([]byte(outputs), &p.dots)
		}
		if err == nil { // without pictures, the data sets still have their names
			plots.DrawThumbs(p.dots, dom.Style())
		}
	})
}

// askOperations asks the worker for the table of operations: the ranges of the
// controls and the methods of scripts come from it. The page does not contain the
// table, because with it the program would be 277 kB larger.
func (p *page) askOperations() {
	p.Send("operations", "", false, func(outputs string, err error) {
		if err != nil {
			return // the worker did not start, which the page says already
		}
		p.operations = command.Operations(outputs)
		dom.Show(func(v *markup.View) { panel.Ranges(v, p.operations) })
		p.installOperations()
	})
}

// receive takes a snapshot from the worker. While training is under way, the
// worker is told when the snapshot has been drawn.
func (p *page) receive(s *snapshot.Snapshot, underWay bool) {
	isFirst := p.Snapshot == nil
	if isFirst {
		p.host.Call("ready")
		p.scene.afterDraw(func() { js.Global().Get("performance").Call("mark", "picture") })
	}
	p.Receive(s)
	if isFirst {
		close(p.first)
	}
	if underWay {
		p.scene.afterDraw(p.worker.Seen)
	}
}

// showSoon brings the page up to date with the next frame, however often it is
// called before. A hidden page has no frames.
func (p *page) showSoon() {
	if dom.Document.Get("hidden").Bool() {
		p.show()
		return
	}
	p.stale = true
	p.scene.redraw()
}

// show brings the page up to date, and its pictures with the next frame.
func (p *page) show() {
	p.update()
	p.scene.redraw()
}

func (p *page) beforeFrame() {
	if p.stale {
		p.update()
	}
}

func (p *page) update() {
	defer p.scene.costs.add(time.Now())
	p.stale = false
	all := p.Update()
	v := &markup.View{}
	panel.Page(v, p.Words, p.Shown, panel.Around{
		Axis: p.scene.axis(p.Shown), Histogram: p.scene.place("histogram"), Charts: &p.Charts, Moved: p.Moved, SliderHeld: p.Dragged != nil && dom.IsFocused(dom.ByID("epsilon")),
		Opened: p.Opened, Schedule: dom.Value("schedule"), Scheme: dom.Value("scheme"), Parts: p.parts,
		GradualEpochs: dom.Number("gradualEpochs"), Rounds: dom.Number("rounds"), Percent: dom.Number("fraction"),
	}, all)
	p.card.view(v)
	dom.Apply(v)
	p.class.Changed(p.Snapshot)
	p.forgot.Update()
	p.controls.tipAtHandle()
	if !all {
		p.studies.Follow()
		return
	}
	p.showOverlay()
	p.studies.Update()
	p.course.Update()
	p.showAddress()
	if p.Opened && p.Dragged == nil {
		p.shelf.Save(p.Snapshot)
	}
}

// highlight is what the picture of the network lights up: what is pointed at, or else
// the paths of the answer that is looked at.
func (p *page) highlight() web.Highlight {
	lit := p.card.highlight()
	lit.Paths = p.forgot.Paths()
	return lit
}

// showOverlay shows what stands over the picture of the network.
func (p *page) showOverlay() {
	arrangement, _ := p.scene.arrangement(p.Shown)
	_, weights := p.scene.layer(p.Shown)
	dom.Show(func(v *markup.View) { panel.OverNetwork(v, p.Words, p.Shown, arrangement, weights) })
}

// moved is called when pictures have another place or size.
func (p *page) moved() {
	if p.Snapshot != nil {
		p.showOverlay()
		p.studies.ShowCurve()
	}
	p.scene.redraw()
}

// whenReady calls f once the first address has been opened and drawn.
func (p *page) whenReady(f func()) {
	if p.Opened {
		f()
		return
	}
	p.onReady = append(p.onReady, f)
}

// ready is called when the first address has been opened. Without a worker none can
// be, which the page says already.
func (p *page) ready() {
	if p.Opened || p.Snapshot == nil {
		return
	}
	p.Opened = true
	p.show()
	p.scene.afterDraw(func() {
		for _, f := range p.onReady {
			f()
		}
		p.onReady = nil
	})
}

// translate writes everything again in the language of now.
func (p *page) translate() {
	clear(p.messages)
	p.Words.Forget()
	dom.Forget()
	v := &markup.View{}
	panel.Choices(v, p.Words)
	panel.Thumbs(v, p.Words, p.Snapshot)
	share.Choices(v, p.Words)
	v.Say("#announce", "") // was said in the language before, as was the message
	panel.Message(v, "")
	dom.Apply(v)
	showCrossRule()
	p.studies.Translate()
	p.class.Refresh()
	p.guide.Translate()
	p.course.Translate()
	p.forgot.Changed()
	p.sharing.Show()
	if p.Snapshot != nil {
		p.card.sources = sources{} // are named again
		p.show()
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
	plots.DrawThumbs(p.dots, style)
	p.drawCompared()
	p.scene.redraw()
}

// bindView puts the page into the view that its address asks for.
func (p *page) bindView() {
	search := js.Global().Get("URLSearchParams").New(dom.Location().Get("search"))
	for _, view := range []string{"present", "embed"} {
		if search.Call("has", view).Bool() {
			dom.Root.Call("setAttribute", "data-mode", view)
		}
	}
}
