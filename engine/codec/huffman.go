package codec

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"bonsai/engine/nn"
)

// Huffman is Codebook with both the gaps and the places in the table in Huffman
// codes of their own, layer by layer: the whole of Deep Compression (Han, Mao
// and Dally, ICLR 2016). The codes are canonical, so that their lengths say all.
type Huffman struct{}

var _ Format = Huffman{}

func (Huffman) Encode(n *nn.Network) []byte {
	b := appendHeader(nil, n)
	for _, layer := range n.Layers {
		entries := entriesOf(layer)
		table := tableOf(entries)
		b = binary.AppendUvarint(b, uint64(len(entries)))
		b = appendTable(b, table)
		gapCounts, valueCounts := make([]int, maxGap), make([]int, len(table))
		for _, e := range entries {
			gapCounts[e.gap-1]++
			if table != nil {
				valueCounts[symbol(table, e.value)]++
			}
		}
		gaps, values := codeOf(lengthsOf(gapCounts)), codeOf(lengthsOf(valueCounts))
		w := bitWriter{}
		gaps.writeLengths(&w)
		values.writeLengths(&w)
		for _, e := range entries {
			gaps.write(&w, e.gap-1)
			if table == nil {
				w.write(math.Float32bits(e.value), 32)
			} else {
				values.write(&w, symbol(table, e.value))
			}
		}
		b = append(b, w.out...)
		b = appendFloats(b, layer.B)
	}
	return b
}

func (Huffman) Decode(b []byte) (*nn.Network, error) {
	n, rest, err := takeHeader(b, sparseLimit(len(b)))
	if err != nil {
		return nil, err
	}
	for _, layer := range n.Layers {
		count, after, err := takeCount(rest, 2)
		if err != nil {
			return nil, err
		}
		table, after, err := takeTable(after)
		if err != nil {
			return nil, err
		}
		r := bitReader{in: after}
		gaps, values := readCode(&r, maxGap), readCode(&r, len(table))
		entries := make([]entry, count)
		for i := range entries {
			gap, ok := gaps.read(&r)
			value, known := uint32(0), true
			if table == nil {
				value = r.read(32)
			} else {
				var at int
				if at, known = values.read(&r); known {
					value = table[at]
				}
			}
			if !ok || !known || r.short() {
				return nil, errOrder
			}
			entries[i] = entry{gap + 1, math.Float32frombits(value)}
		}
		if r.short() {
			return nil, errShort
		}
		clear(layer.Mask)
		if err := place(layer, entries); err != nil {
			return nil, err
		}
		if rest, err = takeFloats(r.rest(), layer.B); err != nil {
			return nil, err
		}
	}
	return end(n, rest)
}

// lengthsOf returns the lengths of the codes of symbols that occur so many
// times (Huffman 1952): the two rarest are joined until one is left. A symbol
// that does not occur has length 0; the only one that does has length 1.
func lengthsOf(counts []int) []int {
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

// A code gives each symbol a number of some bits: among codes of the same
// length they count up with the symbols.
type code struct {
	lengths []int
	words   []uint64 // the first bit is the highest
	ordered []int    // the symbols by length, then by number
}

func codeOf(lengths []int) *code {
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

// lengthBits are enough for the deepest code that 16 million entries can make.
const lengthBits = 6

func (c *code) writeLengths(w *bitWriter) {
	for _, n := range c.lengths {
		w.write(uint32(n), lengthBits)
	}
}

// readCode reads the lengths of the codes of so many symbols.
func readCode(r *bitReader, symbols int) *code {
	lengths := make([]int, symbols)
	for s := range lengths {
		lengths[s] = int(r.read(lengthBits))
	}
	return codeOf(lengths)
}

func (c *code) write(w *bitWriter, symbol int) {
	for bit := c.lengths[symbol] - 1; bit >= 0; bit-- {
		w.write(uint32(c.words[symbol]>>bit&1), 1)
	}
}

// read returns the next symbol; false where no symbol has the bits that come.
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
