package browser

import (
	"fmt"
	"strings"
	"testing"
)

// Help explains what the pointer, the keyboard or a finger is on. Its texts are fetched
// when it is first used.
func TestHelpFollowsPointerKeyboardAndFinger(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t1e")
	const fetched = `performance.getEntriesByType('resource').filter((e) => e.name.includes('glossary')).length`
	p.wait(fetched + ` === 0`)
	p.must(p.Press("F1"))
	p.wait(`document.getElementById('help').textContent.includes('F1')`)
	p.must(p.Move("#criterion", 0.5, 0.5))
	p.wait(`['Criterion', 'smallest |w|'].every((name) => [...document.querySelectorAll('#help h2')].some((e) => e.textContent === name))`)
	p.must(p.Focus(`[data-field=activation]`))
	p.wait(`document.querySelector('#help h2').textContent === 'Activation'`)
	p.wait(`document.getElementById('help').getAttribute('role') === 'status'`) // is said by screen readers
	// The first touch of a button explains it, and the second presses it.
	touch := func() {
		p.eval(`(() => {
			const button = document.querySelector('[data-command=reset]');
			for (const kind of ['pointerover', 'pointerdown', 'click']) {
				button.dispatchEvent(new PointerEvent(kind, {bubbles: true, cancelable: true, pointerType: 'touch'}));
			}
		})()`, nil)
	}
	touch()
	p.wait(`document.querySelector('#help h2').textContent === 'Start over'`)
	p.settled()
	if epoch := p.state().Epoch; epoch != 1 {
		t.Errorf("the first touch presses the button: epoch %d", epoch)
	}
	touch()
	p.wait(`bonsai.state().then((s) => s.epoch === 0)`)
	p.must(p.Select("#language", "zh"))
	p.must(p.Move("#criterion", 0.5, 0.5))
	p.wait(`/\p{Script=Han}/u.test(document.querySelector('#help p')?.textContent)`)
	p.must(p.Press("Escape"))
	p.wait(`document.getElementById('help').hidden && ` + fetched + ` === 2`)
}

// The hint at the handle of ε stays until ε is moved.
func TestTheHintStaysUntilEpsilonIsMoved(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t1e")
	p.wait(`document.querySelector('#hint p')`)
	p.must(p.Drag("#histogram", 0.05, 0.3, 4))
	p.wait(`!document.querySelector('#hint p')`)
	p.click("[data-command=undo]")
	p.wait(`bonsai.state().then((s) => s.kept === s.total)`)
	p.wait(`!document.querySelector('#hint p')`)
}

// The values of a chart are said at the cursor, which pointer and arrow keys move. A row
// of the table prunes by its criterion, and the large chart is saved.
func TestChartsSayTheirValues(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t2e")
	const loss = "[data-chart=loss] .plot"
	said := func(at string) (text string) {
		p.eval(fmt.Sprintf(`document.querySelector(%q).getAttribute('aria-valuetext')`, at), &text)
		return text
	}
	p.must(p.Move(loss, 0.02, 0.5))
	if got := said(loss); !strings.HasPrefix(got, "Step 0 · training ") {
		t.Errorf("under the pointer the chart says %q", got)
	}
	p.must(p.Move("#network", 0.5, 0.5))
	p.must(p.Focus(loss))
	p.must(p.Press("ArrowLeft"))
	if got := said(loss); !strings.HasPrefix(got, "Step 88 · training ") { // an epoch has 88 steps
		t.Errorf("one step before the end the chart says %q", got)
	}
	p.must(p.Move("#histogram", 0.3, 0.5))
	p.wait(`/connections.*accuracy/.test(document.getElementById('histogramTip').textContent)`)
	p.click("[value=choose]")
	p.click("[data-command=compareCriteria]")
	p.wait(`document.querySelectorAll('#studyTable tr').length > 10`)
	p.click(`#studyTable [data-name=random]`)
	p.wait(`bonsai.state().then((s) => s.pruning.criterion === 'random')`)
	p.wait(`document.querySelector('#studyTable .chosen button').dataset.name === 'random'`)
	p.click("#studyEnlarge")
	p.eval(`(() => {
		globalThis.saved = [];
		const made = URL.createObjectURL;
		URL.createObjectURL = (blob) => { saved.push(blob.type); return made.call(URL, blob); };
	})()`, nil)
	for _, kind := range []string{"SVG", "PNG", "CSV"} {
		p.click("[data-command=chart" + kind + "]")
	}
	p.wait(`['image/svg+xml', 'image/png', 'text/csv'].every((type) => saved.includes(type))`)
}
