//go:build js

// Command page is the program of the page: it draws the network, binds the
// controls, and passes what a person does on to the worker. It keeps nothing
// but the newest snapshot and what is being dragged.
package main

import "syscall/js"

func main() {
	host := js.Global().Get("bonsaiHost")
	a := newApp(host)
	a.bind()
	a.installScript()
	a.open()
	if err := a.scene.run(); err != nil {
		host.Call("fail", "failure.canvas", map[string]any{"detail": err.Error()})
	}
}
