package snapshot

// Forgotten compares what a network answers before and after pruning, on test
// samples with classes.
type Forgotten struct {
	Tests int `json:"tests"` // how many test samples were compared: the first ones
	Of    int `json:"of"`    // how many test samples there are

	// Before and After are confusion matrices, [true class][answered class].
	Before [][]int `json:"before"`
	After  [][]int `json:"after"`

	// Changed are the test samples whose answer changed, by their numbers from 0:
	// first those that became wrong, then those that are wrong in another way, then
	// those that became right.
	Changed []int `json:"changed"`
	Lost    int   `json:"lost"`   // how many of them became wrong
	Gained  int   `json:"gained"` // how many of them became right
}

// A Question asks what the network answers for one input: for a test sample, or for
// an image that a person has drawn.
type Question struct {
	Sample int       `json:"sample"`          // the number of a test sample, from 0
	Drawn  []float64 `json:"drawn,omitempty"` // pixels, row by row, 0 to 1; nil: the test sample
	Noise  int       `json:"noise"`           // per cent by which each pixel of an image changes at most
	Seed   uint32    `json:"seed"`            // of the noise
}

// An Answer is what the network answers, and why.
type Answer struct {
	Class  int       `json:"class"`  // the true one; −1 if nobody knows
	Unlike bool      `json:"unlike"` // what a person has drawn does not look like the data
	Input  []float32 `json:"input"`  // what the network was given
	Cells  []Cell    `json:"cells"`  // the row of a person's table; nil for other data
	Before []float64 `json:"before"` // the probability of each class before pruning
	After  []float64 `json:"after"`  // and with the present network
	Paths  []Path    `json:"paths"`  // the connections that carry the answer, those at the output first
}

// A Cell is a value in a row of a table, as the file has it.
type Cell struct {
	Name string `json:"name"` // of its column
	Text string `json:"text"`
}

// A Path is a kept connection that contributes to an answer: from unit In of layer
// Layer to unit Out of the next one.
type Path struct {
	Layer int `json:"layer"`
	Out   int `json:"out"`
	In    int `json:"in"`
}
