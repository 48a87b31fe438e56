package lesson

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/lab"
	"bonsai/engine/prune"
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
	"bonsai/engine/study"
)

// seeds is how many seeds a claim is measured with: 1 to 5.
const seeds = 5

// A laboratory carries out experiments. Those that begin alike share one lab, which
// carries out only what is not done yet.
type laboratory struct {
	lock    sync.Mutex
	benches map[string]*bench // by the recipe in the address
}

// A bench is where the experiments with one recipe are carried out.
type bench struct {
	lock sync.Mutex
	lab  *lab.Lab
	seen map[string]*snapshot.Snapshot // by address
}

// on calls do with the bench of an address, which nobody else uses meanwhile.
func (b *laboratory) on(address string, do func(*bench) error) error {
	start, _, _ := strings.Cut(address, "steps=")
	b.lock.Lock()
	at := b.benches[start]
	if at == nil {
		at = &bench{seen: map[string]*snapshot.Snapshot{}}
		b.benches[start] = at
	}
	b.lock.Unlock()
	at.lock.Lock()
	defer at.lock.Unlock()
	return do(at)
}

// open brings the lab of the bench to an address.
func (at *bench) open(address, file string) error {
	experiment, err := recipe.ParseAddress(address)
	if err != nil {
		return err
	}
	if at.lab == nil {
		files, err := filesOf(file)
		if err != nil {
			return err
		}
		if at.lab, err = lab.New(experiment.Recipe, files); err != nil {
			return err
		}
	}
	if err := at.lab.Do(recipe.Load{Experiment: experiment}); err != nil {
		return err
	}
	return at.lab.Finish()
}

// snapshot returns what is seen of an experiment after its operations.
func (b *laboratory) snapshot(address, file string) (s *snapshot.Snapshot, err error) {
	err = b.on(address, func(at *bench) error {
		if at.seen[address] == nil {
			if err := at.open(address, file); err != nil {
				return err
			}
			at.seen[address] = at.lab.Snapshot()
		}
		s = at.seen[address]
		return nil
	})
	return s, err
}

// answers returns the class with the largest probability for each test sample, and the
// samples.
func (b *laboratory) answers(address, file string) (classes []int, test data.Set, err error) {
	err = b.on(address, func(at *bench) error {
		if err := at.open(address, file); err != nil {
			return err
		}
		r := at.lab.Snapshot().Recipe
		all, err := samples.New(&r, nil)
		if err != nil {
			return err
		}
		test = all.Test
		var rows []any
		for i := range test.N {
			var row []any
			for _, v := range test.X[i*test.F : (i+1)*test.F] {
				row = append(row, float64(v))
			}
			rows = append(rows, row)
		}
		outputs, err := at.lab.Deploy().Predict(rows)
		for _, probabilities := range outputs {
			classes = append(classes, slices.Index(probabilities, slices.Max(probabilities)))
		}
		return err
	})
	return classes, test, err
}

// filesOf reads a lesson's data file; nil for "".
func filesOf(file string) (*samples.Files, error) {
	if file == "" {
		return nil, nil
	}
	content, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		return nil, err
	}
	return samples.Read([]samples.File{{Name: file, Bytes: content}})
}

// seeded returns an address with a seed.
func seeded(address string, seed int) string {
	return fmt.Sprintf("#seed=%d&%s", seed, strings.TrimPrefix(address, "#"))
}

// measure returns a claim's number for one seed, in the claim's unit.
func (b *laboratory) measure(c *Claim, file string, seed int) (float64, error) {
	value, err := b.value(c, c.Experiment, file, seed)
	if err == nil && c.Minus != "" && !compares(c.Measure) {
		var other float64
		other, err = b.value(c, c.Minus, file, seed)
		value -= other
	}
	if c.Unit == "percent" || c.Unit == "points" {
		value *= 100
	}
	return value, err
}

func (b *laboratory) value(c *Claim, address, file string, seed int) (float64, error) {
	address = seeded(address, seed)
	switch c.Measure {
	case "worstClassDrop", "changedAnswers":
		return b.compare(seeded(c.Minus, seed), address, file, c.Measure)
	case "testSamples":
		_, test, err := b.answers(address, file)
		return float64(test.N), err
	case "crossValidated.oneError":
		return crossValidated(address, snapshot.ByOneError)
	case "crossValidated.onePoint":
		return crossValidated(address, 0.01)
	}
	s, err := b.snapshot(address, file)
	if err != nil {
		return 0, err
	}
	value, ok := Measure(s, c.Measure)
	if !ok {
		return 0, fmt.Errorf("there is no measure %q", c.Measure)
	}
	return value, nil
}

// compares reports whether a measure compares two networks sample by sample.
func compares(measure string) bool {
	return measure == "worstClassDrop" || measure == "changedAnswers"
}

// compare looks at the answers of two networks to the test samples: how many differ, or
// how much the accuracy of the class fell that lost most.
func (b *laboratory) compare(before, after, file, measure string) (float64, error) {
	first, test, err := b.answers(before, file)
	if err != nil {
		return 0, err
	}
	second, _, err := b.answers(after, file)
	if err != nil {
		return 0, err
	}
	total, was, is := make([]float64, test.Classes), make([]float64, test.Classes), make([]float64, test.Classes)
	changed := 0.0
	for i := range first {
		class := int(test.Y[i])
		total[class]++
		if first[i] != second[i] {
			changed++
		}
		if first[i] == class {
			was[class]++
		}
		if second[i] == class {
			is[class]++
		}
	}
	if measure == "changedAnswers" {
		return changed, nil
	}
	worst := 0.0
	for class := range total {
		worst = max(worst, (was[class]-is[class])/total[class])
	}
	return worst, nil
}

// crossValidated returns the sparsity that five folds choose, as the page's control does.
func crossValidated(address string, tolerance float64) (float64, error) {
	helper, err := study.NewHelper(address, nil)
	if err != nil {
		return 0, err
	}
	folds := make([]snapshot.FoldResult, 5)
	for i := range folds {
		folds[i], err = helper.Fold(snapshot.FoldTask{
			Folds: len(folds), Index: i, Criterion: "magnitude", Scope: prune.Global, By: prune.BySparsity,
		})
		if err != nil {
			return 0, err
		}
	}
	choice, err := snapshot.CombineFolds(folds, tolerance)
	return choice.Means[choice.Chosen].Sparsity, err
}

// shared is the laboratory of all tests, which have many experiments in common.
var shared = &laboratory{benches: map[string]*bench{}}

// inParallel calls do for every lesson, in the order of their names.
func inParallel(t *testing.T, do func(t *testing.T, l *Lesson, b *laboratory)) {
	all := lessons(t)
	for _, name := range slices.SortedFunc(maps.Keys(all), cmp.Compare[string]) {
		t.Run(strings.TrimSuffix(name, ".json"), func(t *testing.T) {
			t.Parallel()
			do(t, all[name], shared)
		})
	}
}

func TestEveryClaimIsMeasured(t *testing.T) {
	inParallel(t, func(t *testing.T, l *Lesson, b *laboratory) {
		for _, c := range l.Claims {
			mean := 0.0
			var values []string
			for seed := 1; seed <= seeds; seed++ {
				value, err := b.measure(&c, l.File, seed)
				if err != nil {
					t.Fatalf("%s, seed %d: %v", c.ID, seed, err)
				}
				mean += value / seeds
				values = append(values, fmt.Sprintf("%.2f", value))
			}
			if math.Abs(mean-c.Value) > c.Tolerance+1e-9 {
				t.Errorf("%s: measured %.3f %s (%s), the lesson says %v ± %v", c.ID, mean, c.Unit, strings.Join(values, ", "), c.Value, c.Tolerance)
			}
			same := !slices.ContainsFunc(values, func(v string) bool { return v != values[0] })
			if same != c.Same {
				t.Errorf("%s: the seeds give %s; same is %v in the file", c.ID, strings.Join(values, ", "), c.Same)
			}
			// The tolerance is rounding only: another last digit would be wrong.
			if unit := math.Pow10(-c.Decimals()); c.Tolerance > 0.51*unit {
				t.Errorf("%s: the tolerance %v is more than half of the last digit, %v", c.ID, c.Tolerance, unit)
			}
		}
	})
}

func TestTasksAcceptASolutionAndRejectWhatIsWrong(t *testing.T) {
	inParallel(t, func(t *testing.T, l *Lesson, b *laboratory) {
		for i, step := range l.Steps {
			if step.Task == nil {
				continue
			}
			s, err := b.snapshot(seeded(step.Right, 1), l.File)
			if err != nil {
				t.Fatal(err)
			}
			if missed := step.Check.Missed(s); missed != nil {
				t.Errorf("step %d: the solution %s misses %v (accuracy %v, before %v)", i+1, step.Right, missed, s.Test.Accuracy, s.Dense.Accuracy)
			}
			for _, wrong := range step.Wrong {
				s, err := b.snapshot(seeded(wrong, 1), l.File)
				if err != nil {
					t.Fatal(err)
				}
				if missed := step.Check.Missed(s); missed == nil {
					t.Errorf("step %d: the check accepts %s", i+1, wrong)
				}
			}
		}
	})
}
