package recipe

import (
	"encoding/json"
	"sync"
)

// A Preset is an instructive setting for a data set: one that works, or one that
// fails. The page's messages say why.
type Preset struct {
	Set    Set // all fields of the network and of training
	Epochs int // length of the training

	applied Recipe // the default recipe with the settings
}

// A suggestion has the settings that the page offers for a data set.
type suggestion struct {
	// start is the address of a new experiment: a network that learns the data within
	// seconds and has connections to spare. It is "" for a set that depends on the
	// person (drawn, own): there a new experiment has the good preset.
	start string

	// good and bad have what differs from the plain preset, as a script would set it.
	good, bad string
}

// plainPreset is what every preset starts from, so that none depends on what
// was set before.
const plainPreset = `{"noise":0,"trainShare":50,"inputs":["x1","x2"],"layers":[8],"activation":"tanh","init":"glorot",
	"optimizer":"adam","learningRate":0.01,"batchSize":10,"regularization":"none","regularizationRate":0.001,"epochs":40}`

// suggestions by data set. Tests of package lab measure what they reach, over several
// seeds.
var suggestions = map[string]suggestion{
	"tabular20": {
		"#dataset=tabular20",
		`{"trainShare":70,"layers":[10,10],"activation":"relu","learningRate":0.003,"batchSize":32,"epochs":15}`,
		`{"trainShare":70,"layers":[10,10],"activation":"relu","learningRate":3,"batchSize":32,"epochs":15}`,
	},
	"circle": {
		"#dataset=circle&learningRate=0.01&epochs=30",
		`{"activation":"relu"}`,
		`{"activation":"linear"}`,
	},
	"xor": {
		"#dataset=xor&learningRate=0.01&epochs=30",
		`{"activation":"relu","epochs":60}`,
		`{"layers":[],"epochs":60}`,
	},
	"gauss": {
		"#dataset=gauss&learningRate=0.01&epochs=30",
		`{"layers":[],"optimizer":"sgd","learningRate":0.03,"epochs":10}`,
		`{"layers":[8,8,8,8,8,8],"activation":"sigmoid","optimizer":"sgd","learningRate":0.003,"epochs":50}`,
	},
	"spiral": {
		"#dataset=spiral&learningRate=0.01&batchSize=10&epochs=100",
		`{"inputs":["x1","x2","sinx1","sinx2"],"layers":[8,8],"epochs":100}`,
		`{"layers":[2],"epochs":100}`,
	},
	"moons": {
		"#dataset=moons&learningRate=0.01&epochs=30",
		`{"optimizer":"momentum","learningRate":0.03}`,
		`{"optimizer":"sgd","learningRate":0.00001}`,
	},
	"spiral3": {
		"#dataset=spiral3&learningRate=0.01&epochs=60",
		`{"layers":[16,16],"epochs":150}`,
		`{"layers":[1,16,16],"epochs":150}`,
	},
	"reg-plane": {
		"#dataset=reg-plane&learningRate=0.01&epochs=30",
		`{"layers":[],"optimizer":"sgd","epochs":10}`,
		`{"inputs":["x1x1","x2x2"],"activation":"relu","epochs":30}`,
	},
	"reg-gauss": {
		"#dataset=reg-gauss&inputs=x1.x2.sinx1.sinx2&activation=tanh&learningRate=0.01&batchSize=10&epochs=100",
		`{"inputs":["x1","x2","sinx1","sinx2"],"layers":[16,16],"learningRate":0.005,"epochs":100}`,
		`{"inputs":["x1","x2","sinx1","sinx2"],"layers":[16,16],"learningRate":0.005,"epochs":100,"regularization":"l2","regularizationRate":0.03}`,
	},
	"digits14": {
		"#dataset=digits14&trainShare=80&layers=32&init=he&learningRate=0.003&epochs=10",
		`{"trainShare":80,"layers":[32],"activation":"relu","init":"he","learningRate":0.003,"batchSize":32,"epochs":10}`,
		`{"trainShare":80,"layers":[2],"activation":"relu","init":"he","learningRate":0.003,"batchSize":32,"epochs":10}`,
	},
	"digits28": {
		"#dataset=digits28&trainShare=80&layers=32&init=he&learningRate=0.002&epochs=6",
		`{"trainShare":80,"layers":[32],"activation":"relu","init":"he","learningRate":0.002,"batchSize":32,"epochs":6}`,
		`{"trainShare":80,"layers":[32],"activation":"relu","init":"he","regularization":"l1","regularizationRate":0.1,"learningRate":0.002,"batchSize":32,"epochs":6}`,
	},
	"own": {
		"",
		`{"trainShare":80,"layers":[16],"activation":"relu","init":"he","learningRate":0.01,"batchSize":16,"epochs":40}`,
		`{"trainShare":80,"layers":[],"learningRate":0.00001,"batchSize":32,"epochs":40}`,
	},
	"drawn": {
		"",
		`{"trainShare":70,"layers":[8,8],"epochs":100}`,
		`{"trainShare":70,"layers":[],"epochs":100}`,
	},
}

// Start returns the address of a new experiment with a data set, with settings that
// learn it, and whether there is one. It has no steps, so opening it trains.
func Start(dataset string) (address string, ok bool) {
	address = suggestions[dataset].start
	return address, address != ""
}

// A presetName is the data set of a preset, and whether it is the good one.
type presetName struct {
	dataset string
	good    bool
}

// decoded has the presets that were asked for, by their names: the page asks with
// every snapshot.
var decoded sync.Map

// PresetFor returns the good or the bad preset of a data set. It is not to be changed.
func PresetFor(dataset string, good bool) *Preset {
	name := presetName{dataset, good}
	if p, ok := decoded.Load(name); ok {
		return p.(*Preset)
	}
	text := suggestions[dataset].bad
	if good {
		text = suggestions[dataset].good
	}
	p := &Preset{Set: Set{}}
	decode([]byte(plainPreset), &p.Set)
	decode([]byte(text), &p.Set)
	decode(p.Set["epochs"], &p.Epochs)
	standard := Default()
	var err error
	if p.applied, _, err = p.Set.Apply(&standard); err != nil {
		panic("recipe: a preset cannot be set: " + err.Error())
	}
	decoded.Store(name, p)
	return p
}

// Holds reports whether a recipe has all settings of the preset.
func (p *Preset) Holds(r *Recipe) bool {
	return same(r, &p.applied, func(f Field) bool { return p.Set[f.Name] != nil })
}

func decode(text []byte, into any) {
	if err := json.Unmarshal(text, into); err != nil {
		panic("recipe: a preset is not JSON: " + err.Error())
	}
}
