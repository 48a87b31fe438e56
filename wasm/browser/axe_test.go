package browser

import (
	"os"
	"testing"
)

// axe is the program of axe-core, which the Makefile fetches from the npm registry.
const axe = "../../build/axe/node_modules/axe-core/axe.min.js"

// axe-core finds nothing wrong in the main states of the page: names, roles,
// landmarks, contrast, and so on.
func TestAxeFindsNothing(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile(axe)
	if err != nil {
		t.Skip("axe-core has not been fetched (make axe)")
	}
	p := open(t, "#steps=t2e")
	p.eval("(() => {"+string(program)+"\n})()", nil)
	check := func(state string) {
		t.Helper()
		p.settled()
		p.wait(`document.getAnimations().every((a) => a.playState !== 'running')`) // colours change gradually
		var found []string
		p.eval(`axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.flatMap((v) =>
			v.nodes.map((n) => v.id + ': ' + n.target + ': ' + (n.any[0] ?? n.all[0] ?? n.none[0])?.message)))`, &found)
		for _, f := range found {
			t.Errorf("%s: %s", state, f)
		}
	}
	p.must(p.Resize(1440, 900, 1, false))
	check("at the start")
	p.must(p.Resize(1440, 900, 1, true))
	p.wait(`document.documentElement.dataset.theme === 'dark'`)
	check("in the dark")
	p.click(".tools [data-command=help]")
	p.must(p.Move("#criterion", 0.5, 0.5))
	p.wait(`document.querySelector('#help h2')`)
	check("with help")
	p.must(p.Press("Escape"))
	p.click("#legend summary")
	check("with the legend")
	p.click("#legend summary")
	p.click("[value=methods]")
	check("methods")
	p.click("[value=choose]")
	p.click("[data-command=compareCriteria]")
	p.wait(`document.querySelectorAll('#studyTable tr').length > 10`)
	check("choose")
	p.click("[data-command=enlarge][data-name=study]")
	check("a large chart")
	p.click("[data-command=closeEnlarged]")
	p.click("[value=samples]")
	p.wait(`document.getElementById('sampleSaid').textContent !== ''`)
	check("samples")
	p.click("[data-command=share]")
	p.wait(`document.getElementById('share').open`)
	check("share")
	p.click("[data-command=closeShare]")
	p.click("[data-command=experiments]")
	check("experiments")
	p.click("[data-command=closeKept]")
	p.must(p.Resize(390, 844, 2, false))
	check("phone")
	p.click("#sheetButton")
	check("the sheet of a phone")
}
