// Package networks shows a network that another program has trained before an
// experiment begins with it: its layers, and the questions that its file leaves
// open, with the result of each answer on the person's data.
package networks

// A Preview is what the worker says of a network under certain answers. Its JSON
// is that of package samples in the engine.
type Preview struct {
	Name      string     `json:"name"`
	Choices   string     `json:"choices"` // the answers, which go back to the worker as they are
	Layers    []Layer    `json:"layers"`
	Weights   int        `json:"weights"`
	Zeros     int        `json:"zeros"`
	Rows      int        `json:"rows"`
	Classes   int        `json:"classes"`
	Result    Result     `json:"result"`
	Questions []Question `json:"questions"`
	Columns   []Pair     `json:"columns"` // none: the file says nothing about its columns
	LeftOut   []string   `json:"leftOut"` // features that the network does not know
	Problem   *Problem   `json:"problem"`
}

// A Pair is a column of the network's file and the table's column that it takes.
type Pair struct {
	File  string `json:"file"` // "": without a name
	Table string `json:"table"`
}

// A Layer is a dense layer of the network.
type Layer struct {
	In         int    `json:"in"`
	Out        int    `json:"out"`
	Activation string `json:"activation"`
}

// A Question is about something that the file does not say.
type Question struct {
	What    string   `json:"what"`
	Layer   int      `json:"layer"`
	Value   string   `json:"value"`
	Options []Answer `json:"options"` // none: the answer is typed
}

// An Answer is a possible one, and its result on the data.
type Answer struct {
	Value  string  `json:"value"`
	Result *Result `json:"result"`
}

// A Result is measured on training samples.
type Result struct {
	Loss     float64 `json:"loss"`
	Accuracy float64 `json:"accuracy"`
}

// A Problem says why no experiment can begin.
type Problem struct {
	Code string            `json:"code"`
	Args map[string]string `json:"args"`
}
