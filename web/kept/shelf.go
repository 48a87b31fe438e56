package kept

import (
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/session"
)

// Keys of the browser's storage.
const (
	lastKey = "experiment"  // the link of the last experiment
	listKey = "experiments" // the list, as JSON
)

// A Shelf keeps the experiments of a session in the browser's storage.
type Shelf struct {
	Session *session.Session

	Get  func(key string) string          // reads from the storage; "" if there is nothing
	Set  func(key, text string) (ok bool) // writes to it: a private window, or a full storage, refuses
	Own  func() bool                      // whether what is on the page is the person's own work
	Draw func()                           // draws the pictures of the experiments that are compared

	// Repeat makes an experiment again from its link.
	Repeat func(link string, done func(s *snapshot.Snapshot, err error))

	// Others lets what is opened next count as somebody else's work: looking at
	// it does not take the place of what was done last.
	Others bool

	opened   string // the link of somebody else's work
	written  string // the link that was kept last
	told     bool   // that the browser keeps nothing
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
func (k *Shelf) Last() string {
	if !k.Own() {
		return ""
	}
	return k.Get(lastKey)
}

// Save keeps an experiment as the last, once the person has changed it.
func (k *Shelf) Save(s *snapshot.Snapshot) {
	if k.Others {
		k.opened, k.Others = s.Link, false
	}
	if s.Link == k.opened || s.Link == k.written || !k.Own() {
		return
	}
	k.written = s.Link
	if !k.Set(lastKey, recipe.ShortLink(s.Link, false)) && !k.told {
		k.told = true
		k.Session.Tell(k.Session.Words.Text("kept.refused"))
	}
}

func (k *Shelf) list() List { return Parse(k.Get(listKey)) }

// Open shows the list, and suggests a name for the experiment as it is.
func (k *Shelf) Open() {
	k.pair = nil
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
	k.replace(k.list().With(e))
	k.suggest()
}

// Delete deletes an experiment.
func (k *Shelf) Delete(name string) {
	if k.pair.Has(name) {
		k.pair = k.pair.Toggle(name)
	}
	k.replace(k.list().Without(name))
}

func (k *Shelf) replace(list List) {
	said := ""
	if !k.Set(listKey, list.String()) {
		said = k.Session.Words.Text("kept.refused")
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
	k.Session.View(func(v *markup.View) { v.Fill("#pair", columns...) })
	k.Draw()
}

// Pictures calls draw with the place, the name and the network of each
// experiment whose picture is shown.
func (k *Shelf) Pictures(draw func(i int, name string, s *snapshot.Snapshot)) {
	for i, c := range k.compared {
		if c.snapshot != nil {
			draw(i, c.name, c.snapshot)
		}
	}
}
