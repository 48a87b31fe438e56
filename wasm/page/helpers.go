//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/snapshot"
	"bonsai/wasm/classroom"
	"bonsai/wasm/client"
	"bonsai/wasm/dom"
	"bonsai/web/class"
	"bonsai/web/command"
	"bonsai/web/layout"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/study"
	"bonsai/web/work"
)

// newStudies lets further engines, each in a worker of its own, carry out the
// tasks of studies: as many as the machine has processors besides the one for
// the page's own engine.
func (p *page) newStudies() *study.Studies {
	return &study.Studies{
		Session: p.Session,
		Pool:    work.Pool{Start: p.startHelper, Show: func(done, all int) { dom.Show(func(v *markup.View) { panel.Work(v, done, all) }) }},
		Helpers: max(1, js.Global().Get("navigator").Get("hardwareConcurrency").Int()-1),
		Axis:    func() layout.Axis { return p.scene.axis(p.Shown) },
		Element: func() layout.Rect { return p.scene.place("histogram") },
	}
}

// startHelper starts a helper with the experiment as it is.
func (p *page) startHelper(ready func(error)) work.Helper {
	c := client.New(p.host.Call("helper"), func(*snapshot.Snapshot, bool) {})
	c.SendFiles("help", command.Load(p.Snapshot.Link), p.files.own(), func(_ js.Value, err error) { ready(err) })
	return work.Helper{
		Do:  func(kind, task string, done func(string, error)) { c.Do(kind, task, false, done) },
		End: c.End,
	}
}

// repeat opens an address in a helper and calls done with what comes of it.
func (p *page) repeat(link string, done func(*snapshot.Snapshot, error)) {
	var newest *snapshot.Snapshot
	helper := client.New(p.host.Call("helper"), func(s *snapshot.Snapshot, _ bool) { newest = s })
	p.opener(helper).Open(link, false, func(err error) {
		helper.End()
		done(newest, err)
	})
}

// check computes what a student has handed in, unless that takes too long.
func (p *page) check(link string, done func(*snapshot.Snapshot, error)) {
	repeat := func() { p.repeat(link, done) }
	p.Consider(link, repeat, func(c snapshot.Cost) {
		if c.Seconds > class.MostChecked {
			done(nil, work.ErrStopped)
			return
		}
		repeat()
	})
}

func (p *page) newClassroom() *classroom.Room {
	return &classroom.Room{Session: p.Session, Page: classroom.Page{Open: p.load, Load: p.loadAsked, Repeat: p.check, WhenReady: p.whenReady}}
}

// crossValidate cross-validates as the controls say.
func (p *page) crossValidate() {
	p.Tell("")
	tolerance := study.Tolerance(dom.Value("crossRule"), dom.Number("tolerance"))
	p.studies.CrossValidate(dom.Number("folds"), tolerance, p.controls.rule(), func(_ *snapshot.Choice, err error) { p.RefusedIf(err) })
}
