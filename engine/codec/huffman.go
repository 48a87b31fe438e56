package codec

import (
	"cmp"
	"encoding/binary"
	"slices"

	"bonsai/engine/nn"
)

// Huffman is Codebook with Huffman codes for both the gaps and the indices into
// the table, a code of its own for each layer: the complete Deep Compression
// (Han, Mao and Dally, ICLR 2016). The codes are canonical, so storing the length
// of each symbol's code word is enough to rebuild a code.
type Huffman struct{}

var _ Format = Huffman{}

// Encode implements Format.
func (Huffman) Encode(n *nn.Network) []byte {
	return encodeStore(n, func(b []byte, layer store) []byte {
		entries := entriesOf(layer.Dense)
		symbols := layer.symbols(entries)
		table := tableOf(symbols)
		b = binary.AppendUvarint(b, uint64(len(entries)))
		b = appendTable(b, table, layer.size())
		gapCounts, valueCounts := make([]int, maxGap), make([]int, len(table))
		for i, e := range entries {
			gapCounts[e.gap-1]++
			if table != nil {
				valueCounts[indexOf(table, symbols[i])]++
			}
		}
		gaps, values := newCode(codeLengths(gapCounts)), newCode(codeLengths(valueCounts))
		w := bitWriter{}
		gaps.writeLengths(&w)
		values.writeLengths(&w)
		for i, e := range entries {
			gaps.write(&w, e.gap-1)
			if table == nil {
				w.write(symbols[i], 8*layer.size())
			} else {
				values.write(&w, indexOf(table, symbols[i]))
			}
		}
		return append(b, w.out...)
	})
}

// Decode implements Format.
func (Huffman) Decode(b []byte) (*nn.Network, error) {
	return decodeStore(b, sparseLimit(len(b)), takeHuffman)
}

// takeHuffman reads the weights of a layer.
func takeHuffman(layer store, b []byte) (rest []byte, err error) {
	count, b, err := takeCount(b, 2)
	if err != nil {
		return nil, err
	}
	table, b, err := takeTable(b, layer.size())
	if err != nil {
		return nil, err
	}
	r := bitReader{in: b}
	gapCode, valueCode := readCode(&r, maxGap), readCode(&r, len(table))
	gaps, symbols := make([]int, count), make([]uint32, count)
	for i := range gaps {
		gap, ok := gapCode.read(&r)
		known := true
		if table == nil {
			symbols[i] = r.read(8 * layer.size())
		} else {
			var index int
			if index, known = valueCode.read(&r); known {
				symbols[i] = table[index]
			}
		}
		if r.short() {
			return nil, errShort
		}
		if !ok || !known {
			return nil, errSymbol
		}
		gaps[i] = gap + 1
	}
	if r.short() {
		return nil, errShort
	}
	return r.rest(), layer.place(gaps, symbols)
}

// codeLengths returns the length in bits of each symbol's code word, given how
// often each symbol occurs. The method is Huffman's (1952): the two rarest nodes
// are joined to one until only one is left, and each join makes the code words
// of the symbols below it one bit longer. A symbol that does not occur has the
// length 0. If only one symbol occurs, it has the length 1.
func codeLengths(counts []int) []int {
	type node struct {
		count   int
		symbols []int
	}
	var nodes []node
	for s, c := range counts {
		if c > 0 {
			nodes = append(nodes, node{c, []int{s}})
		}
	}
	lengths := make([]int, len(counts))
	if len(nodes) == 1 {
		lengths[nodes[0].symbols[0]] = 1
	}
	for len(nodes) > 1 {
		slices.SortStableFunc(nodes, func(a, b node) int { return cmp.Compare(a.count, b.count) })
		joined := node{nodes[0].count + nodes[1].count, slices.Concat(nodes[0].symbols, nodes[1].symbols)}
		for _, s := range joined.symbols {
			lengths[s]++
		}
		nodes = append(nodes[2:], joined)
	}
	return lengths
}

// A code has a code word for each symbol. It is canonical: code words of the same
// length are consecutive numbers, in the order of the symbols, and shorter ones
// come first.
type code struct {
	lengths []int    // bits of each symbol's code word; 0: the symbol does not occur
	words   []uint64 // code words; the highest bit is written first
	ordered []int    // symbols that occur, by length and then by number
}

// newCode returns the canonical code with code words of these lengths.
func newCode(lengths []int) *code {
	c := &code{lengths: lengths, words: make([]uint64, len(lengths))}
	for s, n := range lengths {
		if n > 0 {
			c.ordered = append(c.ordered, s)
		}
	}
	slices.SortStableFunc(c.ordered, func(a, b int) int { return cmp.Compare(lengths[a], lengths[b]) })
	word, length := uint64(0), 0
	for _, s := range c.ordered {
		word <<= lengths[s] - length
		length = lengths[s]
		c.words[s] = word
		word++
	}
	return c
}

// lengthBits is the number of bits in which the length of a code word is stored.
// With MaxWeights entries no code word is longer than 33 bits.
const lengthBits = 6

// writeLengths writes the lengths of all code words, from which readCode makes
// the code again.
func (c *code) writeLengths(w *bitWriter) {
	for _, n := range c.lengths {
		w.write(uint32(n), lengthBits)
	}
}

// readCode reads the code of a number of symbols.
func readCode(r *bitReader, symbols int) *code {
	lengths := make([]int, symbols)
	for s := range lengths {
		lengths[s] = int(r.read(lengthBits))
	}
	return newCode(lengths)
}

// write writes the code word of a symbol.
func (c *code) write(w *bitWriter, symbol int) {
	for bit := c.lengths[symbol] - 1; bit >= 0; bit-- {
		w.write(uint32(c.words[symbol]>>bit&1), 1)
	}
}

// read returns the next symbol. ok is false if the next bits are no code word.
func (c *code) read(r *bitReader) (symbol int, ok bool) {
	word, length := uint64(0), 0
	for _, s := range c.ordered {
		for ; length < c.lengths[s]; length++ {
			word = word<<1 | uint64(r.read(1))
		}
		if c.words[s] == word {
			return s, true
		}
	}
	return 0, false
}
