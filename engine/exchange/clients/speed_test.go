package clients

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/nn"
)

// BenchmarkC compares a dense 784-300-100-10 with the same network pruned to 2 %
// in C: its size in the flash of a Cortex-M4, and the time of a prediction here. The
// two programs take turns, so that what else the machine does slows down both.
func BenchmarkC(b *testing.B) {
	enabled(b)
	const turns = 5
	dense, sparse := timingOf(b, 1), timingOf(b, 0.02)
	for range turns {
		dense.time(b)
		sparse.time(b)
	}
	b.ReportMetric(0, "ns/op") // the compiler's time among them says nothing
	for _, p := range []*timing{dense, sparse} {
		b.ReportMetric(p.median(), p.name+"-µs/prediction")
		b.ReportMetric(float64(p.code), p.name+"-code-bytes")
		b.ReportMetric(float64(p.constants), p.name+"-constant-bytes")
	}
	b.ReportMetric(dense.median()/sparse.median(), "times-as-fast")
	b.ReportMetric(float64(dense.code+dense.constants)/float64(sparse.code+sparse.constants), "times-as-small")
}

// A timing is of a compiled network.
type timing struct {
	name            string
	folder          string // with the program
	code, constants int    // bytes in the flash of a Cortex-M4
	times           []float64
}

// timingOf writes the network with a share of its weights in C and compiles it, for a
// small machine and for this one.
func timingOf(b *testing.B, share float64) *timing {
	n := exchange.Of(pruned(4, 784, []int{300, 100}, nn.ReLU, 10, nn.SoftmaxCrossEntropy, share))
	n.Columns = pixels(784)
	header, err := exchange.C(n)
	if err != nil {
		b.Fatal(err)
	}
	p := &timing{name: fmt.Sprintf("%v%%", 100*share), folder: b.TempDir()}
	save(b, filepath.Join(p.folder, "bonsai_net.h"), header)
	save(b, filepath.Join(p.folder, "main.c"), []byte(embedded))
	run(b, p.folder, "arm-none-eabi-gcc", append(cortex, "-std=c99", "-c", "main.c", "-o", "main.o")...)
	p.code, p.constants = flash(b, filepath.Join(p.folder, "main.o"))
	save(b, filepath.Join(p.folder, "time.c"), []byte(timed))
	run(b, p.folder, "gcc", "-O2", "-std=c99", "time.c", "-o", "time", "-lm")
	return p
}

// time measures a turn, which takes about a tenth of a second or two.
func (p *timing) time(b *testing.B) {
	const predictions = 1000
	out := run(b, p.folder, "./time", strconv.Itoa(predictions))
	seconds, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		b.Fatal(err)
	}
	p.times = append(p.times, seconds*1e6/predictions)
}

// median returns that of the turns, in microseconds.
func (p *timing) median() float64 {
	slices.Sort(p.times)
	return p.times[len(p.times)/2]
}

// flash returns the bytes of code and of constants of an object file.
func flash(b *testing.B, object string) (code, constants int) {
	out, err := exec.Command("arm-none-eabi-size", "-A", object).Output()
	if err != nil {
		b.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		parts := strings.Fields(line)
		if len(parts) < 2 {
			continue
		}
		size, _ := strconv.Atoi(parts[1])
		switch {
		case strings.HasPrefix(parts[0], ".text"):
			code += size
		case strings.HasPrefix(parts[0], ".rodata"):
			constants += size
		}
	}
	return code, constants
}

// timed prints the seconds that as many predictions take as it is told.
const timed = `#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "bonsai_net.h"

int main(int count, char **arguments) {
	static float x[BONSAI_INPUTS];
	float y[BONSAI_OUTPUTS], sum = 0.0f;
	long i, n = count > 1 ? atol(arguments[1]) : 1;
	clock_t start = clock();
	for (i = 0; i < n; i++) {
		x[i % BONSAI_INPUTS] = (float)(i % 256);
		bonsai_predict(x, y);
		sum += y[0];
	}
	printf("%g\n", (double)(clock() - start) / CLOCKS_PER_SEC);
	return sum < 0.0f;
}
`
