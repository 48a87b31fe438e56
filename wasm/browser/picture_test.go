package browser

import (
	"fmt"
	"strings"
	"testing"
)

// A click on the image of a layer's weights opens the card of the weight there, which
// says whether it is pruned. When the layer is removed, the page shows the network again.
func TestTheImageOfALayersWeights(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=digits14&layers=12&steps=t1e,p:magnitude:global:s0.5")
	p.must(p.Select("#picture", "1"))
	p.wait(`document.getElementById('overlay').hidden`)
	p.must(p.Screenshot(screens + "/matrix.png"))
	layer := p.weights()[1]
	p.must(p.Click("#network")) // there is a weight in the middle of 12×10
	p.wait(`!document.getElementById('card').hidden`)
	var index, in int
	if n, _ := fmt.Sscanf(p.text("#cardTitle"), "Neuron %d, layer 2", &index); n != 1 {
		t.Fatalf("the title of the card is %q, want a neuron of layer 2", p.text("#cardTitle"))
	}
	p.eval(`Number(document.getElementById('cardFrom').value)`, &in)
	pruned := layer.Mask[(index-1)*12+in] == 0
	if says := p.text("#cardState"); strings.Contains(says, "pruned") != pruned {
		t.Errorf("weight %d of neuron %d is pruned: %v; the card says %q", in, index, pruned, says)
	}
	p.eval(`bonsai.set({layers: []})`, nil)
	p.wait(`document.getElementById('picture').value === '' && !document.getElementById('overlay').hidden`)
}
