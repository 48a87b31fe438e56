package samples

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/recipe"
	"bonsai/engine/trained"
)

// priceNetwork is the file of a network that computes the price of package-mate
// prices exactly, from a table's own units: 1000·size + 50,000·rooms.
func priceNetwork() File {
	n := &exchange.Network{Layers: []exchange.Layer{
		{In: 2, Out: 1, W: []float32{1000, 50000}, B: []float32{0}, Activation: "linear"},
	}}
	return File{"net.npz", exchange.NPZ(n)}
}

// twoLayers is the same with a hidden layer that only passes its inputs on. A
// file of arrays does not say which activation function it has. Prices and
// their parts are positive, so ReLU computes them as "linear" does.
func twoLayers() File {
	n := &exchange.Network{Layers: []exchange.Layer{
		{In: 2, Out: 2, W: []float32{1, 0, 0, 1}, B: []float32{0, 0}, Activation: "linear"},
		{In: 2, Out: 1, W: []float32{1000, 50000}, B: []float32{0}, Activation: "linear"},
	}}
	return File{"net.npz", exchange.NPZ(n)}
}

func readAll(t *testing.T, list ...File) *Files {
	t.Helper()
	files, err := Read(list)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func preview(t *testing.T, files *Files, answers string, c Change) *NetworkPreview {
	t.Helper()
	p, err := files.PreviewNetwork("", answers, c)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A network that cannot be read is refused before a person is asked how the table beside
// it is read.
func TestANetworkThatCannotBeReadIsSaidAtOnce(t *testing.T) {
	table := File{"iris.csv", []byte("a,b\n1,x\n2,y\n3,x\n4,y\n")}
	_, err := Read([]File{table, {"net.h5", []byte("\x89HDF\r\n\x1a\n")}})
	var p *recipe.Problem
	if !errors.As(err, &p) || p.Code != "file.hdf5" || p.Args["file"] != "net.h5" {
		t.Errorf("got %v", err)
	}
}

// question returns the question about something, and whether it is asked.
func question(p *NetworkPreview, what string) (q Question, asked bool) {
	i := slices.IndexFunc(p.Questions, func(q Question) bool { return q.What == what })
	if i < 0 {
		return q, false
	}
	return p.Questions[i], true
}

// The network is exact in the table's own units, so these are suggested, and every
// other answer is worse.
func TestTheScalingThatFitsIsSuggested(t *testing.T) {
	p := preview(t, readAll(t, prices(100), priceNetwork()), "", Change{})
	if p.Name != "net.npz" || p.Weights != 2 || p.Zeros != 0 || p.Rows != 70 || p.Classes != 0 || p.Problem != nil {
		t.Fatalf("%+v", p)
	}
	if p.Result.Accuracy < 0.9999 {
		t.Errorf("R² is %v, and the network is exact", p.Result.Accuracy)
	}
	for _, what := range []string{"scaling", "target"} {
		q, _ := question(p, what)
		if q.Value != string(trained.Raw) {
			t.Errorf("%s: %q is suggested", what, q.Value)
		}
		for _, o := range q.Options {
			if o.Result == nil || (o.Result.Accuracy > 0.9999) != (o.Value == string(trained.Raw) || o.Value == string(trained.Given)) {
				t.Errorf("%s: %s leads to %+v", what, o.Value, o.Result) // given begins with mean 0 and deviation 1: raw
			}
		}
	}
	for _, what := range []string{"activation", "order", "zeros", "loss", "means"} {
		if _, asked := question(p, what); asked {
			t.Errorf("%s is asked", what)
		}
	}
}

// With the means and deviations that undo a change of units, the network is exact
// again: of a size in square decimetres, 100 times as large, after /100.
func TestMeansAndDeviationsCanBeGiven(t *testing.T) {
	f := prices(100)
	lines := strings.Split(strings.TrimSpace(string(f.Bytes)), "\n")
	for i, line := range lines[1:] {
		size, rest, _ := strings.Cut(line, ",")
		lines[i+1] = size + "00," + rest
	}
	f.Bytes = []byte(strings.Join(lines, "\n"))
	files := readAll(t, f, priceNetwork())
	p := preview(t, files, "", Change{})
	p = preview(t, files, p.Choices, Change{What: "scaling", Value: string(trained.Given)})
	p = preview(t, files, p.Choices, Change{What: "target", Value: string(trained.Raw)})
	p = preview(t, files, p.Choices, Change{What: "means", Value: "0, 0"})
	p = preview(t, files, p.Choices, Change{What: "deviations", Value: " 100 1"})
	if q, _ := question(p, "deviations"); q.Value != "100 1" || p.Result.Accuracy < 0.9999 {
		t.Errorf("deviations %q lead to R² = %v", q.Value, p.Result.Accuracy)
	}
}

func TestTheActivationThatFitsIsSuggested(t *testing.T) {
	files := readAll(t, prices(100), twoLayers())
	p := preview(t, files, "", Change{})
	q, asked := question(p, "activation")
	if !asked || q.Value != "relu" || p.Result.Accuracy < 0.9999 { // the first of the two that fit
		t.Errorf("%+v leads to R² = %v", q, p.Result.Accuracy)
	}
	for _, o := range q.Options {
		if exact := o.Result.Accuracy > 0.9999; exact != (o.Value == "relu" || o.Value == "linear") {
			t.Errorf("%s leads to %+v", o.Value, o.Result)
		}
	}
	p = preview(t, files, p.Choices, Change{What: "activation", Value: "tanh"})
	if p.Layers[0].Activation != "tanh" || p.Result.Accuracy > 0.5 {
		t.Errorf("with tanh: %+v, R² = %v", p.Layers, p.Result.Accuracy)
	}
	// The hidden layer has two weights of 0, which can count as pruned or not.
	if q, asked := question(p, "zeros"); !asked || q.Value != "true" || p.Zeros != 2 {
		t.Errorf("%d zeros: %+v", p.Zeros, q)
	}
}

// Whether tanh or nothing is in between, the sign of 5·tanh(x) − 0.1 tells the classes
// apart, and without tanh the network is surer: the loss is less. It was trained with tanh
// all the same.
func TestNoActivationIsSuggestedOnlyIfItIsMuchBetter(t *testing.T) {
	table := "x,kind\n"
	for i := range 100 {
		x := float64(i-50)/20 + 0.025
		table += fmt.Sprintf("%v,%s\n", x, map[bool]string{false: "a", true: "b"}[x > 0])
	}
	n := &exchange.Network{Layers: []exchange.Layer{
		{In: 1, Out: 1, W: []float32{1}, B: []float32{0}},
		{In: 1, Out: 1, W: []float32{5}, B: []float32{-0.1}},
	}}
	p := preview(t, readAll(t, File{"kinds.csv", []byte(table)}, File{"net.npz", exchange.NPZ(n)}), "", Change{})
	q, _ := question(p, "activation")
	if q.Value != "tanh" || q.Options[3].Value != "linear" || q.Options[3].Result.Loss >= p.Result.Loss {
		t.Errorf("%+v is suggested, with %+v", q, p.Result)
	}
}

// begun returns the recipe with which an experiment on files begins as they suggest, and
// its samples.
func begun(t *testing.T, files *Files) (r recipe.Recipe, s *Samples) {
	t.Helper()
	set, err := files.Begin("", "")
	if err != nil {
		t.Fatal(err)
	}
	standard := recipe.Default()
	if r, _, err = set.Apply(&standard); err != nil {
		t.Fatal(err)
	}
	if s, err = New(&r, files); err != nil {
		t.Fatal(err)
	}
	return r, s
}

func TestAnExperimentBeginsWithTheNetwork(t *testing.T) {
	files := readAll(t, prices(100), twoLayers())
	r, s := begun(t, files)
	net := s.Network(&r)
	if !slices.Equal(net.Layers[0].W, []float32{1, 0, 0, 1}) || !slices.Equal(net.Layers[0].Mask, []uint8{1, 0, 0, 1}) {
		t.Errorf("weights %v, mask %v", net.Layers[0].W, net.Layers[0].Mask)
	}
	if !slices.Equal(r.Layers, []int{2}) || !slices.Equal(r.Activation, []string{"relu"}) || !s.Brings(&r) {
		t.Errorf("layers %v, activation %v", r.Layers, r.Activation)
	}
	p, err := files.Preview("", Change{})
	if err != nil || p.Digest != r.Own || p.Network != r.Network {
		t.Errorf("the preview has the digests %+v (%v), the recipe %s and %s", p, err, r.Own, r.Network)
	}
	if again := files.Began(); string(again["network"]) != strconv.Quote(r.Network) {
		t.Errorf("it began with %s, not %q", again["network"], r.Network)
	}
	// Another recipe of the same data, without the network, has one of its own.
	r.Layers = []int{3}
	if s.Brings(&r) {
		t.Error("a network of another shape is said to be the file's")
	}
}

// Without data there is nothing to measure on, and it has to be asked what the
// output means.
func TestANetworkCanBeOpenedAlone(t *testing.T) {
	files := readAll(t, priceNetwork())
	if a := files.Alone(); a.Digest != "" || a.Network == "" {
		t.Errorf("the digest of the data is %q, that of the network %q", a.Digest, a.Network)
	}
	p := preview(t, files, "", Change{})
	q, asked := question(p, "loss")
	if !asked || len(q.Options) != 2 || q.Options[0].Result != nil || p.Rows != 0 {
		t.Fatalf("%+v", p)
	}
	other := q.Options[0].Value
	if other == q.Value {
		other = q.Options[1].Value
	}
	p = preview(t, files, p.Choices, Change{What: "loss", Value: other})
	if q, _ := question(p, "loss"); q.Value != other {
		t.Errorf("the loss is %s", q.Value)
	}
	set, err := files.Begin("", p.Choices)
	if err != nil {
		t.Fatal(err)
	}
	standard := recipe.Default()
	r, _, err := set.Apply(&standard)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(&r, files)
	if err != nil || !s.Empty || s.Enough() == nil || len(s.Inputs) != 2 {
		t.Errorf("%+v: %v", s, err)
	}
	r.Network = strings.Repeat("0", recipe.DigestLength)
	if _, err := New(&r, files); problem(err) != "networkMissing" {
		t.Errorf("another network: %v", err)
	}
}

// problem returns the code of what a person is told.
func problem(err error) string {
	var p *recipe.Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

func TestAnswersToNoQuestionAreRefused(t *testing.T) {
	files := readAll(t, prices(100), twoLayers())
	answers := preview(t, files, "", Change{}).Choices
	for _, c := range []Change{
		{What: "colour", Value: "red"}, {What: "activation", Value: "relu", Column: 1}, {What: "activation", Value: "relu", Column: -1},
		{What: "order", Value: "3"}, {What: "scaling", Value: "logarithm"}, {What: "target", Value: string(trained.Unit)},
		{What: "loss", Value: "9"},
	} {
		if _, err := files.PreviewNetwork("", answers, c); problem(err) != "choice" {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if _, err := files.PreviewNetwork("", answers, Change{What: "means", Value: "1 two"}); err == nil {
		t.Error("a mean of two letters was accepted")
	}
	if _, err := files.PreviewNetwork("", "nonsense", Change{}); err == nil {
		t.Error("answers that cannot be read were accepted")
	}
	other := preview(t, readAll(t, prices(100), priceNetwork()), "", Change{}).Choices
	if _, err := files.PreviewNetwork("", other, Change{}); problem(err) != "link" {
		t.Errorf("the answers about a network of another shape: %v", err)
	}
}

// A network for three columns does not fit a table of two: the preview says so.
func TestANetworkOfAnotherShapeIsAProblem(t *testing.T) {
	n := &exchange.Network{Layers: []exchange.Layer{
		{In: 3, Out: 1, W: []float32{1, 2, 3}, B: []float32{0}, Activation: "linear"},
	}}
	p := preview(t, readAll(t, prices(100), File{"net.npz", exchange.NPZ(n)}), "", Change{})
	if p.Problem == nil || math.IsNaN(p.Result.Loss) {
		t.Errorf("%+v", p)
	}
}

// renamed is the network of priceNetwork for the columns rooms and size, in this order,
// as a file from Bonsai has them.
func renamed(first, second string) File {
	n := &exchange.Network{
		Layers:  []exchange.Layer{{In: 2, Out: 1, W: []float32{50000, 1000}, B: []float32{0}, Activation: "linear"}},
		Output:  exchange.Linear,
		Columns: []exchange.Column{{Name: first, Deviation: 1}, {Name: second, Deviation: 1}},
		Target:  &exchange.Scale{Deviation: 1},
	}
	return File{"net.safetensors", exchange.Safetensors(n)}
}

// The columns of a file that names them are those of the same names in the table,
// wherever they stand, and further columns are left out. Without the names they are
// taken in the order of the table.
func TestColumnsAreFoundByTheirNames(t *testing.T) {
	table := prices(100)
	extra := File{"prices.csv", []byte(strings.ReplaceAll("floor,"+strings.ReplaceAll(string(table.Bytes), "\n", "\n7,"), "\n7,\n", "\n"))}
	extra.Bytes = []byte(strings.TrimSuffix(string(extra.Bytes), "7,"))
	for i := range extra.Bytes { // floors differ, or the column would be left out as constant
		if extra.Bytes[i] == '7' && i > 0 && extra.Bytes[i-1] == '\n' {
			extra.Bytes[i] = '1' + byte(i%7)
		}
	}
	for _, c := range []struct {
		table, network File
		scaling        trained.Scaling
		exact          bool
		pairs          string
		leftOut        int
	}{
		{table, renamed("rooms", "Size "), trained.ByName, true, "[{Size  size} {rooms rooms}]", 0},
		{extra, renamed("rooms", "size"), trained.ByName, true, "[{size size} {rooms rooms}]", 1},
		{table, renamed("rooms", "area"), trained.ByFile, false, "[{rooms size} {area rooms}]", 0},
	} {
		files := readAll(t, c.table, c.network)
		p := preview(t, files, "", Change{})
		b, err := parseBrought(p.Choices)
		if err != nil || b.Scaling != c.scaling || p.Problem != nil || (p.Result.Accuracy > 0.9999) != c.exact {
			t.Errorf("%s: scaling %s (%v), %+v", p.Choices, b.Scaling, err, p)
		}
		if got := fmt.Sprint(p.Columns); got != c.pairs || len(p.LeftOut) != c.leftOut {
			t.Errorf("the columns are %s, want %s; %v are left out", got, c.pairs, p.LeftOut)
		}
		r, s := begun(t, files)
		if len(s.Inputs) != 2 {
			t.Fatalf("the inputs are %q", s.Inputs)
		}
		if got := s.Network(&r).Layers[0].W; c.exact && !slices.Equal(got, []float32{1000, 50000}) {
			t.Errorf("the weights in the order of the table are %v", got)
		}
		if fold, err := s.Fold(5, 1); err != nil || !slices.Equal(fold.Network(&r).Layers[0].W, s.Network(&r).Layers[0].W) {
			t.Errorf("a fold has another network: %v", err)
		}
	}
	p := preview(t, readAll(t, extra, renamed("rooms", "area")), "", Change{})
	if p.Problem == nil || p.Problem.Code != "networkNames" || p.Problem.Args["names"] != "area" {
		t.Errorf("three features for two columns, one of them unknown: %+v", p.Problem)
	}
}
