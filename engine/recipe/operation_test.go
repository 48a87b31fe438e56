package recipe

import (
	"slices"
	"strings"
	"testing"
)

// Each form of the table is read and written as it is, and each letter that
// begins forms has one in the table.
func TestEveryAddressFormIsReadAndWritten(t *testing.T) {
	for _, e := range Operations() {
		heads := slices.Clone(e.heads)
		for _, form := range e.Forms {
			form = strings.TrimSuffix(form, "…")
			o, err := parseRecorded(form)
			if err != nil || o.Text() != form {
				t.Errorf("%s is read as %v (%v)", form, o, err)
			}
			head, _ := cutHead(form)
			heads = slices.DeleteFunc(heads, func(h string) bool { return h == head })
		}
		if len(heads) > 0 {
			t.Errorf("the entry of %s has no forms beginning with %v", e.Name, heads)
		}
	}
}

func TestScriptsAndAddressesReadTheSameOperations(t *testing.T) {
	for _, test := range []struct{ name, arguments, text string }{
		{"train", `{"epochs":10}`, "t10e"},
		{"finetune", `{"steps":37}`, "t37"},
		{"prune", `{"epsilon":0.12}`, "p:magnitude:global:e0.12"},
		{"prune", `{"sparsity":0.9,"criterion":"obs","scope":"layer","guard":true,"bounds":[[0,90],[0,100]]}`, "p:obs:layer:x0.9gb0-90.0-100"},
		{"gradual", `{"sparsity":0.9,"schedule":"linear","steps":880}`, "gradual:magnitude:global:s0.9:linear:880"},
		{"gradual", `{"epsilon":0.02,"schedule":"decay","steps":880,"decaySteps":100,"decayRate":1.2}`, "g:magnitude:global:e0.02:decay:880:880:100:1.2"},
		{"rigl", `{"sparsity":0.98,"steps":880}`, "rigl:0.98:880"},
		{"compensate", ``, "c"},
		{"mark", `{}`, "m"},
		{"rewind", ``, "r"},
		{"rewind", `{"random":true}`, "ri"},
		{"quantize", `{"entries":16}`, "q:codebook:16"},
		{"quantize", `{"scheme":"off"}`, "q:off"},
		{"distil", `{"layers":[5,5]}`, "d:5.5:4:0.5"},
		{"pin", `{"layer":0,"to":3,"from":5,"pin":"protect"}`, "k:0:3:5"},
		{"pin", `{"layer":0,"to":3}`, "x:0:3:-1"},
		{"edit", `{"layer":0,"to":3,"from":5,"value":-0.25}`, "w:0:3:5:-0.25"},
		{"edit", `{"layer":0,"to":3,"from":-1,"value":0.5}`, "b:0:3:0.5"},
	} {
		o, err := ParseOperation(test.name, []byte(test.arguments))
		if err != nil || o.Text() != test.text {
			t.Errorf("%s %s is %v (%v), want %s", test.name, test.arguments, o, err, test.text)
			continue
		}
		again, err := parseRecorded(test.text)
		if err != nil || again.Text() != test.text || !SameOperation(o, again) {
			t.Errorf("%s is read as %v (%v)", test.text, again, err)
		}
	}
}

// These move in the history, choose what is shown, or say when to train.
func TestWhatIsNotRecordedHasNoText(t *testing.T) {
	for name, arguments := range map[string]string{
		"play": "", "pause": "", "reset": "", "undo": "", "redo": "",
		"focus": `{"layer":1,"index":2}`, "load": `{"hash":"#steps=t1"}`, "set": `{"noise":5}`,
		"lottery": `{"rounds":2,"epochs":3,"fraction":0.5}`,
		"prune":   `{"epsilon":0.1,"preview":true}`,
	} {
		o, err := ParseOperation(name, []byte(arguments))
		if err != nil || o.Text() != "" {
			t.Errorf("%s: %v (%v)", name, o, err)
		}
		if want := name == "play" || name == "lottery" || name == "prune"; err == nil && Lengthens(o) != want {
			t.Errorf("%s: lengthens %v", name, !want)
		}
	}
	if !Lengthens(Compensate{}) {
		t.Error("what is recorded lengthens the address")
	}
}

func TestScriptsAreToldWhatIsWrong(t *testing.T) {
	const length, amount = "bonsai: give either epochs or steps", "bonsai: give either epsilon or sparsity"
	for _, test := range []struct{ name, arguments, want string }{
		{"prun", `{}`, "bonsai: there is no operation prun"},
		{"train", `[1]`, "bonsai: train: [1] is not an object"},
		{"train", ``, length},
		{"train", `{"epochs":1,"steps":1}`, length},
		{"train", `{"epochs":0}`, "bonsai: epochs: 0 is not between 1 and 1000000"},
		{"train", `{"epochs":1.5}`, "bonsai: epochs: 1.5 is not a whole number"},
		{"train", `{"epochs":null}`, "bonsai: epochs is empty: enter a number between 1 and 1000000"},
		{"train", `{"epochs":"ten"}`, `bonsai: epochs: "ten" is not a whole number`},
		{"train", `{"epochs":1,"speed":2}`, "bonsai: there is no speed; known are epochs, steps"},
		{"undo", `{"steps":1}`, "bonsai: there is no steps; known are "},
		{"prune", `{}`, amount},
		{"prune", `{"sparsity":0.5,"epsilon":0.1}`, amount},
		{"prune", `{"epsilon":0.1,"scope":"here"}`, "bonsai: scope: here is not one of global, layer, neuron, erk"},
		{"prune", `{"epsilon":0.1,"criterion":null}`, "bonsai: criterion is missing"},
		{"prune", `{"epsilon":0.1,"guard":1}`, "bonsai: guard: 1 is not true or false"},
		{"prune", `{"epsilon":0.1,"bounds":[[50,10]]}`, "bonsai: bounds: 50-10; give the least and the most per cent of each layer, from 0 to 100"},
		{"prune", `{"epsilon":0.1,"bounds":[[5]]}`, "bonsai: bounds: 5; give the least and the most per cent of each layer, from 0 to 100"},
		{"prune", `{"epsilon":0.1,"bounds":[[0,101]]}`, "bonsai: bounds: 101 is not between 0 and 100"},
		{"prune", `{"epsilon":0.1,"bounds":[[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1],[0,1]]}`, "bonsai: bounds: 8 entries; there can be 0 to 7"},
		{"gradual", `{"epsilon":0.1,"steps":5}`, "bonsai: schedule: cubic needs a sparsity, decay needs a threshold ε"},
		{"gradual", `{"epsilon":0.1,"steps":5,"schedule":"decay"}`, "bonsai: decaySteps is missing"},
		{"gradual", `{"sparsity":0.1,"steps":5,"decaySteps":1}`, "bonsai: schedule: cubic needs a sparsity, decay needs a threshold ε"},
		{"quantize", `{}`, "bonsai: entries is missing"},
		{"quantize", `{"scheme":"int8","entries":4}`, "bonsai: there is no entries; known are scheme"},
		{"distil", `{}`, "bonsai: layers is missing"},
		{"distil", `{"layers":[0]}`, "bonsai: layers: 0 is not between 1 and 1024"},
		{"distil", `{"layers":[1.5]}`, "bonsai: layers: [1.5] is not a list of numbers"},
		{"distil", `{"layers":[null]}`, "bonsai: layers: [null] is not a list of numbers"},
		{"distil", `{"layers":[1,1,1,1,1,1,1]}`, "bonsai: layers: 7 entries; there can be 0 to 6"},
		{"pin", `{"layer":0,"to":1,"pin":"hold"}`, "bonsai: pin: hold is not one of cut, protect, free"},
		{"edit", `{"layer":0,"to":1,"from":0,"value":101}`, "bonsai: value: 101 is not between -100 and 100"},
		{"load", `{"hash":"#steps=z"}`, "bonsai: the address cannot be read at “z”"},
		{"load", `{}`, "bonsai: hash is missing"},
	} {
		o, err := ParseOperation(test.name, []byte(test.arguments))
		if err == nil || err.Error() != test.want {
			t.Errorf("%s %s: %v, %v; want %s", test.name, test.arguments, o, err, test.want)
		}
	}
}

func TestBrokenAddressFormsAreRefused(t *testing.T) {
	for _, text := range []string{
		"", "t", "te", "t0", "t-1", "t1.5e", "t1:2", "10", "z", "c:1", "m:", "r:1", "ri:i",
		"p", "p:magnitude:global", "p:magnitude:global:0.1", "p:best:global:s0.1", "p:magnitude:here:s0.1", "p:magnitude:global:s2", "p:magnitude:global:s0.1b5", "p:magnitude:global:s0.1bx-1", "p:magnitude:global:s0.1b1-x",
		"g:magnitude:global:s0.9", "g:magnitude:global:s0.9:cubic", "g:magnitude:global:s0.9:slow:5", "g:magnitude:global:s0.9:cubic:5:6", "g:magnitude:global:s0.9:cubic:5:5:5", "g:magnitude:global:e0.1:decay:5:5:5", "g:magnitude:global:e0.1:decay:5:5:5:11", "g:magnitude:global:e0.1:cubic:5", "g:best:global:s0.9:cubic:5",
		"rigl:0.9", "rigl:2:5", "rigl:0.9:0", "rigl:0.9:5:6", "rigl:0.9:5:5:5",
		"q", "q:codebook", "q:codebook:1", "q:int8:4", "q:none", "q:codebook:4:4",
		"d:5", "d:5:4", "d:5:4:2", "d:5:0.1:0.5", "d:x:4:0.5",
		"x:0:3", "x:0:3:5:7", "x:a:3:5", "k:0:3:-2", "f:70000:0:0",
		"w:0:3:5", "w:0:3:5:200", "w:0:3:x:1", "b:0:3", "b:0:3:4:5", "w:0:3:5:NaN",
		"n", "n:a:b", "s", "s:learningRate", "s:learningRate:20", "s:dataset:xor", "s:epochs:5", "s:speed:5",
	} {
		if o, err := parseRecorded(text); err == nil {
			t.Errorf("%q is read as %+v", text, o)
		}
	}
	if _, err := parseRecorded("n:" + strings.Repeat("A", MaxNetwork+1)); err == nil {
		t.Error("a network of any length is read")
	}
}
