package data

import (
	"slices"
	"strings"
	"testing"
)

// The three parts of ten rows are 0–3, 4–6 and 7–9.
func TestFoldsOfTenRowsByThree(t *testing.T) {
	for i, want := range []struct{ train, validation []float32 }{
		{[]float32{4, 5, 6, 7, 8, 9}, []float32{0, 1, 2, 3}},
		{[]float32{7, 8, 9, 0, 1, 2, 3}, []float32{4, 5, 6}},
		{[]float32{0, 1, 2, 3, 4, 5, 6}, []float32{7, 8, 9}},
	} {
		f := Folds(numbered(10), 3)[i]
		if !slices.Equal(f.Train.Y, want.train) || !slices.Equal(f.Validation.Y, want.validation) {
			t.Errorf("fold %d: %v and %v, want %v and %v", i, f.Train.Y, f.Validation.Y, want.train, want.validation)
		}
	}
}

func TestFoldsDivideEverySetEvenly(t *testing.T) {
	for n := range 45 {
		for k := 2; k <= 20; k++ {
			s := numbered(n)
			validated := []float32{}
			smallest, largest := n, 0
			for _, f := range Folds(s, k) {
				validated = append(validated, f.Validation.Y...)
				smallest, largest = min(smallest, f.Validation.N), max(largest, f.Validation.N)
				for _, part := range []Set{f.Train, f.Validation} {
					if len(part.Y) != part.N || len(part.X) != 2*part.N || part.F != 2 || part.Classes != 2 {
						t.Fatalf("%d rows by %d: the lengths of a part do not match its N and F", n, k)
					}
					for i, label := range part.Y {
						if part.X[2*i] != label || part.X[2*i+1] != -label {
							t.Fatalf("%d rows by %d: features and labels are of different rows", n, k)
						}
					}
				}
				whole := slices.Concat(f.Train.Y, f.Validation.Y)
				slices.Sort(whole)
				if !slices.Equal(whole, s.Y) {
					t.Fatalf("%d rows by %d: a fold has %v", n, k, whole)
				}
			}
			if !slices.Equal(validated, s.Y) || largest-smallest > 1 {
				t.Fatalf("%d rows by %d: %v are validated on, in parts of %d to %d", n, k, validated, smallest, largest)
			}
		}
	}
}

func TestAppendingToAFoldLeavesTheOthersAlone(t *testing.T) {
	folds := Folds(numbered(6), 3)
	_ = append(folds[0].Validation.Y, 99)
	_ = append(folds[1].Train.X, 99, 99)
	if folds[0].Train.Y[0] != 2 || folds[1].Validation.X[0] != 2 {
		t.Error("another part was overwritten")
	}
}

func TestFoldsOutOfRangePanic(t *testing.T) {
	for _, k := range []int{-1, 0, 1, 21} {
		func() {
			defer func() {
				if said, _ := recover().(string); !strings.HasPrefix(said, "data: ") || !strings.Contains(said, "2 to 20") {
					t.Errorf("%d folds: the panic says %q", k, said)
				}
			}()
			Folds(numbered(50), k)
		}()
	}
}

// TestFoldsOfAShuffledSetHaveAllClasses: files of images are often sorted by
// class; unshuffled, a fold would validate on classes it never saw.
func TestFoldsOfAShuffledSetHaveAllClasses(t *testing.T) {
	const classes, each = 10, 40
	sorted := Set{N: classes * each, F: 1, Classes: classes}
	for i := range sorted.N {
		sorted.X, sorted.Y = append(sorted.X, float32(i)), append(sorted.Y, float32(i/each))
	}
	for i, fold := range Folds(sorted.Shuffled(1), 5) {
		var counts [classes]int
		for _, label := range fold.Validation.Y {
			counts[int(label)]++
		}
		if slices.Min(counts[:]) == 0 {
			t.Errorf("fold %d validates on the classes %v", i, counts)
		}
	}
}
