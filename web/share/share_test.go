package share_test

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/lab/golden"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/markup"
	"bonsai/web/session/sessiontest"
	"bonsai/web/share"
	"bonsai/web/text/texttest"
)

const page = "http://10.0.0.2:8080/"

// newDialog returns a dialog of an experiment, and the page that it shows.
func newDialog(link string) (d *share.Dialog, shown *markup.View, engine *sessiontest.Engine) {
	s, engine := sessiontest.New(texttest.Words())
	s.Snapshot = &snapshot.Snapshot{Link: link, Samples: snapshot.Samples{Classes: 2}, Kept: 8, Total: 9, Dense: snapshot.Metrics{Accuracy: 0.9}, Test: snapshot.Metrics{Accuracy: 0.8}}
	d = &share.Dialog{Session: s, Page: page, Network: func() bool { return false }, Cards: func() bool { return false }}
	return d, &engine.View, engine
}

func get(v *markup.View, at, name string) string {
	value, _ := v.Get(at, name)
	return value
}

func TestTheDialogShowsTheChosenLink(t *testing.T) {
	recipe, other := golden.Links()[0], golden.Links()[1]
	d, v, engine := newDialog(recipe.Address)
	network := false
	d.Network = func() bool { return network }
	d.Begin()
	if got := get(v, "#link", "value"); got != page+recipe.Short || d.URL() != got {
		t.Errorf("the link is %q", got)
	}
	if got := v.Written("recipeLength"); got != fmt.Sprintf("share.length count=%d", len(recipe.Short)) || v.Written("networkLength") != "" {
		t.Errorf("lengths %q and %q", got, v.Written("networkLength"))
	}
	if got := get(v, "#snippet", "value"); !strings.Contains(got, `src="`+page+"?embed"+recipe.Short+`"`) {
		t.Errorf("snippet %s", got)
	}
	if get(v, "#share", "data-code") != "true" || v.Written("shareSaid") != "" || get(v, "#qr", "aria-label") != "share.qr" || get(v, "#qr path", "d") == "" {
		t.Errorf("said %q", v.Written("shareSaid"))
	}
	network = true
	d.Show()
	if get(v, "#link", "value") != "" || get(v, markup.Command("copy"), "disabled") != "true" || get(v, "#qr", "viewBox") != "0 0 1 1" || v.Written("shareSaid") != "" {
		t.Error("there is something to copy before the network's link is there")
	}
	d.Fetch("16")
	engine.Answer(`{"link":"`+other.Address+`","accuracy":0.5,"kept":7}`, nil)
	if engine.Log[0] != `model {"entries":16}` || get(v, "#link", "value") != page+other.Short || v.Written("shareAccuracy") != "share.received before=90.0 % after=50.0 % kept=7 total=9 here=80.0 % share.useless n=1" {
		t.Errorf("asked %q, link %q, accuracy %q", engine.Log, get(v, "#link", "value"), v.Written("shareAccuracy"))
	}
	if get(v, markup.Command("copy"), "disabled") != "false" {
		t.Error("the network's link cannot be copied")
	}
}

func TestALinkTooLongIsTold(t *testing.T) {
	long := "#steps=" + strings.TrimSuffix(strings.Repeat("t17,s:learningRate:0.00123,", 1000), ",")
	d, v, engine := newDialog(long)
	d.Begin()
	if get(v, "#share", "data-code") != "false" || v.Written("shareSaid") != "share.noQR" || d.URL() == "" {
		t.Errorf("%d characters: said %q", len(recipe.ShortLink(long, true)), v.Written("shareSaid"))
	}
	d.Fetch("0")
	engine.Answer("", &recipe.Problem{Code: "modelLength", Args: map[string]string{"have": "9", "max": "8"}})
	if v.Written("shareAccuracy") != "problem.modelLength have=9 max=8" {
		t.Errorf("said %q", v.Written("shareAccuracy"))
	}
}

func TestOwnDataAreMentioned(t *testing.T) {
	for address, want := range map[string]string{
		"#dataset=own&own=0123456789ab&steps=": "share.own",
		// A student has taken the place of the network, and the steps begin with its file.
		"#dataset=own&own=0123456789ab&network=ba9876543210&networkReading=n2x1b,sr&layers=&steps=d:5:4:0.5": "share.ownNetwork",
	} {
		d, v, _ := newDialog(address)
		d.Session.Snapshot.Recipe.Dataset = "own"
		d.Begin()
		if v.Written("shareOwn") != want {
			t.Errorf("%s: said %q, want %q", address, v.Written("shareOwn"), want)
		}
	}
}

// A link with a picture has its text in the path, for the server that draws the picture. It
// has none if it is too long, and none with a person's own data.
func TestLinksWithPictures(t *testing.T) {
	link := golden.Links()[0]
	d, v, _ := newDialog(link.Address)
	d.Cards = func() bool { return true }
	d.Begin()
	if got, want := get(v, "#link", "value"), page+"s/"+strings.TrimPrefix(link.Short, "#"); got != want || get(v, "#shareCard", "disabled") != "false" {
		t.Errorf("the link is %q, want %q", got, want)
	}
	if got := get(v, "#snippet", "value"); !strings.Contains(got, page+"?embed#1.") {
		t.Errorf("the snippet is %s", got)
	}
	d.Session.Snapshot.Recipe.Dataset = "own"
	if d.Show(); get(v, "#link", "value") != page+link.Short || get(v, "#shareCard", "disabled") != "true" {
		t.Errorf("with own data the link is %q", get(v, "#link", "value"))
	}
	if _, ok := share.Card(page, "#steps="+strings.Repeat("t17,s:learningRate:0.00123,", 1000)+"t1"); ok {
		t.Error("a link that is too long for the server has a picture")
	}
	if got, _ := share.Card("https://example.org/bonsai/index.html", "#dataset=xor"); got != "https://example.org/bonsai/s/1.0e9INAOlz" {
		t.Errorf("beside a file the link is %q", got)
	}
}

// On the machine that serves the page, links begin with its address in the network.
func TestALocalPageIsSharedByItsNetworkAddress(t *testing.T) {
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "[::1]": true, "10.0.0.2": false, "localhost.example": false} {
		if share.Local(host) != want {
			t.Errorf("%s is local: %v, want %v", host, !want, want)
		}
	}
	link := golden.Links()[0]
	d, v, _ := newDialog(link.Address)
	d.Page = "http://localhost:8080/"
	d.Begin()
	for _, answer := range []string{"", "404 page not found", `{"addresses":[]}`} {
		if d.Reached(answer); d.URL() != d.Page+link.Short {
			t.Errorf("after the answer %q the link is %s", answer, d.URL())
		}
	}
	d.Reached(`{"addresses":["http://192.168.1.20:8080/","http://172.17.0.1:8080/"]}`)
	d.Show()
	if got := get(v, "#link", "value"); got != "http://192.168.1.20:8080/"+link.Short || get(v, "#sharePlaces", "hidden") != "false" {
		t.Errorf("the link is %q", got)
	}
	if got := get(v, "#shareAt", "children"); strings.Count(got, "<option") != 3 || !strings.Contains(got, "share.here address=http://localhost:8080/") {
		t.Errorf("offered %s", got)
	}
	d.Move("http://localhost:8080/")
	if d.Reached(`{"addresses":["http://192.168.1.20:8080/"]}`); d.Place() != "http://localhost:8080/" {
		t.Errorf("what the person has chosen is replaced by %s", d.Place())
	}
	d.Move("http://192.168.1.20:8080/")
	if d.Reached(`{"addresses":["http://192.168.7.7:8080/"]}`); d.Place() != "http://192.168.7.7:8080/" {
		t.Errorf("in another network the place is %s", d.Place())
	}
}

// The server may answer before the engine has shown anything.
func TestAddressesAreOfferedBeforeThereIsAnExperiment(t *testing.T) {
	d, v, _ := newDialog("")
	d.Session.Snapshot = nil
	d.Cards = func() bool { return true }
	if d.Reached(`{"addresses":["http://192.168.1.20:8080/"]}`); get(v, "#sharePlaces", "hidden") != "false" || d.URL() != "" {
		t.Errorf("hidden %q, link %q", get(v, "#sharePlaces", "hidden"), d.URL())
	}
}

// Copying a network's link leaves the sender's own network alone; it is opened only when
// the sender asks for that, and once.
func TestTheSenderSeesTheSameOnlyOnRequest(t *testing.T) {
	d, v, engine := newDialog("#dataset=xor")
	d.Network = func() bool { return true }
	var opened []string
	d.Open = func(address string, done func(error)) {
		opened = append(opened, address)
		d.Session.Snapshot = &snapshot.Snapshot{Link: address}
		done(nil)
	}
	d.Begin()
	d.Fetch("16")
	engine.Answer(`{"link":"#dataset=xor&steps=n:AA"}`, nil)
	if d.Copied(true); len(opened) != 0 || v.Written("shareSaid") != "link.copied" {
		t.Errorf("opened %q by copying, said %q", opened, v.Written("shareSaid"))
	}
	if d.Copied(false); v.Written("shareSaid") != "link.copyByHand" {
		t.Errorf("said %q", v.Written("shareSaid"))
	}
	if d.SeeTheSame(); len(opened) != 1 || v.Written("shareSaid") != "share.same" {
		t.Errorf("opened %q, said %q", opened, v.Written("shareSaid"))
	}
	if d.SeeTheSame(); len(opened) != 1 {
		t.Errorf("opened %q again", opened)
	}
}

func TestValuesAreNamed(t *testing.T) {
	v := &markup.View{}
	share.Choices(v, texttest.Words())
	if got := get(v, "#shareValues", "children"); !strings.HasPrefix(got, `<option value="16">16</option><option value="0">share.exact</option>`) {
		t.Errorf("got %s", got)
	}
}

func ExampleSnippet() {
	fmt.Println(share.Snippet("https://example.org/bonsai/", "#dataset=xor"))
	// Output: <iframe src="https://example.org/bonsai/?embed#1.0e9INAOlz" width="960" height="600" style="border: 0; max-width: 100%" title="Bonsai"></iframe>
}
