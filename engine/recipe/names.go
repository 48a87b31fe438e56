package recipe

import "slices"

// The names of everything that can be chosen, in the order of the page. The
// engine's packages carry them out; a test of package lab compares the lists.

// OwnDataset is the name of the data set made of a person's own files.
const OwnDataset = "own"

// DrawnDataset is the name of the data set that is drawn by hand.
const DrawnDataset = "drawn"

// FewestDrawn is how many points of each class a drawn data set needs, so that with
// any share there are some to train on and some to test on.
const FewestDrawn = 5

var (
	datasets = []string{"tabular20", "circle", "xor", "gauss", "spiral", "moons", "spiral3", "reg-plane",
		"reg-gauss", "digits14", "digits28", DrawnDataset, OwnDataset}
	planeInputs     = []string{"x1", "x2", "x1x1", "x2x2", "x1x2", "sinx1", "sinx2"}
	activations     = []string{"relu", "tanh", "sigmoid", "linear"}
	inits           = []string{"glorot", "he"}
	optimizers      = []string{"sgd", "momentum", "adam"}
	regularizations = []string{"none", "l1", "l2"}
	schemes         = []string{Codebook, "int8", "int8-row", "ternary", "binary"}
)

// Codebook is the quantisation scheme in which each layer's weights share a
// few values found by k-means.
const Codebook = "codebook"

// NoScheme turns quantisation off.
const NoScheme = "off"

// Datasets returns the names of the data sets.
func Datasets() []string { return slices.Clone(datasets) }

// PlaneInputs returns the features that data sets in the plane can feed to the
// network.
func PlaneInputs() []string { return slices.Clone(planeInputs) }

// Activations returns the names of the activation functions.
func Activations() []string { return slices.Clone(activations) }

// Inits returns the names of the initialisations.
func Inits() []string { return slices.Clone(inits) }

// Optimizers returns the names of the optimisers.
func Optimizers() []string { return slices.Clone(optimizers) }

// Schemes returns the names of the quantisation schemes.
func Schemes() []string { return slices.Clone(schemes) }

// controls are the parts of the page that an address can hide, recipe fields
// first.
var controls = []string{
	"dataset", "noise", "trainShare", "inputs", "layers", "activation", "init", "optimizer",
	"learningRate", "batchSize", "regularization", "regularizationRate", "epochs", "seed",
	"showTest", "discretize",
	"criterion", "scope", "by", "epsilon", "finetune", "play", "step", "epoch", "reset", "undo",
	"rule", "compensate", "gradual", "lottery", "quantize", "distil", "choose", "views",
	"files", "presets", "link", "language", "theme", "charts", "bytes", "histogram", "boundary", "outcome", "samples", "picture",
}

// Controls returns the parts of the page that an address can hide.
func Controls() []string { return slices.Clone(controls) }
