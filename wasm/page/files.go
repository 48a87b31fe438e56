//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/wasm/dom"
	"bonsai/wasm/memory"
	"bonsai/web/command"
	"bonsai/web/export"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// files opens a person's own data: from the file chooser, by drop, or from the
// folder that the server offers. Files are JavaScript's lists of {name, bytes}.
type files struct {
	*services
	load   func(address string, done func(error))
	table  *tablePreview
	opened js.Value            // the files that the engine has
	mine   string              // digest of the files that the person opened last
	held   map[string]js.Value // by digest: these files and those of a lesson, to be opened again
}

func (f *files) bind() {
	chooser := dom.ByID("files")
	dom.On(chooser, "change", func(js.Value) {
		f.read(chooser.Get("files"))
		chooser.Set("value", "") // the same file can be chosen again
	})
	dom.On(dom.Document, "dragover", func(event js.Value) { event.Call("preventDefault") })
	dom.On(dom.Document, "drop", func(event js.Value) {
		event.Call("preventDefault")
		if dropped := event.Get("dataTransfer").Get("files"); dropped.Length() > 0 {
			f.read(dropped)
		}
	})
	dom.On(dom.ByID("offered"), "change", func(js.Value) {
		if urls := dom.Value("offered"); urls != "" {
			f.Explore()
			f.openWhenRead(f.host.Call("fetchFiles", js.Global().Get("JSON").Call("parse", urls)))
		}
	})
	dom.Await(f.host.Call("offered"), func(encoded js.Value) {
		dom.Show(func(v *markup.View) { panel.Offered(v, encoded.String()) })
	}, nil)
}

// maxBytes is how large all files together may be. Larger ones are refused
// before they are read, so that a wrong choice costs nothing.
const maxBytes = 200 << 20

// read reads files of the browser and opens them.
func (f *files) read(chosen js.Value) {
	f.Explore()
	size := 0.0
	for i := range chosen.Length() {
		size += chosen.Index(i).Get("size").Float()
	}
	if size > maxBytes {
		f.Tell(f.Words.Text("files.tooLarge", "have", f.Words.Number(size/1e6, 0), "max", f.Words.Number(maxBytes/1e6, 0)))
		return
	}
	f.openWhenRead(f.host.Call("readFiles", chosen))
}

// openWhenRead opens the files that a promise is about.
func (f *files) openWhenRead(promised js.Value) {
	f.Tell("")
	dom.Await(promised,
		func(list js.Value) { f.choose(list) },
		func(reason js.Value) {
			f.Tell(f.Words.Text("problem.failed", "detail", js.Global().Get("String").Invoke(reason).String()))
		})
}

// areFiles tells whether a value is a list of {name, bytes}.
func areFiles(list js.Value) bool {
	if !js.Global().Get("Array").Call("isArray", list).Bool() {
		return false
	}
	for i := range list.Length() {
		file := list.Index(i)
		if file.Type() != js.TypeObject || file.Get("name").Type() != js.TypeString || !file.Get("bytes").InstanceOf(js.Global().Get("Uint8Array")) {
			return false
		}
	}
	return true
}

// choose opens an experiment's file, or else shows a person how the files would
// be read.
func (f *files) choose(list js.Value) {
	if list.Length() == 1 && export.IsExperiment(list.Index(0).Get("name").String()) {
		f.open(list, f.RefusedIf)
		return
	}
	f.table.show(list, "")
}

// chooseAgain shows how the files that are open are read.
func (f *files) chooseAgain() {
	if list := f.own(); !list.IsUndefined() {
		f.table.show(list, f.Snapshot.Recipe.Reading)
	}
}

// open opens an experiment's file, or else begins the experiment on what the
// files hold.
func (f *files) open(list js.Value, done func(error)) {
	if list.Length() != 1 || !export.IsExperiment(list.Index(0).Get("name").String()) {
		f.begin(list, "", done)
		return
	}
	name, content := list.Index(0).Get("name").String(), list.Index(0).Get("bytes")
	link, ok := export.Link(memory.Bytes(content))
	if !ok {
		done(&refusal{"bonsai: the file is not an experiment", &recipe.Problem{Code: "noExperiment", Args: map[string]string{"file": name}}})
		return
	}
	f.load(link, done)
}

// begin begins the experiment on files, read as a reading says or "" as the
// engine suggests, and lets the browser keep them.
func (f *files) begin(list js.Value, reading string, done func(error)) {
	sent := list
	if reading != "" {
		sent = js.Undefined() // the engine has read them for the preview that the reading is from
	}
	f.worker.sendFiles("open", command.JSON(map[string]string{"reading": reading}), sent, func(_ js.Value, err error) {
		if err == nil {
			f.opened = list
			delete(f.held, f.mine)
			f.mine = f.Snapshot.Recipe.Own
			f.held[f.mine] = list
			f.host.Call("keepFiles", f.Snapshot.Recipe.Own, list)
		}
		done(err)
	})
}

// openKept opens the files that links know by a digest, if they are open here
// or the browser has kept them, and tells whether it found them.
func (f *files) openKept(c *client, digest string, done func(found bool)) {
	open := func(list js.Value) {
		c.sendFiles("open", "", list, func(_ js.Value, err error) {
			if err == nil && c == f.worker {
				f.opened = list
			}
			done(err == nil)
		})
	}
	list, here := f.held[digest]
	if own := f.own(); !own.IsUndefined() && f.Snapshot.Recipe.Own == digest {
		list, here = own, true
	}
	if here {
		open(list)
		return
	}
	dom.Await(f.host.Call("keptFiles", digest), func(list js.Value) {
		if list.IsNull() {
			done(false)
			return
		}
		open(list)
	}, nil)
}

// own is the files that the experiment is about, undefined if it is not about
// any.
func (f *files) own() js.Value {
	if f.Snapshot == nil || f.Snapshot.Recipe.Dataset != "own" {
		return js.Undefined()
	}
	return f.opened
}
