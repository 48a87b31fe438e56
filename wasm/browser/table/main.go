// Command table measures the table of accuracies in the README, in a browser: the test
// accuracy of the default experiment after pruning by several criteria and sparsities,
// before and after fine-tuning.
package main

import (
	"fmt"
	"math"
	"os"

	"bonsai/wasm/browser"
)

var (
	seeds    = []int{1, 2, 3, 4, 5}
	levels   = []float64{0.5, 0.8, 0.9} // sparsities
	criteria = []string{"magnitude", "random", "largest"}
)

// fineTuning is the number of epochs after pruning.
const fineTuning = 5

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
		os.Exit(1)
	}
}

func run() error {
	program, err := browser.Find()
	if err != nil {
		return err
	}
	server, err := browser.StartServer()
	if err != nil {
		return err
	}
	defer server.Close()
	chromium, err := browser.StartChromium(program)
	if err != nil {
		return err
	}
	defer chromium.Close()
	page, err := chromium.Open(server.URL)
	if err != nil {
		return err
	}
	defer page.Close()
	if err := page.Wait(`globalThis.bonsai && bonsai.ready.then(() => true)`); err != nil {
		return err
	}
	results, err := measure(page)
	if err != nil {
		return err
	}
	results.print()
	return nil
}

// A cell has the accuracies, for each seed, of one criterion and sparsity: before and
// after fine-tuning.
type cell struct{ before, after []float64 }

// A table has all accuracies, in per cent.
type table struct {
	dense []float64        // without pruning, for each seed
	cells map[string]*cell // by key(criterion, sparsity)
}

func key(criterion string, level float64) string { return fmt.Sprint(criterion, level) }

// measure trains the network of each seed once and prunes it in every way, undoing each
// pruning before the next.
func measure(page browser.Page) (*table, error) {
	t := &table{cells: map[string]*cell{}}
	for _, seed := range seeds {
		dense, err := accuracy(page, fmt.Sprintf(`bonsai.load('#seed=%d')`, seed))
		if err != nil {
			return nil, err
		}
		t.dense = append(t.dense, dense)
		for _, criterion := range criteria {
			for _, level := range levels {
				c := t.cells[key(criterion, level)]
				if c == nil {
					c = &cell{}
					t.cells[key(criterion, level)] = c
				}
				if err := c.measure(page, criterion, level); err != nil {
					return nil, err
				}
			}
		}
	}
	return t, nil
}

// measure prunes, fine-tunes, and undoes both.
func (c *cell) measure(page browser.Page, criterion string, level float64) error {
	before, err := accuracy(page, fmt.Sprintf(`bonsai.prune({sparsity: %v, criterion: %q})`, level, criterion))
	if err != nil {
		return err
	}
	after, err := accuracy(page, fmt.Sprintf(`bonsai.finetune({epochs: %d})`, fineTuning))
	if err != nil {
		return err
	}
	c.before, c.after = append(c.before, before), append(c.after, after)
	return page.Eval(`bonsai.undo().then(() => bonsai.undo())`, nil)
}

// accuracy returns the test accuracy after a command, in per cent.
func accuracy(page browser.Page, command string) (float64, error) {
	var share float64
	err := page.Eval(command+`.then((s) => s.testAccuracy)`, &share)
	return 100 * share, err
}

// print writes the table as Markdown.
func (t *table) print() {
	fmt.Printf("Trained for 10 epochs: %s %% (seeds", meanAndDeviation(t.dense))
	for i, seed := range seeds {
		fmt.Printf(" %d: %.1f", seed, t.dense[i])
	}
	fmt.Print(").\n\n| removed |")
	for _, criterion := range criteria {
		fmt.Printf(" %s | then %d epochs |", names[criterion], fineTuning)
	}
	fmt.Print("\n|---|")
	for range criteria {
		fmt.Print("---|---|")
	}
	fmt.Println()
	for _, level := range levels {
		fmt.Printf("| %.0f %% |", 100*level)
		for _, criterion := range criteria {
			c := t.cells[key(criterion, level)]
			fmt.Printf(" %s | %s |", meanAndDeviation(c.before), meanAndDeviation(c.after))
		}
		fmt.Println()
	}
}

// names are the column titles of the criteria.
var names = map[string]string{
	"magnitude": `smallest \|w\|`, "random": "random", "largest": `largest \|w\|`,
}

// meanAndDeviation returns the mean ± the sample standard deviation as text.
func meanAndDeviation(values []float64) string {
	n := float64(len(values))
	mean, squares := 0.0, 0.0
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	return fmt.Sprintf("%.1f ± %.1f", mean, math.Sqrt(squares/(n-1)))
}
