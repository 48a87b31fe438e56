package lab

import "encoding/json"

// A Preset is a setting for a data set that teaches something: one that works
// or one that does not. Why is in the page's messages.
type Preset struct {
	Set    Set // all fields of network and training but the data
	Epochs int // how long to train
}

// presetText is a preset in the words of a script: what differs from plain.
type presetText struct{ good, bad string }

// plain is what presets start from, so that a preset never depends on what
// was set before.
const plain = `{"noise":0,"inputs":["x1","x2"],"layers":[8],"activation":"tanh","init":"glorot",
	"optimizer":"adam","learningRate":0.01,"batchSize":16,"regularization":"none","epochs":60}`

// presets by data set. What they reach is measured in the tests, over seeds.
var presets = map[string]presetText{
	"tabular20": {
		`{"layers":[10,10],"activation":"relu","learningRate":0.001,"batchSize":32,"epochs":10}`,
		`{"layers":[],"learningRate":0.001,"batchSize":32,"epochs":10}`,
	},
	"circle": {
		`{"layers":[4]}`,
		`{"layers":[4],"activation":"linear"}`,
	},
	"xor": {
		`{"inputs":["x1","x2"],"layers":[8]}`,
		`{"layers":[]}`,
	},
	"gauss": {
		`{"layers":[],"epochs":20}`,
		`{"layers":[],"optimizer":"sgd","learningRate":0.00001,"epochs":20}`,
	},
	"spiral": {
		`{"inputs":["x1","x2","sinx1","sinx2"],"layers":[16,8],"epochs":150}`,
		`{"layers":[2],"epochs":150}`,
	},
	"moons": {
		`{"layers":[8,8]}`,
		`{"layers":[]}`,
	},
	"spiral3": {
		`{"inputs":["x1","x2","sinx1","sinx2"],"layers":[16,12],"epochs":150}`,
		`{"layers":[2],"epochs":150}`,
	},
	"reg-plane": {
		`{"layers":[],"epochs":20}`,
		`{"layers":[],"optimizer":"sgd","learningRate":1,"epochs":20}`,
	},
	"reg-gauss": {
		`{"layers":[16,8],"epochs":100}`,
		`{"layers":[16,8],"activation":"linear","epochs":100}`,
	},
	"drawn": {
		`{"layers":[8,8],"epochs":100}`,
		`{"layers":[]}`,
	},
}

// PresetFor returns the good or the bad preset of a data set.
func PresetFor(dataset string, good bool) Preset {
	text := presets[dataset].bad
	if good {
		text = presets[dataset].good
	}
	p := Preset{Set: Set{}}
	decode([]byte(plain), &p.Set)
	decode([]byte(text), &p.Set)
	decode(p.Set["epochs"], &p.Epochs)
	return p
}

func decode(text []byte, into any) {
	if err := json.Unmarshal(text, into); err != nil {
		panic("lab: a preset that is no JSON: " + err.Error())
	}
}
