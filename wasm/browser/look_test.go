package browser

import (
	"fmt"
	"strings"
	"testing"
)

// Every control and picture has a name for screen readers.
func TestEveryControlAndPictureHasAName(t *testing.T) {
	t.Parallel()
	for _, hash := range []string{"#steps=", "#dataset=drawn&steps="} {
		p := open(t, hash)
		var nameless []string
		p.eval(`[...document.querySelectorAll('button, input, select, meter, progress, [role=img]')]
			.filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim() && e.tagName === 'BUTTON'
				|| [...(e.labels ?? [])].some((l) => l.textContent.trim())))
			.filter((e) => e.id !== 'progress')
			.map((e) => e.outerHTML.slice(0, 120))`, &nameless)
		for _, e := range nameless {
			t.Errorf("%s: there is no name for %s", hash, e)
		}
	}
}

func TestNothingScrollsOrOverlapsInAnyWindow(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=spiral&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2&layers=8.8.8.8.8.8&steps=t1e")
	for _, dark := range []bool{false, true} {
		for _, size := range [][2]int{{1440, 900}, {1280, 720}, {1024, 768}} {
			p.must(p.Resize(size[0], size[1], 1, dark))
			p.settled()
			var long []string
			p.eval(`[document.documentElement, ...document.querySelectorAll('#app, .panel, .stage, .pruning')]
				.filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
				.map((e) => e.className + ' ' + [e.scrollWidth, e.clientWidth, e.scrollHeight, e.clientHeight])`, &long)
			if len(long) > 0 {
				t.Errorf("at %v these elements scroll: %v", size, long)
			}
			p.laidOut(size)
			p.legend(size)
			p.must(p.Screenshot(fmt.Sprintf("%s/%dx%d-dark-%v.png", screens, size[0], size[1], dark)))
		}
	}
	// A tablet, a phone upright and on its side, and laptops at 200 %.
	for _, language := range []string{"zh", "en"} {
		p.eval(`Object.assign(document.getElementById('message'), {hidden: false, textContent: 'in the language before'})`, nil)
		p.must(p.Select("#language", language))
		p.wait(fmt.Sprintf(`document.documentElement.lang.startsWith(%q)`, language))
		p.wait(`document.getElementById('message').hidden`)
		for _, size := range [][2]int{{820, 1180}, {390, 844}, {844, 390}, {720, 450}, {640, 360}} {
			p.resized(size[0], size[1], language == "zh")
			p.laidOut(size)
			p.legend(size)
			p.must(p.Screenshot(fmt.Sprintf("%s/%dx%d-%s.png", screens, size[0], size[1], language)))
		}
		p.resized(1280, 720, false)
	}
}

// laidOut checks that no part of the page overlaps another or is partly outside the
// window, that the pictures are large enough, and that no chart is lower than 80 px.
func (p *tab) laidOut(size [2]int) {
	p.t.Helper()
	var wrong []string
	if p.eval(overlapping, &wrong); len(wrong) > 0 {
		p.t.Errorf("at %v: %v", size, wrong)
	}
	p.checkSizes(240, 120)
	p.eval(`(() => {
		const message = document.getElementById('message'), box = (e) => e.getBoundingClientRect();
		message.hidden = false;
		message.textContent = 'Neurons in a hidden layer: 2000 is not between 1 and 1024. Undo brings back what there was.';
		const m = box(message.parentElement), covered = [...document.querySelectorAll('.headline, .summary, .details, .pruning, #epsilon')].filter((e) => {
			const b = box(e);
			return b.width > 0 && b.right > m.left + 1 && b.left < m.right - 1 && b.bottom > m.top + 1 && b.top < m.bottom - 1;
		}).map((e) => e.className || e.id);
		if (m.left < 0 || m.right > innerWidth || m.bottom > innerHeight) covered.push('the edge of the window');
		message.hidden = true;
		return covered;
	})()`, &wrong)
	if len(wrong) > 0 {
		p.t.Errorf("at %v a message covers %v", size, wrong)
	}
	p.longest(size)
	p.eval(`[...document.querySelectorAll('.chart .plot')].filter((e) => e.getClientRects().length && e.clientHeight < 79)
		.map((e) => e.closest('.chart').dataset.chart + ' ' + e.clientHeight)`, &wrong)
	if len(wrong) > 0 {
		p.t.Errorf("at %v these charts are low: %v", size, wrong)
	}
}

// legend checks that the legend opens inside the window, below the bar at the top, and
// that Escape, a press elsewhere and the sheet close it.
func (p *tab) legend(size [2]int) {
	p.t.Helper()
	for name, end := range map[string]func(){
		"Escape":            func() { p.must(p.Press("Escape")) },
		"a press elsewhere": func() { p.must(p.Drag(".top", 0.005, 0.005, 1)) },
		"the sheet":         func() { p.click("#sheetButton"); p.click("#sheetButton") },
	} {
		if name == "the sheet" && size[0] > 960 {
			continue // there is none
		}
		var outside []string
		p.click("#legend summary")
		p.eval(`(() => {
			const l = document.querySelector('#legend > div').getBoundingClientRect(), b = document.querySelector('.top').getBoundingClientRect();
			return l.height > 100 && l.top >= b.bottom && l.left >= 0 && l.right <= innerWidth && l.bottom <= innerHeight ? [] : [l.left, l.top, l.right, l.bottom].map(String);
		})()`, &outside)
		if len(outside) > 0 {
			p.t.Errorf("at %v the legend is at %v", size, outside)
		}
		if end(); p.isOpen("#legend") {
			p.t.Errorf("at %v %s leaves the legend open", size, name)
			p.click("#legend summary")
		}
	}
}

// isOpen tells whether a details element is open.
func (p *tab) isOpen(selector string) (open bool) {
	p.t.Helper()
	p.eval(fmt.Sprintf(`document.querySelector(%q).open`, selector), &open)
	return open
}

// longest checks that the longest headline can be read to its end and that nothing
// overlaps then.
func (p *tab) longest(size [2]int) {
	p.t.Helper()
	var wrong []string
	p.eval(`(() => {
		const parts = ['headline', 'next'].map((id) => document.getElementById(id)), kept = parts.map((e) => e.textContent);
		const says = (...texts) => parts.forEach((e, i) => { e.textContent = texts[i]; });
		says('80.0 % of the connections removed; accuracy fell by 34.2 points and rose again by 30.3 points.',
			'Before it was sent: trained (epochs: 10), pruned to 80 %, trained (epochs: 5), compensated, quantised to 16 values; ε = 0.5200.');
		const summary = document.querySelector('.summary'), network = document.getElementById('network');
		const wrong = `+overlapping+`;
		if (summary.scrollHeight > summary.clientHeight || summary.scrollWidth > summary.clientWidth) wrong.push('the headline is cut');
		if (network.clientHeight < 120) wrong.push('the network is ' + network.clientHeight + ' px high');
		says(...kept);
		return wrong;
	})()`, &wrong)
	if len(wrong) > 0 {
		p.t.Errorf("at %v, with the longest headline: %v", size, wrong)
	}
}

func TestOnAPhoneTheNetworkAndEpsilonAreVisibleAndTheRestIsInASheet(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t3e")
	p.must(p.Resize(390, 844, 2, false))
	p.wait(`document.getElementById('sheet').getClientRects().length === 0`)
	var inside bool
	p.eval(`['network', 'histogram', 'epsilon', 'sheetButton'].every((id) => {
		const r = document.getElementById(id).getBoundingClientRect();
		return r.width > 0 && r.left >= 0 && r.right <= innerWidth && r.bottom <= innerHeight;
	})`, &inside)
	if !inside {
		t.Error("network, histogram, ε and the button of the sheet are not all visible")
	}
	p.must(p.Drag("#histogram", 0.05, 0.4, 8))
	p.settled()
	p.below(p.state().Epsilon)
	p.must(p.Screenshot(screens + "/phone.png"))
	p.click("#sheetButton")
	p.wait(`document.getElementById('sheet').getClientRects().length > 0`)
	p.click(`.thumb:has(input[value=circle])`)
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'circle')`)
	p.must(p.Screenshot(screens + "/sheet.png"))
	p.must(p.Press("Escape"))
	p.wait(`document.getElementById('sheet').getClientRects().length === 0 && document.activeElement.id === 'sheetButton'`)
	p.must(p.Screenshot(screens + "/phone-plane.png"))
}

// words is an expression for all texts of the page, including the names for screen
// readers.
const words = `[...new Set([...document.querySelectorAll('body *:not([translate=no])')].flatMap((e) => [
		...(['SCRIPT', 'NOSCRIPT'].includes(e.tagName) || e.closest('noscript') ? [] :
			[...e.childNodes].filter((n) => n.nodeType === 3 && !e.closest('#loading')).map((n) => n.textContent.trim())),
		e.getAttribute('aria-label'), e.getAttribute('title'),
	]).filter(Boolean))]`

func TestChineseChangesEveryWord(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=moons&steps=t1e")
	var english, chinese []string
	p.eval(words, &english)
	p.must(p.Select("#language", "zh"))
	p.wait(`document.documentElement.lang.startsWith('zh') && document.title.includes('剪枝')`)
	p.settled()
	p.eval(words, &chinese)
	international := map[string]bool{"Bonsai": true, "English": true, "x₁²": true, "x₂²": true, "x₁x₂": true, "ReLU": true, "tanh": true, "sigmoid": true, "Glorot": true, "He": true, "SGD": true, "Adam": true, "gzip": true, "ε": true, "LAMP": true, "Taylor": true, "SNIP": true, "Wanda": true, "SynFlow": true, "Huffman": true}
	was := map[string]bool{}
	for _, w := range english {
		was[w] = true
	}
	for _, w := range chinese {
		if strings.ContainsAny(w, "=Σ") || strings.HasPrefix(w, "http") && !strings.Contains(w, " ") {
			continue // a formula, or an address at which other devices reach the page
		}
		letters := strings.ContainsFunc(w, func(r rune) bool { return r >= 'a' && r <= 'z' })
		if letters && was[w] && !international[w] && len(w) > 4 && !strings.HasPrefix(w, "sin ") {
			t.Errorf("%q is not translated", w)
		}
		if strings.Count(w, ".") == 1 && !strings.Contains(w, " ") && letters {
			t.Errorf("%q looks like the key of a missing message", w)
		}
		if strings.Contains(w, "{") {
			t.Errorf("a placeholder in %q was not filled", w)
		}
	}
	p.must(p.Screenshot(screens + "/chinese.png"))
}

func TestAddressHidesControls(t *testing.T) {
	t.Parallel()
	p := open(t, "#hide=noise.seed.optimizer.layers.charts&steps=")
	for _, name := range []string{"noise", "seed", "optimizer", "charts"} {
		p.wait(fmt.Sprintf(`[...document.querySelectorAll('[data-control=%s]')].every((e) => e.getClientRects().length === 0)`, name))
	}
	p.wait(`!document.querySelector('.layer-tools') && document.querySelector('[data-control=epsilon]').getClientRects().length > 0`)
}

// With the keyboard alone: go to ε, raise it with the arrow keys, go to the button for
// fine-tuning, press Enter, and undo.
func TestPruningAndFineTuningWithTheKeyboardAlone(t *testing.T) {
	t.Parallel()
	p := open(t, "")
	reach := func(what string) {
		t.Helper()
		for range 120 {
			p.must(p.Press("Tab"))
			there := false
			p.eval(`document.activeElement.matches(`+fmt.Sprintf("%q", what)+`)`, &there)
			if there {
				return
			}
		}
		t.Fatalf("the Tab key does not reach %s", what)
	}
	reach("#epsilon")
	for range 40 {
		p.must(p.Press("ArrowRight"))
	}
	p.settled()
	s := p.state()
	if s.Kept == 310 {
		t.Fatal("after 40 arrow keys on ε nothing is pruned")
	}
	p.below(s.Epsilon)
	reach("[data-command=finetune]")
	p.must(p.Press("Enter"))
	p.wait(`bonsai.state().then((s) => s.epoch === 15 && !s.training)`)
	reach("[data-command=undo]")
	p.must(p.Press("Enter"))
	p.wait(`bonsai.state().then((s) => s.epoch === 10)`)
}

func TestThemeAndLanguageStayAfterAReload(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=")
	p.click("#theme")
	p.wait(`document.documentElement.dataset.theme === 'dark'`)
	p.must(p.Select("#language", "zh"))
	p.wait(`document.documentElement.lang.startsWith('zh')`)
	p.must(p.Reload())
	p.wait(`globalThis.bonsai && document.documentElement.lang.startsWith('zh') && document.documentElement.dataset.theme === 'dark'`)
	p.eval(`bonsai.ready`, nil)
}
