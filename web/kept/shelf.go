package kept

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/session"
)

// Keys of the browser's storage.
const (
	lastKey   = "experiment"        // the link of the person's own last experiment
	beforeKey = "experiment.before" // that of the one before it
	listKey   = "experiments"       // the list, as JSON
	damaged   = ".damaged"          // follows a key: what could not be read is kept there
)

// A Shelf keeps the experiments of a session in the browser's storage.
type Shelf struct {
	Session *session.Session

	Get  func(key string) string          // reads from the storage; "" if there is nothing
	Set  func(key, text string) (ok bool) // writes to it: a private window, or a full storage, refuses
	Own  func() bool                      // whether the page is the person's own: not embedded, nor following a class
	Draw func()                           // draws the pictures of the experiments that are compared
	Now  func() time.Time                 // the clock

	// Repeat makes an experiment again from its link.
	Repeat func(link string, done func(s *snapshot.Snapshot, err error))

	owner    Ownership
	savedAt  time.Time
	last     string // the short link that this page has kept last
	written  string // the same in its long form
	told     bool   // that the browser keeps nothing
	removed  *removal
	pair     Pair
	compared []*comparison
}

// A comparison is a column with an experiment beside another one.
type comparison struct {
	name     string
	snapshot *snapshot.Snapshot // nil until it is made
	problem  string             // why it cannot be made
}

// Last returns the link of what was done last, "" if nothing was.
func (k *Shelf) Last() string { return k.own(lastKey) }

// Before returns the link of the person's own experiment before the last one, "" if
// there is none.
func (k *Shelf) Before() string { return k.own(beforeKey) }

func (k *Shelf) own(key string) string {
	if !k.Own() {
		return ""
	}
	return k.Get(key)
}

// Sent notes a command of the page. answered is to be called when the engine has
// accepted or refused it.
func (k *Shelf) Sent(name, arguments string) (answered func(err error)) {
	return k.answered(k.owner.Send(WhoseIs(name, arguments)))
}

// Opening notes that an address is opened. It is the person's own work if it was kept
// as that, and else somebody else's.
func (k *Shelf) Opening(address string) (answered func(err error)) {
	whose := Other
	for _, mine := range append(k.links(), k.Last(), k.Before()) {
		if mine != "" && (address == mine || recipe.ShortLink(address, false) == mine) {
			whose = Mine
		}
	}
	return k.answered(k.owner.Send(whose, true))
}

// OpeningSame notes that the experiment on the page is opened again, from another link.
func (k *Shelf) OpeningSame() (answered func(err error)) {
	whose := Other
	if k.owner.mine {
		whose = Mine
	}
	return k.answered(k.owner.Send(whose, true))
}

// Disown notes that the experiment on the page is not the person's own: it is that of a
// lesson.
func (k *Shelf) Disown() { k.owner.Send(Other, true)(true) }

func (k *Shelf) answered(decide func(accepted bool)) func(error) {
	return func(err error) {
		decide(err == nil)
		if err == nil && k.Session.Snapshot != nil {
			k.Save(k.Session.Snapshot)
		}
	}
}

// saveEvery is how often an experiment is kept while it trains.
const saveEvery = time.Second

// Save keeps an experiment as the last if it is the person's own; the one before it is
// kept too. While the experiment trains, it is kept about once a second.
func (k *Shelf) Save(s *snapshot.Snapshot) {
	if s.Training {
		k.owner.Trains()
		if k.Now().Sub(k.savedAt) < saveEvery {
			return
		}
	}
	k.save(s)
}

// Leave keeps the experiment as it is: the person leaves the page.
func (k *Shelf) Leave() {
	if s := k.Session.Snapshot; s != nil {
		k.save(s)
	}
}

func (k *Shelf) save(s *snapshot.Snapshot) {
	address := cmp.Or(s.Resume, s.Link)
	if address == k.written || !k.Own() || !k.owner.Own() {
		return
	}
	k.savedAt = k.Now()
	link, stored := recipe.ShortLink(address, false), k.Get(lastKey)
	another := k.owner.begun || stored != k.last // a page in another window may have kept it
	ok := true
	if stored != "" && stored != link && another {
		ok = k.Set(beforeKey, stored)
	}
	if ok && k.Set(lastKey, link) {
		k.last, k.written, k.owner.begun = link, address, false
		return
	}
	if !k.told {
		k.told = true
		k.Session.Tell(k.Session.Words.Text("kept.refused"))
	}
}

// Failed returns what to tell the person when the last experiment cannot be opened. A
// link that is damaged is set aside; the last experiment stays if only its files are
// missing, or if the engine does not work.
func (k *Shelf) Failed(err error) string {
	said := k.Session.Problem(err)
	var p *recipe.Problem
	if errors.As(err, &p) && !session.WantsFiles(p) {
		said += " " + k.setAside(lastKey, k.Get(lastKey))
	}
	return said
}

// setAside moves a text that cannot be read to another key, and returns what to tell
// the person. A text that cannot be moved stays where it is.
func (k *Shelf) setAside(key, text string) string {
	aside := key + damaged
	for n := 2; k.Get(aside) != "" && k.Get(aside) != text; n++ {
		aside = key + damaged + strconv.Itoa(n)
	}
	if !k.Set(aside, text) {
		return k.Session.Words.Text("kept.refused")
	}
	k.Set(key, "")
	return k.Session.Words.Text("kept.damaged", "key", aside)
}

// list returns the list as it is stored, an empty one if it cannot be read.
func (k *Shelf) list() List {
	list, _ := Parse(k.Get(listKey))
	return list
}

// links returns the links of the list.
func (k *Shelf) links() (links []string) {
	if !k.Own() {
		return nil
	}
	for _, e := range k.list() {
		links = append(links, e.Link)
	}
	return links
}

// mend sets a list aside that cannot be read, and returns what to tell the person, ""
// if there is nothing.
func (k *Shelf) mend() string {
	text := k.Get(listKey)
	if _, unreadable := Parse(text); unreadable {
		return k.setAside(listKey, text)
	}
	return ""
}

// Open shows the list, and suggests a name for the experiment as it is.
func (k *Shelf) Open() {
	k.pair, k.removed = nil, nil
	k.Say(k.mend())
	k.suggest()
	k.show()
}

func (k *Shelf) suggest() {
	k.Session.View(func(v *markup.View) {
		v.Set("#keptName", "value", k.list().Suggestion(k.Session.Words, k.Session.Snapshot))
	})
}

// Keep keeps the experiment as it is under a name, in place of another one with
// that name.
func (k *Shelf) Keep(name string) {
	e := Of(k.Session.Snapshot, name)
	if e.Name == "" {
		return
	}
	k.remember(e.Name)
	k.replace(k.list().With(e), "kept.replaced")
	k.suggest()
}

// Delete deletes an experiment.
func (k *Shelf) Delete(name string) {
	if k.pair.Has(name) {
		k.pair = k.pair.Toggle(name)
	}
	k.remember(name)
	k.replace(k.list().Without(name), "kept.deleted")
}

// A removal is an experiment that was in the list, and can be put back.
type removal struct {
	experiment Experiment
	index      int // its place
}

// remember remembers the experiment of a name, which is about to leave the list.
func (k *Shelf) remember(name string) {
	k.removed = nil
	if list := k.list(); list.Index(name) >= 0 {
		k.removed = &removal{list[list.Index(name)], list.Index(name)}
	}
}

// PutBack undoes the last deletion, or puts back what an experiment of the same name
// has replaced, under a name that is free.
func (k *Shelf) PutBack() {
	r := k.removed
	if r == nil {
		return
	}
	list := k.list()
	r.experiment.Name = list.free(k.Session.Words, r.experiment.Name)
	k.removed = nil
	k.replace(slices.Insert(list, min(r.index, len(list)), r.experiment), "")
}

// replace stores another list, and says the message of a key if an experiment has left
// it. A stored list that cannot be read, or set aside, is not overwritten.
func (k *Shelf) replace(list List, key string) {
	said := k.mend()
	if _, unreadable := Parse(k.Get(listKey)); unreadable || !k.Set(listKey, list.String()) {
		said, k.removed = k.Session.Words.Text("kept.refused"), nil
	} else if k.removed != nil {
		said = k.Session.Words.Text(key, "name", k.removed.experiment.Name)
	}
	k.Say(said)
	k.show()
}

// Say says something below the list.
func (k *Shelf) Say(text string) { k.Session.Write("keptSaid", text) }

// Link returns the link of an experiment, "" if it is not in the list: another
// window may have deleted it.
func (k *Shelf) Link(name string) string {
	list := k.list()
	if i := list.Index(name); i >= 0 {
		return list[i].Link
	}
	return ""
}

// Compare ticks an experiment to be compared, or takes the tick away.
func (k *Shelf) Compare(name string) {
	k.pair = k.pair.Toggle(name)
	k.show()
}

// show shows the list, and makes the two experiments again that are ticked.
func (k *Shelf) show() {
	list := k.list()
	k.Session.View(func(v *markup.View) {
		v.Hide("#keptList", len(list) == 0)
		v.Hide(markup.Command("kept.putBack"), k.removed == nil)
		v.Hide(markup.Command("kept.last"), k.Last() == "")
		v.Hide(markup.Command("kept.before"), k.Before() == "")
		v.Fill("#keptList tbody", rows(k.Session.Words, list, k.pair)...)
	})
	k.compared = nil
	for _, e := range k.pair.In(list) {
		c := &comparison{name: e.Name}
		k.compared = append(k.compared, c)
		k.Repeat(e.Link, func(s *snapshot.Snapshot, err error) {
			c.snapshot = s
			if err != nil {
				c.problem = k.Session.Problem(err)
			}
			k.showCompared()
		})
	}
	k.showCompared()
}

// showCompared shows the columns of the comparison.
func (k *Shelf) showCompared() {
	columns := make([]*markup.Node, len(k.compared))
	for i, c := range k.compared {
		columns[i] = markup.New("section").Holding(markup.New("h3").With("class", "title").Saying(c.name))
		switch {
		case c.problem != "":
			columns[i].Holding(markup.New("p").Saying(c.problem))
		case c.snapshot != nil:
			columns[i].Holding(markup.New("div").With("role", "img").With("aria-label", c.name), numbers(k.Session.Words, c.snapshot))
		}
	}
	k.Session.View(func(v *markup.View) {
		v.Fill("#pair", columns...)
		k.showMasks(v)
	})
	k.Draw()
}
