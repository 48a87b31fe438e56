package browser

import (
	"fmt"
	"strings"
	"testing"
)

// The weights of a layer as an image: what is pointed at there is what the
// weights say, pruned ones can be protected, and a layer that goes takes its
// image with it.
func TestWeightsOfALayerAsAnImage(t *testing.T) {
	p := open(t, "#dataset=digits14&layers=12&steps=t1e,p:magnitude:global:s0.5")
	p.must(p.Select("#picture", "1"))
	p.wait(`document.getElementById('overlay').hidden`)
	p.must(p.Screenshot(screens + "/matrix.png"))
	layer := p.weights()[1]
	p.must(p.Click("#network")) // 12 inputs across and 10 neurons down: some weight is in the middle
	p.wait(`!document.getElementById('card').hidden`)
	var index, in int
	if n, _ := fmt.Sscanf(p.text("#cardTitle"), "Neuron %d, layer 2", &index); n != 1 {
		t.Fatalf("the card is about %q", p.text("#cardTitle"))
	}
	p.eval(`Number(document.getElementById('cardFrom').value)`, &in)
	pruned := layer.Mask[(index-1)*12+in] == 0
	if says := p.text("#cardState"); strings.Contains(says, "pruned") != pruned {
		t.Errorf("weight %d of neuron %d: the card says %q, the mask %v", in, index, says, !pruned)
	}
	p.eval(`bonsai.set({layers: []})`, nil)
	p.wait(`document.getElementById('picture').value === '' && !document.getElementById('overlay').hidden`)
}
