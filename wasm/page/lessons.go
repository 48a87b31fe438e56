//go:build js

package main

import (
	"errors"
	"syscall/js"

	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
	"bonsai/web/course"
)

// newCourse connects the lessons with the page.
func (p *page) newCourse() *course.Course {
	return &course.Course{
		Session:  p.Session,
		Language: func() string { return dom.Value("language") },
		Fetch: func(name string, done func([]byte, error)) {
			p.pageFile(name, func(file js.Value, err error) {
				if err != nil {
					done(nil, err)
					return
				}
				done(memory.Bytes(file.Get("bytes")), nil)
			})
		},
		Hold: func(name, digest string, done func(error)) {
			p.pageFile(name, func(file js.Value, err error) {
				if err == nil {
					p.files.held[digest] = js.Global().Get("Array").Call("of", file)
				}
				done(err)
			})
		},
		Open:    p.load,
		Address: func(name string) { dom.SetQuery("lesson", name) },
		Point:   point,
		Focus:   dom.Focus,
		Dialog:  openLessons,
		Teaches: func() bool { return p.class.Teaches() },
		Compete: func(accuracy float64) { p.class.Challenge(accuracy) },
		Aside: func(done func(error)) {
			p.worker.Do("setAside", "", false, func(_ string, err error) { done(err) })
		},
		TakeUp: p.takeUp,
		Left:   p.shelf.Disown,
	}
}

// takeUp goes back to the experiment from before a lesson, by its address, or with ""
// makes the lesson one step for undo.
func (p *page) takeUp(back string, done func(error)) {
	answered, how := func(error) {}, ""
	if back != "" {
		answered, how = p.shelf.Opening(back), "back"
	}
	p.worker.Do("takeUp", how, false, func(_ string, err error) {
		answered(err)
		done(err)
	})
}

// pageFile gets a file of the page, {name, bytes}, by its name in the sources.
func (p *page) pageFile(name string, done func(file js.Value, err error)) {
	dom.Await(p.host.Call("pageFile", name),
		func(file js.Value) { done(file, nil) },
		func(reason js.Value) { done(js.Null(), errors.New(reason.Get("message").String())) })
}

// openLessons opens or closes the list of lessons.
func openLessons(open bool) {
	switch list := dom.ByID("lessons"); {
	case !open:
		list.Call("close")
	case !list.Get("open").Bool():
		list.Call("showModal")
	}
}

// point draws a ring around what shows or changes a control; "" removes it. What is in
// the closed sheet of a phone is represented by the button of the sheet.
func point(control string) {
	selector := ""
	if control != "" {
		selector = `[data-control="` + control + `"]:not(.summary)`
	}
	dom.PointOut(selector, "#sheetButton")
}
