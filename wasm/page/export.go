//go:build js

package main

import "syscall/js"

// module resolves with the network as a WebAssembly module, a Uint8Array.
func (a *app) module(resolve, reject func(any)) {
	a.worker.send("module", "", false, func(reply js.Value, err error) {
		if err != nil {
			reject(err)
			return
		}
		resolve(reply.Get("module"))
	})
}

// export saves the network as a file of its own.
func (a *app) export() {
	a.module(func(module any) {
		kind := map[string]any{"type": "application/wasm"}
		url := js.Global().Get("URL").Call("createObjectURL", js.Global().Get("Blob").New([]any{module}, kind))
		link := element("a", "")
		link.Set("href", url)
		link.Set("download", "bonsai.wasm")
		link.Call("click")
		js.Global().Get("URL").Call("revokeObjectURL", url)
	}, func(err any) { a.refused(err.(error)) })
}
