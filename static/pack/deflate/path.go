package deflate

import (
	"math"
	"slices"

	"github.com/andybalholm/brotli/matchfinder"
)

// rounds is how often the path through a block is searched again, with the prices that
// the path before leads to.
const rounds = 3

// A finder finds the pieces of which a file is put together with the fewest bits.
type finder struct {
	*copies
	prices *prices   // of the block before, with which the next one begins
	least  []float32 // bits up to each place of the block
	last   []piece   // the piece that ends at each place
	path   []piece   // through the block
}

func newFinder(file []byte) *finder {
	return &finder{
		copies: newCopies(file), prices: startPrices(),
		least: make([]float32, blockSize+1), last: make([]piece, blockSize+1),
	}
}

// block returns the copies in a block, as the library takes them.
func (f *finder) block(begin, end int) []matchfinder.Match {
	f.search(begin, end)
	block := f.file[begin:end]
	for range rounds {
		f.walk(block)
		f.measure(block)
	}
	f.walk(block)

	var matches []matchfinder.Match
	bytes := 0 // since the last copy
	for _, p := range f.path {
		if p.length == 1 {
			bytes++
			continue
		}
		matches = append(matches, matchfinder.Match{Unmatched: bytes, Length: int(p.length), Distance: int(p.distance)})
		bytes = 0
	}
	return append(matches, matchfinder.Match{Unmatched: bytes})
}

// walk finds the path through a block that costs the fewest bits.
func (f *finder) walk(block []byte) {
	for i := range block {
		f.least[i+1] = math.MaxFloat32
	}
	for i, b := range block {
		f.step(i, piece{length: 1}, f.prices.literal[b])
		length := minLength
		for _, p := range f.of(i) {
			symbol, extra := distanceSymbol(int(p.distance))
			price := f.prices.distance[symbol] + float32(extra)
			for ; length <= int(p.length); length++ { // of which the start is a copy too
				f.step(i, piece{uint16(length), p.distance}, price+f.prices.length[length])
			}
		}
	}
	f.path = f.path[:0]
	for i := len(block); i > 0; i -= int(f.last[i].length) {
		f.path = append(f.path, f.last[i])
	}
	slices.Reverse(f.path)
}

// step goes on from place i with a piece, if no other way to its end is known that costs
// less.
func (f *finder) step(i int, p piece, price float32) {
	end := i + int(p.length)
	if bits := f.least[i] + price; bits < f.least[end] {
		f.least[end], f.last[end] = bits, p
	}
}

// measure sets the prices to those of the path.
func (f *finder) measure(block []byte) {
	var c counts
	i := 0
	for _, p := range f.path {
		c.add(p, block[i])
		i += int(p.length)
	}
	f.prices.set(&c)
}
