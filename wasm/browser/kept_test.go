package browser

import (
	"reflect"
	"strings"
	"testing"
)

// goTo opens another address in the same tab, and so in the same profile.
func (p *tab) goTo(address string) {
	p.t.Helper()
	p.must(p.Go(address))
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
}

// When the page is opened without a hash, it shows the experiment of the last time.
// Links that were only looked at in between do not count.
func TestTheLastExperimentIsRestored(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&layers=4&steps=t2e")
	p.goTo(server.URL) // nothing was changed yet
	if s := p.state(); s.Recipe["dataset"] != "tabular20" {
		t.Errorf("a link that was only looked at is restored: %v", s.Recipe["dataset"])
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
		t.Error("other weights are restored")
	}
	if !strings.Contains(p.text("#message"), "what you did last") {
		t.Errorf("the page says %q", p.text("#message"))
	}
	if other := open(t, ""); other.state().Recipe["dataset"] != "tabular20" {
		t.Error("it is restored in another profile")
	}
}

func TestExperimentsAreKeptComparedAndDeleted(t *testing.T) {
	t.Parallel()
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
	keep("random, with a name that is far too long for the narrow screen of a phone")
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
	// What both keep and what one keeps alone are its connections, in numbers and pictures.
	var counts, lines []int
	p.eval(`[...document.querySelectorAll('#masks tr:last-child td')].map((e) => Number(e.textContent))`, &counts)
	p.eval(`[...document.querySelectorAll('#maskPictures svg')].map((e) => e.querySelectorAll('path').length)`, &lines)
	if len(counts) != 4 || counts[0]+counts[1] != 62 || counts[0]+counts[2] != 62 || counts[0]+counts[1]+counts[2]+counts[3] != 310 || !reflect.DeepEqual(lines, counts[:3]) {
		t.Errorf("both, one, the other and neither keep %v of 310 connections, of which each keeps 62; the pictures have %v", counts, lines)
	}
	p.must(p.Screenshot(screens + "/kept.png"))

	// The pictures have the colours of the theme, and the dialog fits on a phone.
	background := func() (fill string) {
		p.eval(`document.querySelector('#pair svg rect').getAttribute('fill')`, &fill)
		return fill
	}
	light := background()
	p.resized(390, 844, true)
	p.wait(`document.documentElement.dataset.theme === 'dark'`)
	if background() == light {
		t.Errorf("in the dark theme the background is still %s", light)
	}
	var wide [2]int
	p.eval(`[document.getElementById('kept').scrollWidth, document.getElementById('kept').clientWidth]`, &wide)
	if wide[0] > wide[1] {
		t.Errorf("on a phone the content of the dialog is %d wide, the dialog %d", wide[0], wide[1])
	}
	p.must(p.Screenshot(screens + "/kept-phone.png"))
	p.resized(1440, 900, false)
	p.click(`#keptList tbody tr:nth-child(2) td:last-child button`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 1`)
	p.click(`#keptList tbody tr:nth-child(1) td:nth-child(2) button`)
	p.wait(`!document.getElementById('kept').open`)
	if !reflect.DeepEqual(p.weights(), smallest) {
		t.Error("the kept experiment has other weights")
	}
	p.goTo(server.URL)
	p.click(`[data-command=experiments]`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 1`)
}

// Two experiments with the same suggested name are both kept, and each is shown with the
// metric of its own task, whatever experiment is open.
func TestKeptExperimentsDoNotReplaceEachOther(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t1e,p:magnitude:global:s0.5")
	for range 2 {
		p.click(`[data-command=experiments]`)
		p.must(p.Press("Enter")) // the focus is on the name
		p.click(`[data-command=closeKept]`)
		p.eval(`bonsai.train({epochs: 1})`, nil)
	}
	p.eval(`bonsai.load('#dataset=reg-plane&layers=3&steps=t1e')`, nil)
	p.click(`[data-command=experiments]`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 2`)
	if accuracy := p.text("#keptList tbody tr td:nth-child(3)"); !strings.Contains(accuracy, "%") {
		t.Errorf("the accuracy of a classifier is %s, want a percentage", accuracy)
	}
	p.click(`[data-command=keep]`)
	p.click(`#keptList tbody tr:nth-child(1) input`)
	p.click(`#keptList tbody tr:nth-child(3) input`)
	p.wait(`document.querySelectorAll('#pair dl').length === 2`)
	if name := p.text("#pair section:nth-child(2) dt"); name != "R²" {
		t.Errorf("the metric of a regression is called %s, want R²", name)
	}
	if at := p.focused(); at != "3,0" {
		t.Errorf("the focus is at %s, want 3,0", at)
	}
}

// focused returns the row and column of the list of experiments that has the focus.
func (p *tab) focused() (at string) {
	p.t.Helper()
	p.eval(`(() => {
		const td = document.activeElement.closest('#keptList td');
		return td ? td.parentElement.rowIndex + ',' + td.cellIndex : document.activeElement.tagName;
	})()`, &at)
	return at
}

// Opening a link in the same tab does not replace the experiment that will be restored.
func TestLookingAtALinkKeepsTheLastExperiment(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&layers=4&steps=t2e")
	p.eval(`bonsai.prune({sparsity: 0.25})`, nil)
	p.idle()
	p.wait(`bonsai.link().then((l) => l === location.href)`)
	p.eval(`(location.hash = '#dataset=circle&layers=3&steps=t1e') && null`, nil)
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'circle')`)
	p.goTo(server.URL)
	if s := p.state(); s.Recipe["dataset"] != "xor" {
		t.Errorf("the data set %v is restored, want xor", s.Recipe["dataset"])
	}

	// Leaving in the middle of a training without an end keeps what is trained.
	p.click(`[data-command=play]`)
	p.wait(`bonsai.state().then((s) => s.training && s.step > 100)`)
	p.goTo(server.URL)
	if s := p.state(); s.Step <= 100 {
		t.Errorf("after %d steps of the training the page was left; want more than 100", s.Step)
	}
}

// If the browser's storage is full, or there is none, a message says so and the page
// works.
func TestAFullStorageShowsAMessage(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t1e")
	p.eval(`Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }`, nil)
	p.eval(`bonsai.prune({sparsity: 0.5})`, nil)
	p.wait(`document.getElementById('message').textContent.includes('keeps nothing')`)
	p.click(`[data-command=experiments]`)
	p.click(`[data-command=keep]`)
	p.wait(`document.querySelector('[data-out=keptSaid]').textContent.includes('keeps nothing')`)
	if s := p.state(); s.Kept != 155 {
		t.Errorf("%d connections are kept, want 155", s.Kept)
	}
}

// The user's own data, which is not in the link, is restored too. A link to somebody
// else's data asks for the file.
func TestOwnDataIsRestored(t *testing.T) {
	t.Parallel()
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
		t.Error("after a reload the weights differ")
	}
	p.goTo(server.URL)
	if !reflect.DeepEqual(p.weights(), want) {
		t.Error("without a link other weights are restored")
	}
	for range 2 { // comparing two needs the file too
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
		t.Errorf("for somebody else's data the message is %q", message)
	}
}

// The fault that replaced one's own experiment every time: while somebody else's long
// link trained, a broken link was opened, and Pause was pressed.
func TestABrokenLinkDuringTheirTrainingKeepsOnesOwn(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&layers=4&steps=t2e")
	p.eval(`bonsai.prune({sparsity: 0.25})`, nil)
	p.wait(`localStorage.getItem('experiment') !== null`)
	var before, after string
	p.eval(`localStorage.getItem('experiment')`, &before)
	p.eval(`(location.hash = '#dataset=circle&layers=8.8&steps=t100000e') && null`, nil)
	p.wait(`bonsai.state().then((s) => s.training && s.recipe.dataset === 'circle')`)
	p.eval(`(location.hash = '#1.broken') && null`, nil)
	p.wait(`!document.getElementById('message').hidden`)
	p.click(`[data-command=play]`)
	p.wait(`bonsai.state().then((s) => !s.training)`)
	p.eval(`bonsai.undo()`, nil)
	p.eval(`new Promise((later) => setTimeout(later, 1500))`, nil)
	if p.eval(`localStorage.getItem('experiment')`, &after); after != before {
		t.Errorf("one's own experiment %s was replaced by %s", before, after)
	}
}

// A list that cannot be read is set aside and said, not overwritten.
func TestADamagedListIsSetAside(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&layers=4&steps=t2e")
	p.eval(`localStorage.setItem('experiments', '[{"name":"mine","li')`, nil)
	p.click(`[data-command=experiments]`)
	p.wait(`document.querySelector('[data-out=keptSaid]').textContent.includes('experiments.damaged')`)
	p.click(`[data-command=keep]`)
	var aside string
	if p.eval(`localStorage.getItem('experiments.damaged')`, &aside); aside != `[{"name":"mine","li` {
		t.Errorf("set aside is %q", aside)
	}
	p.click(`#keptList tbody tr:nth-child(1) td:last-child button`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 0`)
	p.must(p.Screenshot(screens + "/kept-deleted.png"))
	p.click(`[data-command="kept.putBack"]`)
	p.wait(`document.querySelectorAll('#keptList tbody tr').length === 1`)
}
