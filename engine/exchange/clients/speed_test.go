package clients

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/nn"
)

// BenchmarkC compares a dense 784-300-100-10 with the same network pruned to 2 %
// in C: its size in the flash of a Cortex-M4, and the time of a prediction here.
func BenchmarkC(b *testing.B) {
	enabled(b)
	for _, share := range []float64{1, 0.02} {
		b.Run(fmt.Sprintf("%v%%kept", 100*share), func(b *testing.B) {
			n := exchange.Of(pruned(4, 784, []int{300, 100}, nn.ReLU, 10, nn.SoftmaxCrossEntropy, share))
			n.Columns = pixels(784)
			header, err := exchange.C(n)
			if err != nil {
				b.Fatal(err)
			}
			folder := b.TempDir()
			save(b, filepath.Join(folder, "bonsai_net.h"), header)
			save(b, filepath.Join(folder, "main.c"), []byte(embedded))
			run(b, folder, "arm-none-eabi-gcc", append(cortex, "-std=c99", "-c", "main.c", "-o", "main.o")...)
			code, constants := flash(b, filepath.Join(folder, "main.o"))

			save(b, filepath.Join(folder, "time.c"), []byte(timed))
			run(b, folder, "gcc", "-O2", "-std=c99", "time.c", "-o", "time", "-lm")
			out := run(b, folder, "./time", strconv.Itoa(b.N))
			seconds, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(0, "ns/op") // the compiler's time among them says nothing
			b.ReportMetric(seconds*1e6/float64(b.N), "µs/prediction")
			b.ReportMetric(float64(code), "code-bytes")
			b.ReportMetric(float64(constants), "constant-bytes")
			b.ReportMetric(float64(len(header)), "header-bytes")
		})
	}
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
