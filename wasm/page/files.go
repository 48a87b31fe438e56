//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/wasm/client"
	"bonsai/wasm/dom"
	"bonsai/web/command"
	"bonsai/web/export"
	"bonsai/web/markup"
	"bonsai/web/networks"
	"bonsai/web/panel"
	"bonsai/web/session"
)

// files opens a person's own data: from the file chooser, by drop, or from the
// folder that the server offers. Files are JavaScript's lists of {name, bytes}.
type files struct {
	*services
	load    func(address string, done func(error))              // opens an address that the person has chosen
	sent    func(name, arguments string) (answered func(error)) // notes a command of the person's
	table   *tablePreview
	network *networkPreview
	opened  js.Value            // the files that the engine has
	mine    string              // digest of the files that the person opened last
	held    map[string]js.Value // by digest: these files and those of a lesson, to be opened again
	awaited session.Awaited     // the link that is opened once its files are
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

// choose opens an experiment's file, or else shows a person how the files would
// be read.
func (f *files) choose(list js.Value) {
	if isExperiment(list) {
		f.open(list, f.load, f.RefusedIf)
		return
	}
	if all := f.withData(list); !all.Equal(list) {
		f.table.show(all, "", f.worker.SendFiles) // the data are in use
		return
	}
	f.table.show(list, "", f.worker.LendFiles)
}

// isExperiment tells whether files are one that holds an experiment.
func isExperiment(list js.Value) bool {
	const start = 100
	return list.Length() == 1 && export.IsExperiment(list.Index(0).Get("name").String(), dom.StartOf(list.Index(0), start))
}

// withData adds to files of a network alone the data that are open: the network is
// measured on them.
func (f *files) withData(list js.Value) js.Value {
	own := f.own()
	if own.IsUndefined() || filesOfNetworks(list, false).Length() > 0 {
		return list
	}
	return filesOfNetworks(own, false).Call("concat", list)
}

// filesOfNetworks returns those of some files that belong to a network, or those that do
// not.
func filesOfNetworks(list js.Value, belong bool) js.Value {
	files := make([]networks.File, list.Length())
	for i := range files {
		file := list.Index(i)
		files[i] = networks.File{
			Name: file.Get("name").String(), Start: func(most int) []byte { return dom.StartOf(file, most) },
		}
	}
	parts := networks.Parts(files)
	for i := range parts {
		parts[i] = parts[i] == belong
	}
	return dom.Those(list, parts)
}

// chooseAgain shows how the files that are open are read.
func (f *files) chooseAgain() {
	if list := f.own(); !list.IsUndefined() {
		f.table.show(list, f.Snapshot.Recipe.Reading, f.worker.SendFiles)
	}
}

// open opens an experiment's file with load, or else begins the experiment on what the
// files hold.
func (f *files) open(list js.Value, load func(address string, done func(error)), done func(error)) {
	if !isExperiment(list) {
		f.begin(list, "", "", done)
		return
	}
	name := list.Index(0).Get("name").String()
	link, ok := export.Link(dom.ContentOf(list.Index(0)))
	if !ok {
		done(&client.Refusal{Text: "bonsai: the file is not an experiment", Problem: &recipe.Problem{Code: "noExperiment", Args: map[string]string{"file": name}}})
		return
	}
	load(link, done)
}

// begin begins the experiment on files, read as a reading says or "" as the
// engine suggests, with a network among them as answers say, and lets the browser
// keep them.
func (f *files) begin(list js.Value, reading, answers string, done func(error)) {
	sent := list
	if reading != "" || answers != "" {
		sent = js.Undefined() // the engine has read them for the preview that these are from
	}
	answered := f.sent("open", "")
	f.worker.SendFiles("open", command.JSON(map[string]string{"reading": reading, "network": answers}), sent, func(_ js.Value, err error) {
		if err == nil {
			f.opened = list
			delete(f.held, f.mine)
			f.mine = f.Snapshot.Recipe.Kept()
			f.held[f.mine] = list
			f.host.Call("keepFiles", f.Snapshot.Recipe.Kept(), list)
		}
		answered(err)
		done(err)
	})
}

// beginAndTrain is begin for files that a person has chosen. If a link waits for them,
// it is opened.
func (f *files) beginAndTrain(list js.Value, reading, answers string) {
	before := f.Snapshot.Recipe.Kept()
	f.begin(list, reading, answers, func(err error) {
		switch {
		case err != nil:
			f.Refused(err)
		case !f.openAwaited(f.mine, list):
			f.TrainOwn(before)
			if f.awaited.Address != "" {
				f.Tell(f.Words.Text("files.notAwaited", "have", f.mine, "want", f.awaited.Digest))
			}
		}
	})
}

// openAwaited opens the link that waits for the files with a digest, and reports whether
// there is one.
func (f *files) openAwaited(digest string, list js.Value) bool {
	if !f.awaited.Is(digest) {
		return false
	}
	f.held[digest] = list
	f.load(f.awaited.Address, f.RefusedIf)
	return true
}

// loaded notes that a link was opened, or waits for its files.
func (f *files) loaded(hash string, err error) {
	if awaited, ok := session.AwaitFiles(hash, err); ok || err == nil && hash != "" {
		f.awaited = awaited
	}
}

// openKept opens the files that links know by a digest, if they are open here
// or the browser has kept them, and tells whether it found them.
func (f *files) openKept(c *client.Client, digest string, done func(found bool)) {
	open := func(list js.Value) {
		c.SendFiles("open", "", list, func(_ js.Value, err error) {
			if err == nil && c == f.worker {
				f.opened = list
			}
			done(err == nil)
		})
	}
	list, here := f.held[digest]
	if own := f.own(); !own.IsUndefined() && f.Snapshot.Recipe.Kept() == digest {
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
	if list, here := f.held[f.Snapshot.Recipe.Kept()]; here {
		return list // they may not be those that were opened last: undo goes back to others
	}
	return f.opened
}
