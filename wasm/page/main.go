//go:build js

// Command page is the program of the page: it draws the pictures, connects the
// controls with the engine's commands, and shows what the newest snapshot
// says. What that is, the packages under web decide; here are only elements
// and events.
package main

import "syscall/js"

func main() {
	host := js.Global().Get("bonsaiHost")
	p := newPage(host)
	p.start()
	<-p.first                             // a canvas with nothing to draw would only take time
	if err := p.scene.run(); err != nil { // a browser without WebGL2 cannot draw
		host.Call("fail", "failure.webgl", map[string]any{"detail": err.Error()})
	}
}
