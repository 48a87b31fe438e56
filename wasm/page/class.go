//go:build js

package main

import (
	"syscall/js"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// class is the page's part in a class: as the teacher's it sends its link to
// the server whenever the experiment has changed and rests; as a student's it
// opens the newest link, until its reader would rather explore alone. A server
// that holds no class has not marked the page.
type class struct {
	app    *app
	secret string // of the teacher; "" for a student

	newest    string // link: the last that was sent, or came
	sending   bool
	followers string // how many, as the server said last; "" before
	refused   bool   // the secret is another class's
	alone     bool   // a student explores
	open      bool   // the server can be reached
}

// classAddress is where the class meets, beside the page.
const classAddress = "class"

const (
	again    = 300 * time.Millisecond // before a link that did not arrive is sent again
	knocking = 5 * time.Second        // before a student knocks again whom the class has not let in
	counting = 5 * time.Second        // from one look at the number of followers to the next
	silent   = 15 * time.Second       // without a sign of the server's, the line is dead
)

// bind joins the class, if there is one.
func (c *class) bind() {
	if !c.here() {
		return
	}
	byID("class").Set("hidden", false)
	c.secret = query("teach")
	c.open = true
	if c.secret == "" {
		c.listen()
	} else {
		go c.keepSending()
	}
	c.show()
}

func (c *class) here() bool { return data(document.Get("documentElement"), "class") != "" }

// listen lets the server tell of the teacher's links. The browser connects anew
// by itself when a line breaks, but not when the server refuses, nor when a line
// has died without a word.
func (c *class) listen() {
	source := js.Global().Get("EventSource").New(classAddress)
	var silence *time.Timer
	anew := func(wait time.Duration) {
		silence.Stop()
		source.Call("close")
		c.reached(false)
		time.AfterFunc(wait, c.listen)
	}
	silence = time.AfterFunc(silent, func() { anew(0) })
	heard := func() {
		silence.Reset(silent)
		c.reached(true)
	}
	on(source, "open", func(js.Value) { heard() })
	on(source, "beat", func(js.Value) { heard() })
	on(source, "message", func(event js.Value) {
		heard()
		c.newest = event.Get("data").String()
		c.app.whenReady(c.follow)
	})
	on(source, "error", func(js.Value) {
		c.reached(false)
		if source.Get("readyState").Equal(source.Get("CLOSED")) {
			anew(knocking)
		}
	})
}

func (c *class) reached(open bool) {
	c.open = open
	c.show()
}

// follow opens the teacher's newest link.
func (c *class) follow() {
	c.show()
	if c.alone || c.newest == "" {
		return
	}
	c.app.loadOthers(c.newest, func(err error) {
		if err != nil {
			c.app.refused(err)
		}
	})
}

// explore is what a student does who touches a control while following.
func (c *class) explore() {
	if c.here() && c.secret == "" && !c.alone {
		c.alone = true
		c.show()
	}
}

// leave explores, and comeBack follows again. The buttons take turns, and the
// keyboard goes along.
func (c *class) leave() {
	c.explore()
	one(document, `[data-command="comeBack"]`).Call("focus")
}

func (c *class) comeBack() {
	c.alone = false
	c.follow()
	one(document, `[data-command="leave"]`).Call("focus")
}

// send tells the class how the teacher's experiment stands.
func (c *class) send(s *snapshot.Snapshot) {
	if c.secret == "" || !c.here() || c.refused {
		return
	}
	if link := recipe.ShortLink(s.Link, false); link != c.newest {
		c.post(link)
	}
}

// keepSending sends the newest link again and again: the answer is how many
// follow.
func (c *class) keepSending() {
	for range time.Tick(counting) {
		if c.newest != "" && !c.refused {
			c.post(c.newest)
		}
	}
}

func (c *class) post(link string) {
	if c.sending {
		return
	}
	c.sending = true
	options := map[string]any{"method": "POST", "body": link, "headers": map[string]any{"X-Class-Secret": c.secret}}
	answer := js.Global().Call("fetch", classAddress, options)
	answer.Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if !args[0].Get("ok").Bool() {
			c.failed(args[0].Get("status").Int())
			return nil
		}
		args[0].Call("text").Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
			c.sent(link, args[0].String())
			return nil
		}))
		return nil
	}), js.FuncOf(func(js.Value, []js.Value) any {
		c.failed(unreachable)
		return nil
	}))
}

// sent says how many follow, and sends what has changed since.
func (c *class) sent(link, followers string) {
	c.newest, c.followers, c.sending, c.open = link, followers, false, true
	c.show()
	c.app.showAddress(c.app.snapshot)
}

// What the server may say to a link, by HTTP's numbers.
const (
	unreachable     = 0
	forbidden       = 403
	tooManyRequests = 429
)

// failed tries again in a while, unless the secret is another class's.
func (c *class) failed(status int) {
	c.refused = status == forbidden
	c.open = status == forbidden || status == tooManyRequests
	c.show()
	if c.refused {
		return
	}
	time.AfterFunc(again, func() {
		c.sending = false
		c.app.showAddress(c.app.snapshot)
	})
}

// show says whom the page follows.
func (c *class) show() {
	if !c.here() {
		return
	}
	one(document, `[data-command="leave"]`).Set("hidden", c.alone || c.secret != "")
	one(document, `[data-command="comeBack"]`).Set("hidden", !c.alone)
	c.app.outputs.write("classSaid", c.app.words.text(c.says(), map[string]any{"count": c.followers}))
}

// says is the key of the message that tells how it stands.
func (c *class) says() string {
	switch {
	case c.refused:
		return "class.notTeacher"
	case !c.open:
		return "class.lost"
	case c.secret != "" && c.followers == "":
		return "class.beginning"
	case c.secret != "":
		return "class.teaching"
	case c.alone:
		return "class.alone"
	case c.newest == "":
		return "class.waiting"
	}
	return "class.following"
}

// query is a parameter of the page's address; "" for none.
func query(name string) string {
	value := js.Global().Get("URLSearchParams").New(js.Global().Get("location").Get("search")).Call("get", name)
	if value.IsNull() {
		return ""
	}
	return value.String()
}
