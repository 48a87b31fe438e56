// Command papers measures Bonsai's methods on MNIST against published numbers
// and prints the table of the README:
//
//	go run ./engine/papers -data folder -rows a,b,c -seeds 1,2,3
//
// Networks are trained on the first 55,000 training images; whatever was chosen
// was chosen on the other 5,000. The test images are looked at once for each
// line, after the last epoch.
package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"bonsai/engine/nn"
)

func main() {
	data := flag.String("data", "", "`folder` with the four files of MNIST, as they are published")
	names := flag.String("rows", "a,b,c,d,f,g", "`experiments` to carry out")
	seeds := flag.String("seeds", "1,2,3", "`seeds` to carry each out with")
	cache := flag.String("cache", "build/papers", "`folder` for the trained teacher")
	flag.Parse()
	if err := run(*data, *cache, strings.Split(*names, ","), strings.Split(*seeds, ",")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(data, cache string, names, seeds []string) error {
	d, err := loadDigits(data)
	if err != nil {
		return err
	}
	l := &laboratory{d, cache, map[uint64]*nn.Network{}}
	fmt.Println("| experiment | published | ours, error on test | kept | bytes | seeds | seconds |")
	fmt.Println("|---|---|---|---|---|---|---|")
	for _, name := range names {
		r, ok := rows[name]
		if !ok {
			return fmt.Errorf("papers: there is no row %q", name)
		}
		start := time.Now()
		var all [][]result
		for _, text := range seeds {
			seed, err := strconv.ParseUint(text, 10, 32)
			if err != nil {
				return fmt.Errorf("papers: seed %q is no whole number", text)
			}
			results, err := r.run(l, seed)
			if err != nil {
				return err
			}
			all = append(all, results)
			fmt.Fprintln(os.Stderr, name, seed, results)
		}
		print(r, all, strings.Join(seeds, " "), time.Since(start))
	}
	return nil
}

// print writes a row's lines: of each result the mean and the standard
// deviation over the seeds.
func print(r row, all [][]result, seeds string, took time.Duration) {
	for i, first := range all[0] {
		var percents []float64
		kept, bytes := 0, 0
		for _, results := range all {
			percents = append(percents, results[i].percent)
			kept = max(kept, results[i].kept)
			bytes = max(bytes, results[i].bytes)
		}
		mean, deviation := meanAndDeviation(percents)
		name, published := r.name, r.published
		if i > 0 {
			name, published = "", ""
		}
		size := "–"
		if bytes > 0 {
			size = strconv.Itoa(bytes)
		}
		fmt.Printf("| %s | %s | %s %.2f ± %.2f %% | %d | %s | %s | %.0f |\n",
			name, published, first.what, mean, deviation, kept, size, seeds, took.Seconds())
	}
}

func meanAndDeviation(values []float64) (mean, deviation float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		deviation += (v - mean) * (v - mean) / float64(max(len(values)-1, 1))
	}
	return mean, math.Sqrt(deviation)
}
