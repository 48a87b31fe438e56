//go:build js

package main

import "syscall/js"

// breath lets the event loop deliver messages in the middle of training. A
// message to oneself comes back after those that already wait, in some tens
// of microseconds; a timer would take milliseconds.
type breath struct {
	port js.Value
	back chan struct{}
}

func newBreath() *breath {
	channel := js.Global().Get("MessageChannel").New()
	b := &breath{port: channel.Get("port2"), back: make(chan struct{}, 1)}
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		b.back <- struct{}{}
		return nil
	}))
	return b
}

func (b *breath) take() {
	b.port.Call("postMessage", js.Null())
	<-b.back
}
