//go:build js

package main

import (
	"syscall/js"
	"time"

	"bonsai/engine/lab"
)

// class is the page's part in a class: as the teacher's it sends its link to
// the server whenever the experiment has changed and rests; as a student's it
// opens the newest link, until its reader would rather explore alone. A server
// that holds no class has not marked the page.
type class struct {
	app    *app
	secret string // of the teacher; "" for a student

	newest  string // link: the last that was sent, or came
	sending bool
	alone   bool // a student explores
	open    bool // the server can be reached
}

// The addresses beside the page where the class meets, and how long to wait
// before trying again to send.
const (
	classAddress = "class"
	again        = 300 * time.Millisecond
)

// bind joins the class, if there is one.
func (c *class) bind() {
	if data(document.Get("documentElement"), "class") == "" {
		return
	}
	byID("class").Set("hidden", false)
	c.secret = query("teach")
	c.open = true
	if c.secret != "" {
		return // see send
	}
	source := js.Global().Get("EventSource").New(classAddress) // comes back by itself
	on(source, "message", func(event js.Value) {
		c.newest = event.Get("data").String()
		c.app.whenReady(c.follow)
	})
	on(source, "open", func(js.Value) { c.reached(true) })
	on(source, "error", func(js.Value) { c.reached(false) })
	c.show()
}

func (c *class) here() bool { return data(document.Get("documentElement"), "class") != "" }

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
	c.app.load(c.newest, func(err error) {
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

// comeBack follows again.
func (c *class) comeBack() {
	c.alone = false
	c.follow()
}

// send tells the class how the teacher's experiment stands.
func (c *class) send(s *lab.Snapshot) {
	if c.secret == "" || !c.here() || c.sending {
		return
	}
	link := lab.ShortLink(s.Link, false)
	if link == c.newest {
		return
	}
	c.sending = true
	options := map[string]any{"method": "POST", "body": link, "headers": map[string]any{"X-Class-Secret": c.secret}}
	answer := js.Global().Call("fetch", classAddress, options)
	answer.Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if !args[0].Get("ok").Bool() {
			c.failed(args[0].Get("status").Int() == 403)
			return nil
		}
		args[0].Call("text").Call("then", js.FuncOf(func(_ js.Value, args []js.Value) any {
			c.sent(link, args[0].String())
			return nil
		}))
		return nil
	}), js.FuncOf(func(js.Value, []js.Value) any {
		c.failed(false)
		return nil
	}))
}

// sent says how many follow, and sends what has changed since.
func (c *class) sent(link, followers string) {
	c.newest, c.sending, c.open = link, false, true
	c.app.outputs.write("classSaid", c.app.words.text("class.teaching", map[string]any{"count": followers}))
	c.app.showAddress(c.app.snapshot)
}

// failed tries again in a while, unless the secret is not that of this class.
func (c *class) failed(forever bool) {
	if forever {
		c.app.outputs.write("classSaid", c.app.words.text("class.notTeacher", nil))
		return
	}
	c.open = false
	c.show()
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
	words := c.app.words
	one(document, `[data-command="explore"]`).Set("hidden", c.alone || c.secret != "")
	one(document, `[data-command="comeBack"]`).Set("hidden", !c.alone)
	key := "class.following"
	switch {
	case !c.open:
		key = "class.lost"
	case c.secret != "":
		return // said when the first link was sent
	case c.alone:
		key = "class.alone"
	case c.newest == "":
		key = "class.waiting"
	}
	c.app.outputs.write("classSaid", words.text(key, nil))
}

// query is a parameter of the page's address; "" for none.
func query(name string) string {
	value := js.Global().Get("URLSearchParams").New(js.Global().Get("location").Get("search")).Call("get", name)
	if value.IsNull() {
		return ""
	}
	return value.String()
}
