//go:build js

package main

import (
	"errors"
	"syscall/js"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// app is the page: the newest snapshot, and everything that shows it.
type app struct {
	words  words
	worker *client
	scene  *scene

	outputs *outputs
	barsSay map[string][2]int // by format: its bytes and the most of any

	snapshot *snapshot.Snapshot // the newest from the worker
	shown    *snapshot.Snapshot // the same, or as it would be under the rule being dragged
	dragged  *recipe.Rule       // the rule under the hand, until it is a step
	released bool               // the hand has let it go
	stale    bool               // the page is to be brought up to date with the next frame
	asked    bool               // a preview is on its way to the worker and back
	files    js.Value           // those that a person's own data came from, a list of {name, bytes}

	first   chan struct{} // closed when the first snapshot is there
	opened  bool          // the first address has been opened and its training is done
	onReady []func()

	thumbs  *thumbs
	work    *pool
	studies *studies
	cross   *crossValidation
	rivals  []snapshot.Rival // the last comparison
	overlay *overlay
	picture *picture
	card    *card
	sharing *sharing
	class   *class
	kept    *kept
}

func newApp(host js.Value) *app {
	a := &app{words: newWords(host), outputs: newOutputs(), barsSay: map[string][2]int{}, first: make(chan struct{})}
	a.scene = newScene(a)
	a.thumbs = newThumbs(a)
	a.work = &pool{app: a}
	a.studies = newStudies(a)
	a.cross = &crossValidation{app: a}
	a.overlay = newOverlay(a)
	a.picture = newPicture(a)
	a.card = newCard(a)
	a.sharing = &sharing{app: a}
	a.class = &class{app: a}
	a.kept = &kept{app: a, others: true}
	a.worker = newClient(host.Get("worker"), a.receive)
	a.thumbs.load()
	return a
}

// bind connects every control and picture with what it does.
func (a *app) bind() {
	a.bindFields()
	a.bindCommands()
	a.bindPruning()
	a.bindMethods()
	a.bindCross()
	a.bindFiles()
	a.bindPlane()
	a.picture.bind()
	a.card.bind()
	a.sharing.bind()
	a.kept.bind()
	a.class.bind()
	a.bindViews()
	a.bindCode()
	a.scene.bind()
	on(document, "bonsai:language", func(js.Value) { a.translate() })
	on(document, "bonsai:theme", func(js.Value) { a.scene.readTheme(); a.thumbs.redraw(); a.kept.redraw() })
	on(window, "hashchange", func(js.Value) { a.openAddress() })
}

// do sends a command that a control stands for.
func (a *app) do(name, args string, seen bool) {
	a.class.explore()
	a.tell("")
	a.ask(name, args, seen)
}

// ask sends a command; what the engine refuses is told in the page.
func (a *app) ask(name, args string, seen bool) {
	a.worker.send(name, args, seen && !stillness(), func(_ js.Value, err error) {
		if err != nil {
			a.refused(err)
		}
	})
}

// stillness tells whether the person has asked for less motion: then training
// is not slowed down to be watched.
func stillness() bool {
	return window.Call("matchMedia", "(prefers-reduced-motion: reduce)").Get("matches").Bool()
}

// refused tells the person why, and puts the controls back to what holds.
func (a *app) refused(err error) {
	if stopped(err) {
		return // a person knows
	}
	a.tell(a.problemText(err))
	if a.snapshot != nil {
		a.overlay.forget()
		a.show()
	}
}

// problemText is what went wrong, in the person's language.
func (a *app) problemText(err error) string {
	var r *refusal
	if errors.As(err, &r) && r.problem != nil {
		return a.words.problem(r.problem)
	}
	return a.words.text("problem.failed", map[string]any{"detail": err.Error()})
}

// tell shows a message, or takes it away.
func (a *app) tell(text string) {
	message := byID("message")
	setText(message, text)
	message.Set("hidden", text == "")
}

// receive takes a snapshot from the worker and shows it; of training that is
// under way, the worker wants to know when it is drawn.
func (a *app) receive(s *snapshot.Snapshot, underWay bool) {
	if a.snapshot == nil {
		a.words.host.Call("ready")
		close(a.first)
		a.scene.afterDraw(func() { js.Global().Get("performance").Call("mark", "picture") })
	}
	done := a.snapshot != nil && a.snapshot.Training && !s.Training
	a.snapshot = s
	if a.dragged != nil {
		a.showSoon()
	} else {
		a.show()
	}
	if done {
		a.announce()
	}
	if underWay {
		a.scene.afterDraw(a.worker.seen)
	}
}

// showSoon brings the page up to date with the next frame, however often it is
// called before. A page that is hidden has none.
func (a *app) showSoon() {
	if document.Get("hidden").Bool() {
		a.show()
		return
	}
	a.stale = true
	a.scene.redraw()
}

// show brings the whole page up to date with the newest snapshot.
func (a *app) show() {
	a.update()
	a.scene.redraw()
}

// update is show but for the pictures, in a frame that is being drawn.
func (a *app) update() {
	defer a.scene.costs.add(time.Now())
	a.shown = a.snapshot
	if a.dragged != nil {
		a.shown = a.snapshot.WithPruning(*a.dragged)
	}
	s := a.shown
	a.stale = false
	rest := a.dragged == nil || s.Training
	if rest {
		a.showRule(s) // the slider's range comes before its value
	}
	a.showAmount(s)
	a.showOutcome(s)
	a.card.show(s)
	if rest {
		a.showRest(s)
	}
}

// showRest is what does not move with ε.
func (a *app) showRest(s *snapshot.Snapshot) {
	a.showControls(s)
	a.showMethods(s)
	a.nameAccuracy(s)
	a.showPictures(s)
	a.showCharts(s)
	a.overlay.show(s)
	a.picture.show(s)
	a.thumbs.show(s)
	a.studies.show(s)
	a.showFiles(s)
	a.showAddress(s)
	a.showState(s)
}

// showState tells the document, and whoever watches it, what goes on.
func (a *app) showState(s *snapshot.Snapshot) {
	state := "idle"
	if s.Training || !a.opened {
		state = "training"
	}
	root := document.Get("documentElement")
	setAttribute(root, "data-state", state)
	bar := byID("training")
	switch {
	case s.Goal > 0:
		bar.Set("max", s.Goal)
		bar.Set("value", s.Step)
	case s.Training:
		bar.Call("removeAttribute", "value")
	default:
		bar.Set("value", 0)
	}
}

// whenReady calls f once the first address is opened and drawn.
func (a *app) whenReady(f func()) {
	if a.opened {
		f()
		return
	}
	a.onReady = append(a.onReady, f)
}

func (a *app) ready() {
	if a.opened {
		return
	}
	a.opened = true
	a.show()
	a.scene.afterDraw(func() {
		for _, f := range a.onReady {
			f()
		}
		a.onReady = nil
	})
}

// translate fills in all words again after a change of language.
func (a *app) translate() {
	a.words.forget()
	a.fillOptions()
	a.nameFormats()
	a.thumbs.translate()
	a.overlay.forget()
	setText(byID("announce"), "") // was said in the language before
	a.cross.showChoice()
	a.class.show()
	a.showRivals()
	if a.snapshot != nil {
		a.show()
	}
}
