package browser

import (
	"reflect"
	"strings"
	"testing"
)

// goTo opens another address in the same tab and profile.
func (p *tab) goTo(address string) {
	p.t.Helper()
	p.must(p.Go(address))
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
}

// What a person did last is there when the page is opened again, whatever came
// between.
func TestTheLastExperimentComesBack(t *testing.T) {
	p := open(t, "#dataset=xor&layers=4&steps=t2e")
	p.goTo(server.URL) // nothing was done yet
	if s := p.state(); s.Recipe["dataset"] != "tabular20" {
		t.Errorf("a link that was only looked at came back: %v", s.Recipe["dataset"])
	}
	p.goTo(server.URL + "#dataset=xor&layers=4&steps=t2e")
	p.eval(`bonsai.prune({sparsity: 0.25})`, nil)
	p.idle()
	p.wait(`bonsai.link().then((l) => l === location.href)`)
	want := p.weights()
	p.goTo(server.URL + "#1.broken")
	p.wait(`document.getElementById('message').textContent.includes('truncated or altered')`)
	p.goTo(server.URL)
	if !reflect.DeepEqual(p.weights(), want) {
		t.Error("something else came back")
	}
	if !strings.Contains(p.text("#message"), "what you did last") {
		t.Errorf("the page says %q", p.text("#message"))
	}
	if other := open(t, ""); other.state().Recipe["dataset"] != "tabular20" {
		t.Error("it came back in another profile")
	}
}

func TestExperimentsAreKeptComparedAndDeleted(t *testing.T) {
	p := open(t, "#steps=t3e,p:magnitude:global:s0.8")
	keep := func(name string) {
		p.click(`[data-command=experiments]`)
		p.wait(`document.getElementById('kept').open`)
		p.eval(`document.getElementById('keptName').select()`, nil)
		p.must(p.Type("#keptName", name)) // and Enter
		p.click(`[data-command=closeKept]`)
	}
	keep("smallest")
	smallest := p.weights()
	p.eval(`bonsai.prune({sparsity: 0.8, criterion: 'random'})`, nil)
	keep("by lot, with a name that is far too long for the narrow screen of a phone")
	p.eval(`bonsai.train({epochs: 1})`, nil)
	p.click(`[data-command=experiments]`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 2`)
	p.click(`#keptList tbody tr:nth-child(1) input`)
	p.click(`#keptList tbody tr:nth-child(2) input`)
	p.wait(`document.querySelectorAll('#pair svg').length === 2 && document.querySelectorAll('#pair dl').length === 2`)
	var curves []int
	p.eval(`[...document.querySelectorAll('#pair svg')].map((e) => e.querySelectorAll('path').length)`, &curves)
	if !reflect.DeepEqual(curves, []int{62, 62}) {
		t.Errorf("the two pictures have %v connections", curves)
	}
	p.must(p.Screenshot(screens + "/kept.png"))

	// The pictures are in the colours of the theme, and on a phone all fits.
	ground := func() (fill string) {
		p.eval(`document.querySelector('#pair svg rect').getAttribute('fill')`, &fill)
		return fill
	}
	light := ground()
	p.resized(390, 844, true)
	p.wait(`document.documentElement.dataset.theme === 'dark'`)
	if ground() == light {
		t.Errorf("in the dark the pictures are on %s", light)
	}
	var wide [2]int
	p.eval(`[document.getElementById('kept').scrollWidth, document.getElementById('kept').clientWidth]`, &wide)
	if wide[0] > wide[1] {
		t.Errorf("on a phone the dialog is %v wide", wide)
	}
	p.must(p.Screenshot(screens + "/kept-phone.png"))
	p.resized(1440, 900, false)
	p.click(`#keptList tbody tr:nth-child(2) td:last-child button`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 1`)
	p.click(`#keptList tbody tr:nth-child(1) td:nth-child(2) button`)
	p.wait(`!document.getElementById('kept').open`)
	if !reflect.DeepEqual(p.weights(), smallest) {
		t.Error("what was kept opens as something else")
	}
	p.goTo(server.URL)
	p.click(`[data-command=experiments]`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 1`)
}

// Two of the same kind do not take each other's place, and each has the measure
// of its own kind, whatever is open now.
func TestKeptExperimentsStayApart(t *testing.T) {
	p := open(t, "#steps=t1e,p:magnitude:global:s0.5")
	for range 2 {
		p.click(`[data-command=experiments]`)
		p.must(p.Press("Enter")) // the name has the keyboard
		p.click(`[data-command=closeKept]`)
		p.eval(`bonsai.train({epochs: 1})`, nil)
	}
	p.eval(`bonsai.load('#dataset=reg-plane&layers=3&steps=t1e')`, nil)
	p.click(`[data-command=experiments]`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 2`)
	if accuracy := p.text("#keptList tbody tr td:nth-child(3)"); !strings.Contains(accuracy, "%") {
		t.Errorf("a classifier's accuracy is %s", accuracy)
	}
	p.click(`[data-command=keep]`)
	p.click(`#keptList tbody tr:nth-child(1) input`)
	p.click(`#keptList tbody tr:nth-child(3) input`)
	p.wait(`document.querySelectorAll('#pair dl').length === 2`)
	if name := p.text("#pair section:nth-child(2) dt"); name != "R²" {
		t.Errorf("of a regression the outcome is called %s", name)
	}
	if at := p.focused(); at != "3,0" {
		t.Errorf("the keyboard is at %s", at)
	}
}

// focused is the place in the list of experiments that has the keyboard.
func (p *tab) focused() (at string) {
	p.t.Helper()
	p.eval(`(() => {
		const td = document.activeElement.closest('#keptList td');
		return td ? td.parentElement.rowIndex + ',' + td.cellIndex : document.activeElement.tagName;
	})()`, &at)
	return at
}

// What is only looked at in the same tab does not take the place of what was
// done.
func TestLookingAtALinkKeepsTheLastExperiment(t *testing.T) {
	p := open(t, "#dataset=xor&layers=4&steps=t2e")
	p.eval(`bonsai.prune({sparsity: 0.25})`, nil)
	p.idle()
	p.wait(`bonsai.link().then((l) => l === location.href)`)
	p.eval(`(location.hash = '#dataset=circle&layers=3&steps=t1e') && null`, nil)
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'circle')`)
	p.goTo(server.URL)
	if s := p.state(); s.Recipe["dataset"] != "xor" {
		t.Errorf("%v came back", s.Recipe["dataset"])
	}
}

// A store that is full, or none at all, is told and stops nothing.
func TestABrowserThatKeepsNothingIsTold(t *testing.T) {
	p := open(t, "#steps=t1e")
	p.eval(`Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }`, nil)
	p.eval(`bonsai.prune({sparsity: 0.5})`, nil)
	p.wait(`document.getElementById('message').textContent.includes('keeps nothing')`)
	p.click(`[data-command=experiments]`)
	p.click(`[data-command=keep]`)
	p.wait(`document.querySelector('[data-out=keptSaid]').textContent.includes('keeps nothing')`)
	if s := p.state(); s.Kept != 155 {
		t.Errorf("%d are kept", s.Kept)
	}
}

// So do a person's own data, which no link can carry: but not another's.
func TestOwnDataComeBack(t *testing.T) {
	p := open(t, "")
	p.eval(`bonsai.open([{name: 'a.csv', bytes: new TextEncoder().encode('x,y,kind\n' +
		Array.from({length: 90}, (_, i) => [i % 7, i % 11, i % 7 > 3 ? 'a' : 'b'].join()).join('\n'))}]).then(() => bonsai.train({epochs: 3}))`, nil)
	p.idle()
	want, link := p.weights(), ""
	p.eval(`bonsai.link()`, &link)
	p.wait(`bonsai.link().then((l) => l === location.href)`)
	p.must(p.Reload())
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	if !reflect.DeepEqual(p.weights(), want) {
		t.Error("a reload gives something else")
	}
	p.goTo(server.URL)
	if !reflect.DeepEqual(p.weights(), want) {
		t.Error("without a link something else comes back")
	}
	for range 2 { // side by side they need the file, too
		p.click(`[data-command=experiments]`)
		p.click(`[data-command=keep]`)
		p.click(`[data-command=closeKept]`)
	}
	p.click(`[data-command=experiments]`)
	p.click(`#keptList tbody tr:nth-child(1) input`)
	p.click(`#keptList tbody tr:nth-child(2) input`)
	p.wait(`document.querySelectorAll('#pair svg').length === 2`)
	p.click(`[data-command=closeKept]`)
	p.click(`[data-command=share]`)
	p.wait(`document.querySelector('[data-out=shareOwn]').textContent.includes('same file')`)
	p.goTo(server.URL + "#dataset=own&own=0123456789ab&steps=t1e")
	if message := p.text("#message"); !strings.Contains(message, "same file") {
		t.Errorf("of somebody else's data the page says %q", message)
	}
}
