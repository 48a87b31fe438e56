package recipe

import "testing"

// The page asks for the presets with every snapshot.
func TestPresetsAreDecodedOnce(t *testing.T) {
	for dataset := range suggestions {
		for _, good := range []bool{true, false} {
			p := PresetFor(dataset, good)
			if p != PresetFor(dataset, good) {
				t.Errorf("the preset %v of %s is decoded again", good, dataset)
			}
			set, _, err := p.Set.Apply(&Recipe{Dataset: dataset})
			if err != nil || !p.Holds(&set) || p.Epochs != set.Epochs {
				t.Errorf("the preset %v of %s does not hold for its own settings (%v)", good, dataset, err)
			}
			if set.LearningRate *= 2; p.Holds(&set) {
				t.Errorf("the preset %v of %s holds at another learning rate", good, dataset)
			}
		}
	}
}

func TestEachStartIsAnAddress(t *testing.T) {
	for _, dataset := range Datasets() {
		address, ok := Start(dataset)
		if ok != (dataset != "drawn" && dataset != OwnDataset) {
			t.Errorf("%s has a start: %v", dataset, ok)
		}
		if !ok {
			continue
		}
		x, err := ParseAddress(address)
		if err != nil || x.Recipe.Dataset != dataset {
			t.Errorf("%s opens %q: %v", address, x.Recipe.Dataset, err)
		}
		if _, trains := x.Operations[0].(Train); !trains || len(x.Operations) != 1 {
			t.Errorf("%s does not train at once", address)
		}
	}
}
