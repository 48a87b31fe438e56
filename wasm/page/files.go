//go:build js

package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
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
	a.class.explore()
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

// areFiles tells whether a value is a list of {name, bytes}.
func areFiles(list js.Value) bool {
	global := js.Global()
	if !global.Get("Array").Call("isArray", list).Bool() {
		return false
	}
	for i := range list.Length() {
		file := list.Index(i)
		if file.Type() != js.TypeObject || file.Get("name").Type() != js.TypeString || !file.Get("bytes").InstanceOf(global.Get("Uint8Array")) {
			return false
		}
	}
	return true
}

// openRead opens an experiment's file, or else begins the experiment on what the
// files hold.
func (a *app) openRead(files js.Value, done func(error)) {
	if files.Length() != 1 || !strings.HasSuffix(strings.ToLower(files.Index(0).Get("name").String()), ".json") {
		a.openOwn(files, done)
		return
	}
	content := files.Index(0).Get("bytes")
	text := make([]byte, content.Length())
	js.CopyBytesToGo(text, content)
	link, ok := linkIn(text)
	if !ok {
		done(&refusal{"bonsai: the file is no experiment", &recipe.Problem{
			Code: "noExperiment", Args: map[string]string{"file": files.Index(0).Get("name").String()},
		}})
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

// openKept opens the files that links know by a name, if they are open here or
// the browser has kept them, and tells whether they are there.
func (a *app) openKept(c *client, name string, done func(there bool)) {
	open := func(files js.Value) {
		c.sendFiles("open", "", files, func(_ js.Value, err error) {
			if err == nil && c == a.worker {
				a.files = files
			}
			done(err == nil)
		})
	}
	if files := a.ownFiles(); !files.IsUndefined() && a.snapshot.Recipe.Own == name {
		open(files)
		return
	}
	a.words.host.Call("keptFiles", name).Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if args[0].IsNull() {
			done(false)
		} else {
			open(args[0])
		}
		return nil
	}))
}

// ownFiles are the files that the experiment is about; undefined where it is
// not about any.
func (a *app) ownFiles() js.Value {
	if a.snapshot == nil || a.snapshot.Recipe.Dataset != "own" {
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
		a.class.explore()
		a.read(a.words.host.Call("fetchFiles", js.Global().Get("JSON").Call("parse", value)))
	}
}

// showFiles shows what belongs to a person's own data: for a table, which
// column is to be told.
func (a *app) showFiles(s *snapshot.Snapshot) {
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
