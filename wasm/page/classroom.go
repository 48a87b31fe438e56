//go:build js

package main

import (
	"syscall/js"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/dom"
	"bonsai/web/class"
	"bonsai/web/markup"
)

// classroom connects the page with its class: the teacher's page posts its
// links to the server, and a student's listens for them.
type classroom struct {
	*services
	page   *page
	state  class.State
	secret string // the teacher's
}

// classAddress is where the class meets, beside the page.
const classAddress = "class"

const (
	retryAfter    = 300 * time.Millisecond // before a link that did not arrive is sent again
	reconnect     = 5 * time.Second        // before a student asks again who was not let in
	countInterval = 5 * time.Second        // from one count of the followers to the next
	silence       = 15 * time.Second       // without a sign from the server the connection is dead
)

// bind joins the class, if the server has marked the page with one.
func (c *classroom) bind() {
	if dom.Data(dom.Root, "class") == "" {
		return
	}
	dom.ByID("class").Set("hidden", false)
	c.secret = dom.Query("teach")
	c.state.Begin(c.secret != "")
	if c.state.Teacher {
		go c.keepSending()
	} else {
		c.listen()
	}
}

// listen lets the server tell of the teacher's links. The browser connects
// again by itself when a connection breaks, but not when the server refuses it,
// nor when it has died without a word.
func (c *classroom) listen() {
	source := js.Global().Get("EventSource").New(classAddress)
	var listeners []dom.Listener
	var dead *time.Timer
	again := func(wait time.Duration) {
		dead.Stop()
		source.Call("close")
		for _, l := range listeners {
			l.Release()
		}
		c.reached(false)
		time.AfterFunc(wait, c.listen)
	}
	dead = time.AfterFunc(silence, func() { again(0) })
	alive := func(js.Value) {
		dead.Reset(silence)
		c.reached(true)
	}
	listeners = []dom.Listener{
		dom.Listen(source, "open", alive),
		dom.Listen(source, "beat", alive),
		dom.Listen(source, "message", func(event js.Value) {
			alive(event)
			c.state.Newest = event.Get("data").String()
			c.page.whenReady(c.follow)
		}),
		dom.Listen(source, "error", func(js.Value) {
			c.reached(false)
			if source.Get("readyState").Equal(source.Get("CLOSED")) {
				again(reconnect)
			}
		}),
	}
}

func (c *classroom) reached(connected bool) {
	c.state.Reached(connected)
	c.show()
}

// follow opens the teacher's newest link.
func (c *classroom) follow() {
	c.show()
	if c.state.Follows() {
		c.page.load(c.state.Newest, c.RefusedIf)
	}
}

// explore lets a student who touches a control explore alone.
func (c *classroom) explore() {
	if c.state.Explore() {
		c.show()
	}
}

// leave explores, and comeBack follows again. The buttons take turns, and the
// keyboard goes along.
func (c *classroom) leave() {
	c.explore()
	dom.ByCommand("comeBack").Call("focus")
}

func (c *classroom) comeBack() {
	c.state.Follow()
	c.follow()
	dom.ByCommand("leave").Call("focus")
}

// send sends the teacher's experiment to the class, if it has changed.
func (c *classroom) send(s *snapshot.Snapshot) {
	if link := recipe.ShortLink(s.Link, false); c.state.Send(link, false) {
		c.post(link)
	}
}

// keepSending sends the newest link again and again: the answer is how many
// follow.
func (c *classroom) keepSending() {
	for range time.Tick(countInterval) {
		if link := c.state.Newest; c.state.Send(link, true) {
			c.post(link)
		}
	}
}

func (c *classroom) post(link string) {
	options := map[string]any{"method": "POST", "body": link, "headers": map[string]any{"X-Class-Secret": c.secret}}
	dom.Await(js.Global().Call("fetch", classAddress, options), func(response js.Value) {
		if !response.Get("ok").Bool() {
			c.failed(response.Get("status").Int())
			return
		}
		dom.Await(response.Call("text"), func(followers js.Value) {
			c.state.Sent(link, followers.String())
			c.show()
			c.page.showAddress() // sends what has changed since
		}, nil)
	}, func(js.Value) { c.failed(class.Unreachable) })
}

// failed sends the link again in a while, unless that is of no use.
func (c *classroom) failed(status int) {
	again := c.state.Failed(status)
	c.show()
	if again {
		time.AfterFunc(retryAfter, func() {
			c.state.Retry()
			c.page.showAddress()
		})
	}
}

// show shows how the page takes part.
func (c *classroom) show() {
	dom.Show(func(v *markup.View) { c.state.Show(v, c.Words) })
}
