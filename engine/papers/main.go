// Command papers repeats experiments of published papers on MNIST and prints a
// table of the published results and ours:
//
//	go run ./engine/papers -data folder -rows a,b,c -seeds 1,2,3
//
// Networks are trained on the first 55,000 training images. The other 5,000 are for
// validation: everything that was chosen was chosen on them. The test images are
// used only once for each line of the table, after the last epoch.
package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"bonsai/engine/nn"
)

func main() {
	data := flag.String("data", "", "`folder` with the four files of MNIST, as published")
	names := flag.String("rows", "a,b,c,d,f,g", "`experiments` to run")
	seeds := flag.String("seeds", "1,2,3", "`seeds` to run each experiment with")
	cache := flag.String("cache", "build/papers", "`folder` for the trained teacher and the smallest networks")
	flag.Parse()
	if err := run(os.Stdout, *data, *cache, strings.Split(*names, ","), strings.Split(*seeds, ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run does the named experiments with each seed, and writes the table to out and the
// progress to standard error.
func run(out io.Writer, data, cache string, names, seeds []string) error {
	d, err := loadDigits(data)
	if err != nil {
		return err
	}
	l := &lab{d, cache, map[uint64]*nn.Network{}}
	fmt.Fprintln(out, "| experiment | published | ours, error on test | kept | bytes | seeds | seconds |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|---|")
	for _, name := range names {
		e, ok := experiments[name]
		if !ok {
			return fmt.Errorf("papers: there is no experiment %q; the experiments are %s", name, strings.Join(slices.Sorted(maps.Keys(experiments)), ", "))
		}
		start := time.Now()
		var all [][]result
		for _, text := range seeds {
			seed, err := strconv.ParseUint(text, 10, 32)
			if err != nil {
				return fmt.Errorf("papers: the seed %q is not a whole number", text)
			}
			results, err := e.run(l, seed)
			if err != nil {
				return err
			}
			all = append(all, results)
			fmt.Fprintln(os.Stderr, name, seed, results)
		}
		writeRow(out, e, all, strings.Join(seeds, " "), time.Since(start))
	}
	return nil
}

// writeRow writes the lines of an experiment. all has its results for each seed; a
// line has the mean and the standard deviation of the error over the seeds, and the
// largest number of weights and bytes.
func writeRow(out io.Writer, e experiment, all [][]result, seeds string, took time.Duration) {
	for i, first := range all[0] {
		var percents []float64
		kept, bytes := 0, 0
		for _, results := range all {
			percents = append(percents, results[i].percent)
			kept = max(kept, results[i].kept)
			bytes = max(bytes, results[i].bytes)
		}
		mean, deviation := meanAndDeviation(percents)
		name, published := e.name, e.published
		if i > 0 {
			name, published = "", ""
		}
		size := "–"
		if bytes > 0 {
			size = strconv.Itoa(bytes)
		}
		fmt.Fprintf(out, "| %s | %s | %s %.2f ± %.2f %% | %d | %s | %s | %.0f |\n",
			name, published, first.what, mean, deviation, kept, size, seeds, took.Seconds())
	}
}

// meanAndDeviation returns the mean and the sample standard deviation of values; with
// a single value the deviation is 0.
func meanAndDeviation(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		deviation += (v - mean) * (v - mean) / float64(max(len(values)-1, 1))
	}
	return mean, math.Sqrt(deviation)
}
