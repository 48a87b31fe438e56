package deflate

import (
	"bytes"
	"compress/gzip"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

func unzipped(t *testing.T, packed []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	file, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// random returns n bytes with values below most.
func random(n, most int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.IntN(most))
	}
	return b
}

func TestAFileIsUnpackedByTheStandardLibrary(t *testing.T) {
	noise := random(maxDistance, 256)
	for name, file := range map[string][]byte{
		"empty":                        {},
		"one byte":                     {7},
		"three bytes":                  []byte("aaa"),
		"one byte repeated":            bytes.Repeat([]byte("a"), 3*blockSize),
		"a block exactly":              random(blockSize, 4),
		"a byte more than a block":     random(blockSize+1, 4),
		"noise":                        random(2*blockSize+5, 256),
		"a copy from as far as can be": append(noise, noise...),
		"a copy from too far":          append(append(bytes.Clone(noise), 1), noise...),
		"text":                         []byte(strings.Repeat("What pruning removes stays removed. ", 9999)),
	} {
		packed := Gzip(file)
		if got := unzipped(t, packed); !bytes.Equal(got, file) {
			t.Errorf("%s: %d bytes came back as %d others", name, len(file), len(got))
		}
		if most := len(file) + len(file)/1000 + 50; len(packed) > most {
			t.Errorf("%s: %d bytes became %d, want at most %d", name, len(file), len(packed), most)
		}
		if !bytes.Equal(Gzip(file), packed) {
			t.Errorf("%s: packed again it differs", name)
		}
	}
}

func TestAPageIsSmallerThanWithTheStandardLibrary(t *testing.T) {
	page, err := os.ReadFile("../../src/index.html")
	if err != nil {
		t.Fatal(err)
	}
	var standard bytes.Buffer
	z, _ := gzip.NewWriterLevel(&standard, gzip.BestCompression)
	z.Write(page)
	z.Close()
	if got, most := len(Gzip(page)), standard.Len()*98/100; got > most {
		t.Errorf("%d bytes, want at most %d, which is 2 %% less than %d", got, most, standard.Len())
	}
}

// The values are those of the tables in RFC 1951, section 3.2.5.
func TestSymbolsAreThoseOfTheStandard(t *testing.T) {
	for length, want := range map[int][2]int{3: {257, 0}, 10: {264, 0}, 11: {265, 1}, 12: {265, 1}, 13: {266, 1}, 18: {268, 1},
		19: {269, 2}, 114: {279, 4}, 115: {280, 4}, 131: {281, 5}, 257: {284, 5}, 258: {285, 0}} {
		if symbol, extra := lengthSymbol(length); [2]int{symbol, extra} != want {
			t.Errorf("length %d has symbol %d and %d extra bits, want %v", length, symbol, extra, want)
		}
	}
	for distance, want := range map[int][2]int{1: {0, 0}, 4: {3, 0}, 5: {4, 1}, 6: {4, 1}, 7: {5, 1}, 9: {6, 2}, 257: {16, 7},
		1025: {20, 9}, 24576: {28, 13}, 24577: {29, 13}, 32768: {29, 13}} {
		if symbol, extra := distanceSymbol(distance); [2]int{symbol, extra} != want {
			t.Errorf("distance %d has symbol %d and %d extra bits, want %v", distance, symbol, extra, want)
		}
	}
}

// TestNoPathIsCheaper compares the path with the cheapest of all that there are, of which
// each place's is found from those before it.
func TestNoPathIsCheaper(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		file := make([]byte, 40)
		for i := range file {
			file[i] = byte(r.IntN(3))
		}
		file[len(file)-1] = 9 // a copy of only the last three bytes is not looked for
		f := newFinder(file)
		for i := range f.prices.literal {
			f.prices.literal[i] = float32(1 + r.IntN(9))
		}
		cheapest := make([]float32, len(file)+1)
		for end := 1; end <= len(file); end++ {
			cheapest[end] = cheapest[end-1] + f.prices.literal[file[end-1]]
			for begin := 0; begin <= end-minLength; begin++ {
				for from := range begin {
					if !bytes.Equal(repeated(file[from:begin], end-begin), file[begin:end]) {
						continue
					}
					symbol, extra := distanceSymbol(begin - from)
					price := f.prices.length[end-begin] + f.prices.distance[symbol] + float32(extra)
					cheapest[end] = min(cheapest[end], cheapest[begin]+price)
				}
			}
		}
		f.search(0, len(file))
		f.walk(file)
		if got, want := f.least[len(file)], cheapest[len(file)]; math.Abs(float64(got-want)) > 1e-3 {
			t.Errorf("seed %d: the path takes %v bits, want %v", seed, got, want)
		}
	}
}

// repeated returns the n bytes that a copy from the start of part makes, part over and
// over.
func repeated(part []byte, n int) []byte { return bytes.Repeat(part, n/len(part)+1)[:n] }
