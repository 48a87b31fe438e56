package recipe

import (
	"encoding/json"
	"testing"
)

// FuzzParseOperation reads what a script may write. What is accepted and recorded in
// addresses is read from its address form as the same operation.
func FuzzParseOperation(f *testing.F) {
	for _, seed := range []struct{ name, arguments string }{
		{"train", `{"epochs":10}`}, {"finetune", `{"steps":37}`}, {"prune", `{"epsilon":0.12,"preview":true}`},
		{"prune", `{"sparsity":0.9,"criterion":"obs","scope":"layer","guard":true,"bounds":[[0,90],[0,100]]}`},
		{"gradual", `{"epsilon":0.02,"schedule":"decay","steps":880,"decaySteps":100,"decayRate":1.2}`},
		{"rigl", `{"sparsity":0.98,"steps":880}`}, {"lottery", `{"rounds":3,"epochs":1,"fraction":0.2,"random":true}`},
		{"compensate", ``}, {"rewind", `{"random":true}`}, {"quantize", `{"scheme":"codebook","entries":16}`},
		{"distil", `{"layers":[5,5],"temperature":4,"hard":0.5}`}, {"pin", `{"layer":0,"to":3,"from":5,"pin":"protect"}`},
		{"edit", `{"layer":0,"to":3,"value":-1e-7}`}, {"set", `{"learningRate":1e309,"layers":[1,null]}`},
		{"load", `{"hash":"#dataset=xor"}`}, {"focus", `{"layer":-1}`}, {"undo", `[]`}, {"play", `null`}, {"", `{"":0}`},
	} {
		f.Add(seed.name, []byte(seed.arguments))
	}
	f.Fuzz(func(t *testing.T, name string, arguments []byte) {
		o, err := ParseOperation(name, arguments)
		if err != nil {
			if _, ok := err.(*Problem); !ok {
				t.Fatalf("%s(%s) is refused without a problem: %v", name, arguments, err)
			}
			return
		}
		if o == nil {
			t.Fatalf("%s(%s) is accepted without an operation", name, arguments)
		}
		if !json.Valid(arguments) && len(arguments) > 0 {
			t.Fatalf("%s(%s) is accepted", name, arguments)
		}
		if e, _ := OperationNamed(name); len(e.Forms) == 0 || o.Text() == "" {
			return
		}
		again, err := parseRecorded(o.Text())
		if err != nil || again.Text() != o.Text() {
			t.Fatalf("%s(%s) is recorded as %q and read as %v, %v", name, arguments, o.Text(), again, err)
		}
	})
}
