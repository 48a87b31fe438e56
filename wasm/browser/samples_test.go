package browser

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// checkMatrices checks that the diagonals of the confusion matrices are the accuracies
// before and after pruning that the page shows.
func (p *tab) checkMatrices(when string) {
	p.t.Helper()
	s := p.state()
	for id, want := range map[string]float64{"matrixBefore": s.Dense.TestAccuracy, "matrixNow": s.TestAccuracy} {
		var counts [][]int
		p.eval(fmt.Sprintf(`[...document.querySelectorAll('#%s tbody tr')].map((row) =>
			[...row.querySelectorAll('td')].map((cell) => Number(cell.textContent.replace(/\D/g, ''))))`, id), &counts)
		right, all := 0, 0
		for i, row := range counts {
			for j, n := range row {
				all += n
				if i == j {
					right += n
				}
			}
		}
		if got := float64(right) / float64(all); len(counts) != 10 || math.Abs(got-want) > 1e-9 {
			p.t.Errorf("%s: the diagonal of #%s says %v of %d samples, the accuracy is %v", when, id, got, all, want)
		}
	}
}

// probabilities returns what the network answers, as the panel shows it.
func (p *tab) probabilities() (list []float64) {
	p.t.Helper()
	p.eval(`[...document.querySelectorAll('[data-probability]')].map((e) => Number(e.dataset.probability))`, &list)
	return list
}

const digits = "#dataset=digits14&layers=32&learningRate=0.003&trainShare=80&init=he&steps=t4e,p:magnitude:global:s0.8"

func TestADrawnDigitIsAnsweredAndFollowsEpsilon(t *testing.T) {
	t.Parallel()
	p := open(t, digits)
	p.click(`[name=view][value=samples]`)
	p.wait(`document.getElementById('sampleSaid').textContent !== ''`) // nothing moves any more
	p.click(`[name=looked][value=draw]`)
	p.wait(`document.getElementById('probabilities').hidden`) // nothing is drawn yet
	p.must(p.Drag("#paper", 0.2, 0.8, 10))
	p.wait(`!document.getElementById('probabilities').hidden`)
	p.settled()
	if said := p.text("#sampleSaid"); !strings.Contains(said, "doesn’t look like a digit of the data") {
		t.Errorf("of a dash it says %q", said)
	}
	before := p.probabilities()
	sum := 0.0
	for _, v := range before {
		sum += v
	}
	if math.Abs(sum-1) > 1e-5 {
		t.Errorf("the probabilities %v have the sum %v", before, sum)
	}
	p.must(p.Screenshot(screens + "/digit.png"))
	p.must(p.Drag("#histogram", 0.6, 0.1, 8))
	p.settled()
	p.wait(fmt.Sprintf(`Math.abs(document.querySelector('[data-probability]').dataset.probability - %v) > 1e-9`, before[0]))
	if after := p.probabilities(); slices.Equal(before, after) {
		t.Errorf("the probabilities stay %v although ε has changed", after)
	}
	p.click(`[data-command=clearDigit]`)
	p.wait(`document.getElementById('probabilities').hidden`)
}

func TestWhatItForgotAgreesWithTheAccuracy(t *testing.T) {
	t.Parallel()
	p := open(t, digits)
	p.click(`[name=view][value=samples]`)
	p.wait(`document.querySelectorAll('#matrixNow tbody tr').length === 10`)
	p.checkMatrices("80 % pruned")
	said := p.text("#forgotSaid")
	p.must(p.Drag("#histogram", 0.6, 0.1, 8))
	p.settled()
	p.wait(fmt.Sprintf(`document.getElementById('forgotSaid').textContent !== %q`, said))
	p.checkMatrices("another ε")
	first := p.text("#samplePlace")
	p.click(`[data-command=nextSample]`)
	p.wait(fmt.Sprintf(`document.getElementById('samplePlace').textContent !== %q`, first))
	p.must(p.Focus("#looked"))
	p.must(p.Press("ArrowLeft"))
	p.wait(fmt.Sprintf(`document.getElementById('samplePlace').textContent === %q`, first))
	p.must(p.Screenshot(screens + "/forgot.png"))
}
