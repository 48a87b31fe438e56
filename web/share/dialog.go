package share

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/markup"
	"bonsai/web/panel"
	"bonsai/web/session"
	"bonsai/web/text"
)

// A Dialog shows the two links of a session's experiment: to what was done, and
// to the network itself. The person chooses one of them.
type Dialog struct {
	Session *session.Session
	Page    string // the address of the page up to the '#'

	// Open opens an address.
	Open func(address string, done func(error))

	// Network tells whether the link to the network is chosen.
	Network func() bool

	// Cards tells whether links should show a picture in chats: the server has
	// pictures of them, and the person wants them.
	Cards func() bool

	reached []string // the addresses of the page at which other devices reach it
	at      string   // the one that the person has chosen; "" for none
	recipe  string   // addresses that begin with '#'
	network string   // "" if it is too long, or not there yet
}

// Begin shows the links of the experiment as it stands.
func (d *Dialog) Begin() {
	d.recipe, d.network = d.Session.Snapshot.Link, ""
	own := ""
	switch {
	case d.Session.Snapshot.Recipe.Dataset != "own":
	case d.Session.Snapshot.Empty:
		own = d.Session.Words.Text("share.brought")
	case beginsWithFile(d.recipe):
		own = d.Session.Words.Text("share.ownNetwork")
	default:
		own = d.Session.Words.Text("share.own")
	}
	d.Session.Write("shareOwn", own)
	d.Show()
}

// beginsWithFile tells whether an address begins with a network from a file, also if a
// student has taken its place since. It reads no more than that: what reads a whole
// address would make the page's program 330 kB larger.
func beginsWithFile(address string) bool {
	return slices.ContainsFunc(strings.Split(strings.TrimPrefix(address, "#"), "&"), func(field string) bool {
		return strings.HasPrefix(field, "network=")
	})
}

// Fetch asks for the link that carries the network, with the given number
// of different values in each layer; "0" leaves the weights as they are.
func (d *Dialog) Fetch(values string) {
	s := d.Session
	s.Send("model", command.Model(values), false, func(outputs string, err error) {
		var model snapshot.Model
		if err == nil {
			err = json.Unmarshal([]byte(outputs), &model)
		}
		d.network = model.Link
		if err != nil {
			s.Write("shareAccuracy", s.Problem(err))
		} else {
			s.Write("shareAccuracy", received(s, model))
		}
		d.Show()
	})
}

// received says what the receiver of a link with the network will see, and how that
// differs from what the sender sees.
func received(s *session.Session, model snapshot.Model) string {
	said := s.Words.Text("share.received",
		"before", panel.Accuracy(s.Words, s.Snapshot, s.Snapshot.Dense.Accuracy),
		"after", panel.Accuracy(s.Words, s.Snapshot, model.Accuracy),
		"kept", s.Words.Count(model.Kept), "total", s.Words.Count(s.Snapshot.Total),
		"here", panel.Accuracy(s.Words, s.Snapshot, s.Snapshot.Test.Accuracy))
	if useless := s.Snapshot.Kept - model.Kept; useless > 0 {
		said = text.Sentences(said, s.Words.Text("share.useless", "n", s.Words.Count(useless)))
	}
	return said
}

// Chosen returns the address that is shared, "" if there is none.
func (d *Dialog) Chosen() string {
	if d.Network() {
		return d.network
	}
	return d.recipe
}

// URL returns the whole link that is shared, "" if there is none.
func (d *Dialog) URL() string {
	if d.Chosen() == "" {
		return ""
	}
	if link, ok := d.card(); ok && d.Cards() {
		return link
	}
	return URL(d.Place(), d.Chosen())
}

// card returns the link with a picture, and whether there is one. The server does not
// have a person's own data.
func (d *Dialog) card() (link string, ok bool) {
	if d.Chosen() == "" {
		return "", false
	}
	link, ok = Card(d.Place(), d.Chosen())
	return link, ok && d.Session.Snapshot.Recipe.Dataset != "own"
}

// Show shows the chosen link, its QR code, the snippet and the addresses to choose from,
// and says if the link is too long for a code.
func (d *Dialog) Show() { d.Session.View(d.show) }

func (d *Dialog) show(v *markup.View) {
	w, chosen := d.Session.Words, d.Chosen()
	length := func(address string) string {
		if address == "" {
			return ""
		}
		return w.Text("share.length", "count", w.Count(len(recipe.ShortLink(address, false))))
	}
	v.Write("recipeLength", length(d.recipe))
	v.Write("networkLength", length(d.network))
	snippet := ""
	if chosen != "" {
		snippet = Snippet(d.Place(), chosen)
	}
	d.places(v)
	v.Set("#link", "value", d.URL())
	_, drawn := d.card()
	v.Flag("#shareCard", "disabled", chosen == "" || !drawn)
	v.Set("#snippet", "value", snippet)
	for _, command := range []string{"copy", "copySnippet", "sendOn", "seeTheSame"} {
		v.Disable(command, chosen == "")
	}
	fits := Code(v, w, "#qr", d.Place(), chosen)
	v.Set("#share", "data-code", strconv.FormatBool(fits))
	said := ""
	if !fits && chosen != "" {
		said = w.Text("share.noQR")
	}
	v.Write("shareSaid", said)
}

// Copied says whether the link is on the clipboard. The experiment stays as it is.
func (d *Dialog) Copied(ok bool) {
	said := "link.copyByHand"
	if ok {
		said = "link.copied"
	}
	d.say(said)
}

// SeeTheSame opens here what the receiver gets, if it is the network: its weights are
// rounded and it has lost what no output depends on, so it is not quite the sender's.
func (d *Dialog) SeeTheSame() {
	if d.network == "" || d.Chosen() != d.network || d.Session.Snapshot.Link == d.network {
		return
	}
	d.Session.Explore()
	d.Open(d.network, func(err error) {
		if err != nil {
			d.Session.Refused(err)
			return
		}
		d.say("share.same")
	})
}

// say says a message by its key.
func (d *Dialog) say(key string) { d.Session.Write("shareSaid", d.Session.Words.Text(key)) }
