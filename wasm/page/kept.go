//go:build js

package main

import (
	"encoding/json"
	"slices"
	"strings"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web"
)

// kept are the experiments that the browser keeps for a person: the last one,
// which comes back by itself, and those that were given a name.
type kept struct {
	app      *app
	others   bool   // what is opened next is not the person's own work, as at first
	came     string // link of such work
	last     string // link that was saved last
	told     bool   // that the browser keeps nothing
	compared []string
	pictures []func() // draw those of the comparison
}

// A keptExperiment is one with a name.
type keptExperiment struct {
	Name     string  `json:"name"`
	Link     string  `json:"link"`
	Accuracy float64 `json:"accuracy"`
	Value    bool    `json:"value"` // regression: the accuracy is R²
	Kept     int     `json:"kept"`
	Total    int     `json:"total"`
	Bytes    int     `json:"bytes"` // in the smallest format
}

// Under what they are kept.
const (
	lastKey  = "experiment"
	namedKey = "experiments"
)

func (k *kept) get(key string) string {
	if text := k.app.words.host.Get("kept").Call("get", key); text.Type() == js.TypeString {
		return text.String()
	}
	return ""
}

// set keeps a text. Where the browser has no room, or is told to keep nothing,
// it says so.
func (k *kept) set(key, text string) (ok bool) {
	return k.app.words.host.Get("kept").Call("set", key, text).Bool()
}

// own tells whether what is on the page is a person's own: not in an article,
// and not the teacher's.
func (k *kept) own() bool {
	return data(document.Get("documentElement"), "mode") != "embed" && (!k.app.class.here() || k.app.class.alone || k.app.class.secret != "")
}

// back is the link of the last experiment, for a page that is opened without
// one.
func (k *kept) back() string {
	if !k.own() {
		return ""
	}
	return k.get(lastKey)
}

// save keeps the experiment as it stands, once the person has changed it.
func (k *kept) save(s *snapshot.Snapshot) {
	if k.others {
		k.came, k.others = s.Link, false
	}
	if s.Link == k.came || s.Link == k.last || !k.own() {
		return
	}
	k.last = s.Link
	if !k.set(lastKey, recipe.ShortLink(s.Link, false)) && !k.told {
		k.told = true
		k.app.tell(k.app.words.text("kept.refused", nil))
	}
}

// list is what has a name. Whatever else stands there is not ours.
func (k *kept) list() (list []keptExperiment) {
	if json.Unmarshal([]byte(k.get(namedKey)), &list) != nil {
		return nil
	}
	return list
}

func (k *kept) bind() {
	on(byID("keptName"), "keydown", func(event js.Value) {
		if event.Get("key").String() == "Enter" {
			k.keep()
		}
	})
}

func (k *kept) open() {
	byID("keptName").Set("value", k.suggestion())
	k.compared = nil
	k.show()
	byID("kept").Call("showModal")
}

// suggestion is a name that says what was done, and that no other has.
func (k *kept) suggestion() string {
	s, words := k.app.snapshot, k.app.words
	name := words.text("option.dataset."+s.Recipe.Dataset, nil)
	if s.Kept < s.Total {
		name += ", " + words.text("option.criterion."+s.Pruning.Criterion, nil) + " " + words.percent(sparsity(s))
	}
	list, free := k.list(), name
	for n := 2; slices.ContainsFunc(list, func(e keptExperiment) bool { return e.Name == free }); n++ {
		free = name + " (" + words.count(n) + ")"
	}
	return free
}

// keep gives the experiment a name; one that has it already makes room.
func (k *kept) keep() {
	s := k.app.snapshot
	e := keptExperiment{
		Name: strings.TrimSpace(byID("keptName").Get("value").String()), Link: recipe.ShortLink(s.Link, false),
		Accuracy: s.Test.Accuracy, Value: s.Classes == 0, Kept: s.Kept, Total: s.Total,
	}
	if e.Name == "" {
		return
	}
	for _, bytes := range s.Bytes {
		if e.Bytes == 0 || bytes < e.Bytes {
			e.Bytes = bytes
		}
	}
	list := slices.DeleteFunc(k.list(), func(other keptExperiment) bool { return other.Name == e.Name })
	k.replace(append(list, e))
	byID("keptName").Set("value", k.suggestion())
}

func (k *kept) remove(name string) {
	k.replace(slices.DeleteFunc(k.list(), func(e keptExperiment) bool { return e.Name == name }))
}

func (k *kept) replace(list []keptExperiment) {
	said := ""
	if !k.set(namedKey, arguments(list)) {
		said = k.app.words.text("kept.refused", nil)
	}
	k.app.outputs.write("keptSaid", said)
	k.show()
}

// show lists the experiments.
func (k *kept) show() {
	body := one(byID("keptList"), "tbody")
	focused := k.focused()
	body.Call("replaceChildren")
	list := k.list()
	byID("keptList").Set("hidden", len(list) == 0)
	for _, e := range list {
		body.Call("append", k.row(e))
	}
	k.refocus(focused)
	k.compare(list)
}

// row is an experiment's line in the list: a tick, its name, its numbers, and
// the way out.
func (k *kept) row(e keptExperiment) js.Value {
	words := k.app.words
	row := element("tr", "")
	cell := func(child js.Value) {
		td := element("td", "")
		td.Call("append", child)
		row.Call("append", td)
	}
	button := func(text string, do func()) js.Value {
		b := element("button", "plain")
		b.Set("type", "button")
		setText(b, text)
		on(b, "click", func(js.Value) { do() })
		cell(b)
		return b
	}
	tick := element("input", "")
	tick.Set("type", "checkbox")
	tick.Set("checked", slices.Contains(k.compared, e.Name))
	setAttribute(tick, "aria-label", words.text("kept.compare", map[string]any{"name": e.Name}))
	on(tick, "change", func(js.Value) { k.choose(e.Name) })
	cell(tick)
	name := button(e.Name, func() { k.load(e) })
	setAttribute(name, "title", e.Name) // on a phone it may be cut
	for _, text := range []string{words.accuracy(e.Value, e.Accuracy), words.count(e.Kept) + "/" + words.count(e.Total), words.count(e.Bytes)} {
		number := element("span", "")
		setText(number, text)
		cell(number)
	}
	remove := button("×", func() { k.remove(e.Name) })
	setAttribute(remove, "aria-label", words.text("kept.delete", map[string]any{"name": e.Name}))
	return row
}

// A keptCell is a place in the list.
type keptCell struct{ row, column int }

// focused is the place that has the keyboard, nil where none has; refocus gives
// it back when the list is made anew, or to the last line when it is shorter.
func (k *kept) focused() *keptCell {
	td := document.Get("activeElement").Call("closest", "#keptList td")
	if td.IsNull() {
		return nil
	}
	return &keptCell{td.Get("parentElement").Get("sectionRowIndex").Int(), td.Get("cellIndex").Int()}
}

func (k *kept) refocus(at *keptCell) {
	if at == nil {
		return
	}
	rows := one(byID("keptList"), "tbody").Get("rows")
	if rows.Length() == 0 {
		byID("keptName").Call("focus")
		return
	}
	row := rows.Index(min(at.row, rows.Length()-1))
	row.Get("cells").Index(at.column).Get("firstElementChild").Call("focus")
}

func (k *kept) load(e keptExperiment) {
	k.app.class.explore()
	k.app.load(e.Link, func(err error) {
		if err != nil {
			k.app.outputs.write("keptSaid", k.app.problemText(err))
			return
		}
		byID("kept").Call("close")
	})
}

// choose ticks one to be compared, or the other way round. Two stand beside
// each other: of three the first goes.
func (k *kept) choose(name string) {
	if i := slices.Index(k.compared, name); i >= 0 {
		k.compared = slices.Delete(k.compared, i, i+1)
	} else {
		k.compared = append(k.compared, name)
		k.compared = k.compared[max(0, len(k.compared)-2):]
	}
	k.show()
}

// compare shows the two that are ticked, each as it comes out of its link.
func (k *kept) compare(list []keptExperiment) {
	pair := byID("pair")
	pair.Call("replaceChildren")
	k.pictures = nil
	if len(k.compared) < 2 {
		return
	}
	for _, name := range k.compared {
		i := slices.IndexFunc(list, func(e keptExperiment) bool { return e.Name == name })
		if i < 0 {
			continue
		}
		column := element("section", "")
		title := element("h3", "title")
		setText(title, name)
		column.Call("append", title)
		pair.Call("append", column)
		k.repeat(list[i], column)
	}
}

// repeat does an experiment again, in a worker of its own, and puts it into a
// column.
func (k *kept) repeat(e keptExperiment, column js.Value) {
	var newest *snapshot.Snapshot
	helper := newClient(k.app.words.host.Call("helper"), func(s *snapshot.Snapshot, _ bool) { newest = s })
	k.app.loadIn(helper, e.Link, func(err error) {
		helper.worker.Call("terminate")
		if err != nil {
			text := element("p", "")
			setText(text, k.app.problemText(err))
			column.Call("append", text)
			return
		}
		k.fill(column, newest)
	})
}

// redraw draws the pictures of the comparison in the colours of now.
func (k *kept) redraw() {
	for _, draw := range k.pictures {
		draw()
	}
}

// fill shows a network and its numbers.
func (k *kept) fill(column js.Value, s *snapshot.Snapshot) {
	a := k.app
	picture := element("div", "")
	name := one(column, "h3").Get("textContent").String()
	draw := func() { picture.Set("innerHTML", web.SVG(s, a.scene.theme, 420, 300, a.caption(s, name))) }
	draw()
	k.pictures = append(k.pictures, draw)
	setAttribute(picture, "role", "img")
	setAttribute(picture, "aria-label", name)
	numbers := element("dl", "")
	for _, n := range [][2]string{
		{accuracyName(s), a.accuracy(s, s.Test.Accuracy)}, {"outcome.loss", a.words.number(s.Test.Loss, 3)},
		{"outcome.kept", a.words.count(s.Kept) + " / " + a.words.count(s.Total)}, {"outcome.epoch", a.words.count(s.Epoch)},
	} {
		line, what, value := element("div", ""), element("dt", ""), element("dd", "")
		setText(what, a.words.text(n[0], nil))
		setText(value, n[1])
		line.Call("append", what, value)
		numbers.Call("append", line)
	}
	column.Call("append", picture, numbers)
}
