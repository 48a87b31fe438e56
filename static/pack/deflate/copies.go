package deflate

import (
	"encoding/binary"
	"math/bits"
)

// What DEFLATE can copy from (RFC 1951, sections 2 and 3.2.5).
const (
	minLength   = 3
	maxLength   = 258
	maxDistance = 1 << 15
)

// A piece of a block is one byte, with a length of 1, or a copy of bytes before.
type piece struct{ length, distance uint16 }

const (
	hashBits = 16
	hashed   = 4   // bytes that must be equal
	searched = 192 // places at most, the nearest ones
	nowhere  = -1 << 30
)

// copies finds for each place of a file what can be copied to it.
type copies struct {
	file   []byte
	newest [1 << hashBits]int32 // place with a hash of four bytes
	before [maxDistance]int32   // place with the same hash, by place
	three  [1 << hashBits]int32 // newest place with a hash of three bytes
	found  []piece              // of a block, with rising lengths at each of its places
	begins []int                // where the pieces of each place begin, and where the last end
}

func newCopies(file []byte) *copies {
	c := &copies{file: file}
	for i := range c.newest {
		c.newest[i], c.three[i] = nowhere, nowhere
	}
	return c
}

// of returns what can be copied to place i of the block: of each length the nearest.
func (c *copies) of(i int) []piece { return c.found[c.begins[i]:c.begins[i+1]] }

// search finds the copies of a block.
func (c *copies) search(begin, end int) {
	c.found, c.begins = c.found[:0], c.begins[:0]
	for i := begin; i < end; i++ {
		c.begins = append(c.begins, len(c.found))
		if i+hashed > len(c.file) {
			continue
		}
		word := binary.LittleEndian.Uint32(c.file[i:])
		c.searchThree(i, end, word)
		c.searchFour(i, end, word)
	}
	c.begins = append(c.begins, len(c.found))
}

// searchThree looks at the newest place with the same three bytes, which
// searchFour would pass over.
func (c *copies) searchThree(i, end int, word uint32) {
	hash := hashOf(word << 8)
	from := int(c.three[hash])
	c.three[hash] = int32(i)
	if i-from <= maxDistance && end-i >= minLength && c.equal(from, i, minLength) == minLength {
		c.found = append(c.found, piece{minLength, uint16(i - from)})
	}
}

func (c *copies) searchFour(i, end int, word uint32) {
	hash, longest, most := hashOf(word), minLength, min(maxLength, end-i)
	from := int(c.newest[hash])
	for n := 0; n < searched && i-from < maxDistance && longest < most; n++ {
		if c.file[from+longest] == c.file[i+longest] {
			if length := c.equal(from, i, most); length > longest {
				longest = length
				c.found = append(c.found, piece{uint16(length), uint16(i - from)})
			}
		}
		from = int(c.before[from%maxDistance])
	}
	c.before[i%maxDistance] = c.newest[hash]
	c.newest[hash] = int32(i)
}

// hashOf spreads words over the tables (the factor is 2³² by the golden ratio; D. Knuth,
// The Art of Computer Programming, volume 3, section 6.4).
func hashOf(word uint32) uint32 { return word * 0x9E37_79B1 >> (32 - hashBits) }

// equal returns how many bytes from two places on are equal, up to most.
func (c *copies) equal(from, to, most int) int {
	n := 0
	for n+8 <= most {
		differ := binary.LittleEndian.Uint64(c.file[from+n:]) ^ binary.LittleEndian.Uint64(c.file[to+n:])
		if differ != 0 {
			return n + bits.TrailingZeros64(differ)/8
		}
		n += 8
	}
	for n < most && c.file[from+n] == c.file[to+n] {
		n++
	}
	return n
}
