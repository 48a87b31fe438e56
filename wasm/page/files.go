//go:build js

package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"syscall/js"

	"bonsai/engine/lab"
)

// A person's own data come in through the file chooser, by drop, or from the
// folder that the server offers.

// maxFileBytes is how much all files together may have: more is told before it
// is read, so that a wrong choice costs nothing.
const maxFileBytes = 200 << 20

func (a *app) bindFiles() {
	chooser := byID("files")
	on(chooser, "change", func(js.Value) {
		a.openFiles(chooser.Get("files"))
		chooser.Set("value", "") // the same file can be chosen again
	})
	on(document, "dragover", func(event js.Value) { event.Call("preventDefault") })
	on(document, "drop", func(event js.Value) {
		event.Call("preventDefault")
		if files := event.Get("dataTransfer").Get("files"); files.Length() > 0 {
			a.openFiles(files)
		}
	})
	on(byID("labelColumn"), "change", func(js.Value) {
		if v, err := strconv.Atoi(byID("labelColumn").Get("value").String()); err == nil {
			a.set("labelColumn", v)
		}
	})
	on(byID("offered"), "change", func(js.Value) { a.openOffered() })
	a.listOffered()
}

// openFiles reads files of the browser and hands them to the engine.
func (a *app) openFiles(files js.Value) {
	total := 0.0
	for i := range files.Length() {
		total += files.Index(i).Get("size").Float()
	}
	if total > maxFileBytes {
		a.tell(a.words.text("files.tooLarge", map[string]any{
			"have": a.words.number(total/1e6, 0), "max": a.words.number(maxFileBytes/1e6, 0),
		}))
		return
	}
	a.read(a.words.host.Call("readFiles", files))
}

// read waits for a promise of a list of {name, bytes}.
func (a *app) read(promised js.Value) {
	a.tell("")
	promised.Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		a.openRead(args[0], func(err error) {
			if err != nil {
				a.refused(err)
			}
		})
		return nil
	}), js.FuncOf(func(_ js.Value, args []js.Value) any {
		a.tell(a.words.text("problem.failed", map[string]any{"detail": js.Global().Get("String").Invoke(args[0]).String()}))
		return nil
	}))
}

// openRead opens an experiment's file, or else begins the experiment on what the
// files hold.
func (a *app) openRead(files js.Value, done func(error)) {
	if files.Length() != 1 || !strings.HasSuffix(files.Index(0).Get("name").String(), ".json") {
		a.openOwn(files, done)
		return
	}
	content := files.Index(0).Get("bytes")
	text := make([]byte, content.Length())
	js.CopyBytesToGo(text, content)
	link, err := linkIn(text)
	if err != nil {
		done(err)
		return
	}
	a.load(link, done)
}

// openOwn begins the experiment on files.
func (a *app) openOwn(files js.Value, done func(error)) {
	a.worker.sendFiles("open", "", files, func(_ js.Value, err error) {
		if err == nil {
			a.files = files
			a.words.host.Call("keepFiles", a.snapshot.Recipe.Own, files)
		}
		done(err)
	})
}

// loadOwn opens an experiment on files that it knows by a name, if the browser
// has kept them; missing is what else there is to say.
func (a *app) loadOwn(hash, name string, missing error, done func(error)) {
	a.words.host.Call("keptFiles", name).Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		files := args[0]
		if files.IsNull() {
			done(missing)
			return nil
		}
		a.worker.sendFiles("open", "", files, func(_ js.Value, err error) {
			if err != nil {
				done(missing)
				return
			}
			a.files = files
			a.send(hash, done)
		})
		return nil
	}))
}

// ownFiles are the files that the experiment is about; undefined where it is
// not about any.
func (a *app) ownFiles() js.Value {
	if a.snapshot.Recipe.Dataset != "own" {
		return js.Undefined()
	}
	return a.files
}

// listOffered asks the server what data it offers, and shows the choice where
// there are any.
func (a *app) listOffered() {
	a.words.host.Call("offered").Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var sets []struct {
			Name  string
			Files []string
		}
		if json.Unmarshal([]byte(args[0].String()), &sets) != nil || len(sets) == 0 {
			return nil
		}
		choice := byID("offered")
		for _, set := range sets {
			option := element("option", "")
			option.Set("value", arguments(set.Files))
			setText(option, set.Name)
			choice.Call("append", option)
		}
		byID("offeredLabel").Set("hidden", false)
		return nil
	}))
}

func (a *app) openOffered() {
	choice := byID("offered")
	if value := choice.Get("value").String(); value != "" {
		a.read(a.words.host.Call("fetchFiles", js.Global().Get("JSON").Call("parse", value)))
	}
}

// showFiles shows what belongs to a person's own data: for a table, which
// column is to be told.
func (a *app) showFiles(s *lab.Snapshot) {
	table := s.Recipe.Dataset == "own" && s.Side == 0
	byID("table").Set("hidden", !table)
	if !table {
		return
	}
	choice := byID("labelColumn")
	if data(choice, "of") != s.Own+strconv.Itoa(len(s.Columns)) {
		setAttribute(choice, "data-of", s.Own+strconv.Itoa(len(s.Columns)))
		choice.Call("replaceChildren")
		for i, name := range s.Columns {
			option := element("option", "")
			option.Set("value", i+1)
			setText(option, name)
			choice.Call("append", option)
		}
	}
	column := s.Recipe.LabelColumn
	if column == 0 {
		column = len(s.Columns)
	}
	choice.Set("value", strconv.Itoa(column))
}
