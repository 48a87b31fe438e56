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
	<-a.first                             // a canvas with nothing to draw would only take time
	if err := a.scene.run(); err != nil { // a browser without WebGL2 cannot draw
		host.Call("fail", "failure.webgl", map[string]any{"detail": err.Error()})
	}
}
