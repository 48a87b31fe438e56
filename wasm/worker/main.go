//go:build js

// Command worker is the engine in a Web Worker: it carries out commands and
// answers with snapshots, so that the page never waits for training.
//
// A request is a message {id, name, args, seen}: a command's name, its
// arguments as JSON, and whether a person wants to see it train; "open" has
// files too, a list of {name, bytes}. Replies are
//
//	{id, snapshot}         the command is carried out, and its training done
//	{id, error, problem}   it was refused; problem is a lab.Problem as JSON
//	{snapshot}             how training stands
//	{id, outputs}          the answer to "predict", "study", "fold" or "rivals", as JSON
//	{id, module}           the answer to "module": a Uint8Array
//	{progress}             how much of a study is done, from 0 to 1
//
// where "seen", which has no reply, tells that the last {snapshot} is drawn,
// and snapshot is what lab.Marshal wrote.
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
	onMessage := js.FuncOf(func(_ js.Value, args []js.Value) any {
		s.requests <- requestOf(args[0].Get("data"))
		return nil
	})
	js.Global().Set("onmessage", onMessage)
	s.serve()
}
