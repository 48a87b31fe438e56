//go:build js

// Command worker is the engine in a Web Worker: it carries out commands and
// answers with snapshots, so that the page never waits for training.
//
// A request is a message {id, name, args, seen}: a command's name, its
// arguments as JSON, and whether a person wants to see it train; "open",
// "preview" and "help" may have files too, a list of {name, bytes}, and with lent
// they want the bytes back. "previewNetwork"
// is about the files of the last preview. "help" makes the worker a helper of an
// experiment, which then takes pieces of work on it: "fold",
// "curve", "tickets", "rivals". Replies are
//
//	{id, snapshot}         the command is carried out, and its training done
//	{id, error, problem}   it was refused; problem is a recipe.Problem as JSON
//	{snapshot}             how training stands
//	{back, of}             the bytes of the files that the request "of" has lent
//	{progress}             how far the reading of files is, from 0 to 1
//	{id, outputs}          the answer to "predict", "model", "forgotten", "answer", "cost", "preview", "exports", "moments", "study" or a piece of work, as JSON
//	{id, files}            the answer to "export": a list of {name, bytes}
//
// where "loadSoon" is "load" that refuses an address which takes more than a few
// seconds; "seen", which has no reply, tells that the last {snapshot} is drawn; and
// snapshot is what snapshot.Marshal wrote.
package main

import (
	"syscall/js"

	"bonsai/engine/simd"
)

func main() {
	simd.Start()
	s, err := newService()
	if err != nil {
		panic(err) // the default recipe is always a good one
	}
	s.lab.Snapshot() // so that the browser compiles it before the page asks
	onMessage := js.FuncOf(func(_ js.Value, args []js.Value) any {
		s.requests <- requestOf(args[0].Get("data"))
		return nil
	})
	js.Global().Set("onmessage", onMessage)
	s.serve()
}
