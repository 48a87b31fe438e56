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
const plain = `{"noise":0,"trainShare":50,"inputs":["x1","x2"],"layers":[8],"activation":"tanh","init":"glorot",
	"optimizer":"adam","learningRate":0.01,"batchSize":10,"regularization":"none","regularizationRate":0.001,"epochs":40}`

// presets by data set. What they reach is measured in the tests, over seeds.
var presets = map[string]presetText{
	"tabular20": {
		`{"trainShare":70,"layers":[10,10],"activation":"relu","learningRate":0.003,"batchSize":32,"epochs":15}`,
		`{"trainShare":70,"layers":[10,10],"activation":"relu","learningRate":3,"batchSize":32,"epochs":15}`,
	},
	"circle": {
		`{"activation":"relu"}`,
		`{"activation":"linear"}`,
	},
	"xor": {
		`{"activation":"relu","epochs":60}`,
		`{"layers":[],"epochs":60}`,
	},
	"gauss": {
		`{"layers":[],"optimizer":"sgd","learningRate":0.03,"epochs":10}`,
		`{"layers":[8,8,8,8,8,8],"activation":"sigmoid","optimizer":"sgd","learningRate":0.03,"epochs":50}`,
	},
	"spiral": {
		`{"inputs":["x1","x2","sinx1","sinx2"],"layers":[8,8],"epochs":100}`,
		`{"layers":[8,8],"epochs":100}`,
	},
	"moons": {
		`{"optimizer":"momentum","learningRate":0.03}`,
		`{"optimizer":"momentum","learningRate":0.00001}`,
	},
	"spiral3": {
		`{"layers":[16,16],"epochs":150}`,
		`{"layers":[1,16,16],"epochs":150}`,
	},
	"reg-plane": {
		`{"layers":[],"optimizer":"sgd","epochs":10}`,
		`{"inputs":["x1x1","x2x2"],"activation":"relu","epochs":30}`,
	},
	"reg-gauss": {
		`{"inputs":["x1","x2","sinx1","sinx2"],"layers":[16,16],"learningRate":0.005,"epochs":100}`,
		`{"inputs":["x1","x2","sinx1","sinx2"],"layers":[16,16],"learningRate":0.005,"epochs":100,"regularization":"l2","regularizationRate":0.03}`,
	},
	"digits14": {
		`{"trainShare":80,"layers":[32],"activation":"relu","init":"he","learningRate":0.003,"batchSize":32,"epochs":10}`,
		`{"trainShare":80,"layers":[2],"activation":"relu","init":"he","learningRate":0.003,"batchSize":32,"epochs":10}`,
	},
	"digits28": {
		`{"trainShare":80,"layers":[32],"activation":"relu","init":"he","learningRate":0.002,"batchSize":32,"epochs":6}`,
		`{"trainShare":80,"layers":[32],"activation":"relu","init":"he","regularization":"l1","regularizationRate":0.1,"learningRate":0.002,"batchSize":32,"epochs":6}`,
	},
	"own": {
		`{"trainShare":80,"layers":[16],"activation":"relu","init":"he","learningRate":0.003,"batchSize":32,"epochs":40}`,
		`{"trainShare":80,"layers":[],"learningRate":0.00001,"batchSize":32,"epochs":40}`,
	},
	"drawn": {
		`{"trainShare":70,"layers":[8,8],"epochs":100}`,
		`{"trainShare":70,"layers":[],"epochs":100}`,
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
