//go:build js

package main

import (
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/page/dom"
	"bonsai/web"
	"bonsai/web/kept"
	"bonsai/web/markup"
	"bonsai/web/panel"
)

// keptList is the dialog of the experiments that the browser keeps for a
// person. The last one comes back by itself, others have a name.
type keptList struct {
	*services
	address  *address
	class    *classroom
	lastOne  kept.Last
	told     bool // that the browser keeps nothing
	pair     kept.Pair
	compared []*comparison
}

// A comparison is a column with an experiment beside another one.
type comparison struct {
	name     string
	snapshot *snapshot.Snapshot // nil until it is made
	problem  string             // why it cannot be made
}

func (k *keptList) bind() {
	k.lastOne.Others = true // what the page opens first
	dom.On(dom.ByID("keptName"), "keydown", func(event js.Value) {
		if event.Get("key").String() == "Enter" {
			k.keep()
		}
	})
}

func (k *keptList) commands() map[string]func() {
	return map[string]func(){
		"experiments": k.open,
		"keep":        k.keep,
		"closeKept":   func() { dom.ByID("kept").Call("close") },
	}
}

// rowCommands are those of the list's rows, which name the experiment.
func (k *keptList) rowCommands() map[string]func(e js.Value) {
	return map[string]func(js.Value){
		"kept.open":   func(e js.Value) { k.load(dom.Data(e, "name")) },
		"kept.delete": func(e js.Value) { k.replace(k.list().Without(dom.Data(e, "name"))) },
	}
}

func (k *keptList) changes() map[string]func(e js.Value) {
	return map[string]func(js.Value){"kept.compare": func(e js.Value) {
		k.pair = k.pair.Toggle(dom.Data(e, "name"))
		k.update()
	}}
}

// get reads from the browser's storage; "" if there is nothing.
func (k *keptList) get(key string) string {
	if text := k.host.Get("kept").Call("get", key); text.Type() == js.TypeString {
		return text.String()
	}
	return ""
}

// set writes to the browser's storage, and tells whether that went through: a
// private window, or a full storage, refuses.
func (k *keptList) set(key, text string) (ok bool) {
	return k.host.Get("kept").Call("set", key, text).Bool()
}

// own tells whether what is on the page is the person's own work: not in an
// article, and not while following a teacher.
func (k *keptList) own() bool { return dom.Data(dom.Root, "mode") != "embed" && k.class.state.Own() }

// last is the link of what was done last, for a page that is opened without
// one.
func (k *keptList) last() string {
	if !k.own() {
		return ""
	}
	return k.get(kept.LastKey)
}

// save keeps the experiment as it stands, once the person has changed it.
func (k *keptList) save(s *snapshot.Snapshot) {
	if !k.lastOne.Changed(s.Link) || !k.own() {
		return
	}
	k.lastOne.Written(s.Link)
	if !k.set(kept.LastKey, recipe.ShortLink(s.Link, false)) && !k.told {
		k.told = true
		k.tell(k.words.Text("kept.refused"))
	}
}

func (k *keptList) list() kept.List { return kept.Parse(k.get(kept.ListKey)) }

func (k *keptList) open() {
	dom.ByID("keptName").Set("value", k.list().Suggestion(k.words, k.snapshot))
	k.pair = nil
	k.update()
	dom.ByID("kept").Call("showModal")
}

// keep gives the experiment a name, in place of another one with that name.
func (k *keptList) keep() {
	e := kept.Of(k.snapshot, dom.Value("keptName"))
	if e.Name == "" {
		return
	}
	k.replace(k.list().With(e))
	dom.ByID("keptName").Set("value", k.list().Suggestion(k.words, k.snapshot))
}

func (k *keptList) replace(list kept.List) {
	said := ""
	if !k.set(kept.ListKey, list.String()) {
		said = k.words.Text("kept.refused")
	}
	dom.Write("keptSaid", said)
	k.update()
}

func (k *keptList) load(name string) {
	list := k.list()
	i := list.Index(name)
	if i < 0 {
		return // another window has deleted it
	}
	k.explore()
	k.address.load(list[i].Link, func(err error) {
		if err != nil {
			dom.Write("keptSaid", k.problem(err))
			return
		}
		dom.ByID("kept").Call("close")
	})
}

// update shows the list, and compares the two that are ticked. When a row goes
// that has the keyboard, the last row gets it.
func (k *keptList) update() {
	list := k.list()
	dom.SetHidden(dom.ByID("keptList"), len(list) == 0)
	column := focusedColumn()
	dom.Show("#keptList tbody", kept.Rows(k.words, list, k.pair)...)
	if column >= 0 && focusedColumn() < 0 {
		if len(list) == 0 {
			dom.ByID("keptName").Call("focus")
		} else {
			row := dom.Shown("#keptList tbody", len(list)-1)
			row.Get("cells").Index(column).Get("firstElementChild").Call("focus")
		}
	}
	k.compare(k.pair.In(list))
}

// focusedColumn is the column of the list that has the keyboard, -1 if none has.
func focusedColumn() int {
	cell := dom.Document.Get("activeElement").Call("closest", "#keptList td")
	if cell.IsNull() {
		return -1
	}
	return cell.Get("cellIndex").Int()
}

// compare makes the experiments again from their links, each in a worker of
// its own, and shows them side by side.
func (k *keptList) compare(list []kept.Experiment) {
	k.compared = nil
	for _, e := range list {
		c := &comparison{name: e.Name}
		k.compared = append(k.compared, c)
		var newest *snapshot.Snapshot
		helper := newClient(k.host.Call("helper"), func(s *snapshot.Snapshot, _ bool) { newest = s })
		k.address.loadIn(helper, e.Link, func(err error) {
			helper.end()
			if err != nil {
				c.problem = k.problem(err)
			} else {
				c.snapshot = newest
			}
			k.redraw()
		})
	}
	k.redraw()
}

// redraw shows the columns of the comparison, in the colours of now.
func (k *keptList) redraw() {
	var columns []markup.Node
	for _, c := range k.compared {
		column := markup.New("section")
		title := markup.New("h3", "class", "title").Saying(c.name)
		switch {
		case c.problem != "":
			column = column.Holding(title, markup.New("p").Saying(c.problem))
		case c.snapshot != nil:
			picture := markup.New("div", "role", "img", "aria-label", c.name)
			column = column.Holding(title, picture, kept.Numbers(k.words, c.snapshot))
		default:
			column = column.Holding(title)
		}
		columns = append(columns, column)
	}
	dom.Show("#pair", columns...)
	for i, c := range k.compared {
		if c.snapshot != nil {
			picture := web.SVG(c.snapshot, k.scene.theme, 420, 300, panel.Caption(k.words, c.snapshot, c.name))
			dom.One(dom.Shown("#pair", i), "div").Set("innerHTML", picture)
		}
	}
}
