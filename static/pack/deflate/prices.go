package deflate

import (
	"math"
	"math/bits"
)

// The sizes of DEFLATE's two alphabets: bytes, the end of a block and lengths; and
// distances.
const (
	lengths    = 257 // symbol of the smallest length
	symbols    = lengths + 29
	distances  = 30
	endOfBlock = 256
)

// prices says about how many bits each piece takes.
type prices struct {
	literal  [256]float32
	length   [maxLength + 1]float32 // with the extra bits
	distance [distances]float32     // by the symbol, without them
}

// counts is how often each symbol occurs in a block.
type counts struct {
	symbols   [symbols]int
	distances [distances]int
}

// add counts a piece that begins with byte b.
func (c *counts) add(p piece, b byte) {
	if p.length == 1 {
		c.symbols[b]++
		return
	}
	length, _ := lengthSymbol(int(p.length))
	distance, _ := distanceSymbol(int(p.distance))
	c.symbols[length]++
	c.distances[distance]++
}

// startPrices are those of codes that are all of about the same length.
func startPrices() *prices {
	p := &prices{}
	for i := range p.literal {
		p.literal[i] = 8
	}
	for i := minLength; i <= maxLength; i++ {
		_, extra := lengthSymbol(i)
		p.length[i] = float32(7 + extra)
	}
	for i := range p.distance {
		p.distance[i] = 5
	}
	return p
}

// set takes the prices from a block in which symbols occur so often: a Huffman code has
// about as many bits as the information of its symbol.
func (p *prices) set(c *counts) {
	c.symbols[endOfBlock] = 1
	all := information(c.symbols[:])
	copy(p.literal[:], all)
	for i := minLength; i <= maxLength; i++ {
		symbol, extra := lengthSymbol(i)
		p.length[i] = all[symbol] + float32(extra)
	}
	copy(p.distance[:], information(c.distances[:]))
}

// information returns −log₂ of the share of each count, at least 1. What does not occur
// counts half.
func information(counts []int) []float32 {
	total := 0
	for _, n := range counts {
		total += n
	}
	list := make([]float32, len(counts))
	for i, n := range counts {
		list[i] = float32(max(1, math.Log2(max(1, float64(total))/max(0.5, float64(n)))))
	}
	return list
}

// lengthSymbol returns the symbol of a length, and how many extra bits follow it
// (RFC 1951, section 3.2.5).
func lengthSymbol(length int) (symbol, extra int) {
	if length == maxLength {
		return symbols - 1, 0
	}
	n := length - minLength
	extra = max(0, bits.Len(uint(n))-3)
	return lengths + 4*extra + n>>extra, extra
}

// distanceSymbol does so for a distance.
func distanceSymbol(distance int) (symbol, extra int) {
	n := distance - 1
	extra = max(0, bits.Len(uint(n))-2)
	return 2*extra + n>>extra, extra
}
