package lab

import (
	"math"
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
)

// trace returns the share of a confusion matrix on its diagonal.
func trace(m [][]int) float64 {
	right, all := 0, 0
	for i, row := range m {
		right += row[i]
		for _, n := range row {
			all += n
		}
	}
	return float64(right) / float64(all)
}

// at returns the lab of an address.
func at(t *testing.T, address string) *Lab {
	t.Helper()
	l := reference(t)
	if err := open(l, address); err != nil {
		t.Fatal(err)
	}
	if err := l.Finish(); err != nil {
		t.Fatal(err)
	}
	return l
}

// checkForgotten checks that the confusion matrices say the same as the accuracies
// shown.
func checkForgotten(t *testing.T, l *Lab, when string) snapshot.Forgotten {
	t.Helper()
	f, err := l.Forgotten()
	if err != nil {
		t.Fatal(err)
	}
	s := l.Snapshot()
	if before, after := trace(f.Before), trace(f.After); before != s.Dense.Accuracy || after != s.Test.Accuracy {
		t.Errorf("%s: the matrices say %v and %v, the accuracies are %v and %v", when, before, after, s.Dense.Accuracy, s.Test.Accuracy)
	}
	return f
}

func TestConfusionMatricesAgreeWithTheAccuracy(t *testing.T) {
	for _, address := range []string{
		"#epochs=3", "#dataset=spiral3&layers=8&steps=t5e", "#dataset=digits14&layers=12&trainShare=80&steps=t2e",
	} {
		l := at(t, address)
		f := checkForgotten(t, l, address)
		if len(f.Changed) != 0 || f.Tests != l.samples.Test.N {
			t.Errorf("%s: %d of %d samples changed before anything was pruned", address, len(f.Changed), f.Tests)
		}
		do(t, l, epsilon(0.1))
		do(t, l, recipe.Undo{})
		rule := level("magnitude", "global", 0.8)
		if err := l.Do(preview(rule)); err != nil {
			t.Fatal(err)
		}
		checkForgotten(t, l, address+", while ε is dragged")
		do(t, l, rule)
		f = checkForgotten(t, l, address+", pruned")
		if len(f.Changed) == 0 || f.Lost+f.Gained > len(f.Changed) {
			t.Errorf("%s: %d samples changed, %d became wrong and %d right", address, len(f.Changed), f.Lost, f.Gained)
		}
		do(t, l, epochs(2))
		checkForgotten(t, l, address+", fine-tuned")
		do(t, l, recipe.Undo{})
		do(t, l, recipe.Undo{})
		if f := checkForgotten(t, l, address+", undone"); len(f.Changed) != 0 {
			t.Errorf("%s: %d samples are changed after undo", address, len(f.Changed))
		}
	}
}

func TestAnswersForATestSampleAndADrawing(t *testing.T) {
	l := at(t, "#dataset=digits14&layers=12&trainShare=80&steps=t2e,p:magnitude:global:s0.9")
	f, err := l.Forgotten()
	if err != nil {
		t.Fatal(err)
	}
	a, err := l.Answer(snapshot.Question{Sample: f.Changed[0]})
	if err != nil {
		t.Fatal(err)
	}
	if a.Class != int(l.samples.Test.Y[f.Changed[0]]) || len(a.Input) != 196 || len(a.Paths) == 0 || a.Cells != nil {
		t.Errorf("the answer is %+v", a)
	}
	if largest(a.Before) != a.Class || largest(a.After) == a.Class {
		t.Errorf("the first sample that pruning got wrong is a %d: before %v, after %v", a.Class, a.Before, a.After)
	}
	drawn := make([]float64, 196)
	for row := 3; row < 11; row++ {
		drawn[14*row+7] = 1
	}
	a, err = l.Answer(snapshot.Question{Drawn: drawn, Noise: 10, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, p := range a.After {
		sum += p
	}
	if a.Class != -1 || len(a.After) != 10 || math.Abs(sum-1) > 1e-5 || slices.Max(a.Input) > 1 {
		t.Errorf("a drawing: class %d, probabilities %v with the sum %v", a.Class, a.After, sum)
	}
	dash := make([]float64, 196)
	for column := 2; column < 12; column++ {
		dash[14*7+column] = 1
	}
	if strange, err := l.Answer(snapshot.Question{Drawn: dash}); err != nil || !strange.Unlike || a.Unlike {
		t.Errorf("a dash is unlike the data: %v, and a one: %v; want true and false (%v)", strange.Unlike, a.Unlike, err)
	}
	for name, q := range map[string]snapshot.Question{"too far": {Sample: 800}, "negative": {Sample: -1}, "few pixels": {Drawn: drawn[1:]}, "noise": {Noise: 101}} {
		if _, err := l.Answer(q); err == nil {
			t.Errorf("%s: there is no error", name)
		}
	}
}

func largest(list []float64) int { return slices.Index(list, slices.Max(list)) }

func TestRegressionHasNoClassesToCompare(t *testing.T) {
	l := at(t, "#dataset=reg-plane&steps=")
	if _, err := l.Forgotten(); err == nil {
		t.Error("there is no error")
	}
}

// The row of a table is shown as the file has it, not as the network takes it.
func TestAnswersShowTheRowOfATable(t *testing.T) {
	l := reference(t)
	openFiles(t, l, []samples.File{{Name: "trees.csv", Bytes: []byte("width,height,kind\n1,5,oak\n2,6,oak\n8,1,fir\n9,2,fir\n1,6,oak\n9,1,fir\n2,5,oak\n8,2,fir\n")}})
	a, err := l.Answer(snapshot.Question{Sample: 0})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Cells) != 2 || a.Cells[0].Name != "width" || len(a.Cells[0].Text) != 1 || a.Cells[1].Name != "height" {
		t.Errorf("the row is %v", a.Cells)
	}
}
