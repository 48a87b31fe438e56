package recipe

import "testing"

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
