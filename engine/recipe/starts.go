package recipe

// starts has, by data set, the fields of a new experiment that differ from Default, as
// an address has them: a network that learns the data within seconds and has
// connections to spare. A test of package lab measures what they reach. A data set
// that depends on the person (drawn, own) begins with its good preset.
var starts = map[string]string{
	"tabular20": "",
	"circle":    "learningRate=0.01&epochs=30",
	"xor":       "learningRate=0.01&epochs=30",
	"gauss":     "learningRate=0.01&epochs=30",
	"spiral":    "learningRate=0.01&batchSize=10&epochs=100",
	"moons":     "learningRate=0.01&epochs=30",
	"spiral3":   "learningRate=0.01&epochs=60",
	"reg-plane": "learningRate=0.01&epochs=30",
	"reg-gauss": "inputs=x1.x2.sinx1.sinx2&activation=tanh&learningRate=0.01&batchSize=10&epochs=100",
	"digits14":  "trainShare=80&layers=32&init=he&learningRate=0.003&epochs=10",
	"digits28":  "trainShare=80&layers=32&init=he&learningRate=0.002&epochs=6",
}

// Start returns the address of a new experiment with a data set, with settings that
// learn it, and whether there is one. It has no steps, so opening it trains.
func Start(dataset string) (address string, ok bool) {
	fields, ok := starts[dataset]
	switch {
	case !ok:
		return "", false
	case fields == "":
		return "#dataset=" + dataset, true
	}
	return "#dataset=" + dataset + "&" + fields, true
}
