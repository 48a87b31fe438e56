package table

import (
	"math"
	"strings"

	"bonsai/engine/table/cell"
)

// A code is a cell as it is stored. Numbers are the bits of a finite float64,
// with those of nan inverted. So 0, which the bits of nan become, is free for a
// missing value, the codes behind it for the words of the column, and the
// highest for a word that could not be stored: none of them is a finite number.
type code uint64

const (
	missing   code = 0
	firstWord code = 1
	wordsEnd  code = 1 << 51
	nan       code = 0x7ff8_0000_0000_0000
	lost      code = math.MaxUint64 ^ nan
)

func number(v float64) code { return code(math.Float64bits(v)) ^ nan }

func (c code) isNumber() bool { return c >= wordsEnd && c != lost }

func (c code) number() float64 { return math.Float64frombits(uint64(c ^ nan)) }

func (c code) isWord() bool { return c >= firstWord && c < wordsEnd }

func (c code) word() int { return int(c - firstWord) }

// A column holds the cells of a column, in blocks of blockRows. A block that
// is nil, or not there, has missing values only.
type column struct {
	name   string
	blocks []*block
	words  []string // the different cells that are not numbers, as they are met
	places map[string]int
	last   code // the code of the last word, which often follows itself
	counts stats
	kinds  kinds
}

const blockRows = 1024

type block [blockRows]code

// addBlocks makes block b of each column, of missing values. They are parts of one
// slice, because a memory that grows in small steps is slow in a browser.
func addBlocks(columns []*column, b int) {
	cells := make([]code, blockRows*len(columns))
	for j, c := range columns {
		for len(c.blocks) < b {
			c.blocks = append(c.blocks, nil) // a column that only later records have
		}
		c.blocks = append(c.blocks, (*block)(cells[blockRows*j:]))
	}
}

func (c *column) set(row int, v code) {
	b := row / blockRows
	if b >= len(c.blocks) {
		addBlocks([]*column{c}, b)
	}
	c.blocks[b][row%blockRows] = v
}

func (c *column) at(row int) code {
	if b := row / blockRows; b < len(c.blocks) && c.blocks[b] != nil {
		return c.blocks[b][row%blockRows]
	}
	return missing
}

// codeOf reads a cell. Numbers such as 007 are words first, so that a category
// keeps its zeros. budget is how many new words may be stored yet; a word more
// is lost.
func (c *column) codeOf(field []byte, style cell.Style, budget *int) code {
	if n := len(field); n == 0 || field[0] <= ' ' || field[n-1] <= ' ' || field[n-1] == 0xa0 || field[0] == 0xc2 {
		field = cell.Trim(field)
	}
	padded := len(field) > 1 && field[0] == '0' && field[1]-'0' <= 9
	if !padded || len(c.words) >= maxPadded {
		if v, ok := style.Number(field); ok {
			return number(v)
		}
	}
	if cell.Missing(field) {
		return missing
	}
	if c.last.isWord() && c.words[c.last.word()] == string(field) {
		return c.last
	}
	if place, known := c.places[string(field)]; known {
		c.last = firstWord + code(place)
		return c.last
	}
	if *budget <= 0 {
		return lost
	}
	return c.newWord(field, budget)
}

// maxPadded is how many words a column has at most before numbers with zeros in
// front are read as numbers at once.
const maxPadded = 1000

// newWord stores a word. Bytes that are not UTF-8 are replaced, for the words
// must survive a way through JSON.
func (c *column) newWord(field []byte, budget *int) code {
	*budget--
	if c.places == nil {
		c.places = map[string]int{}
	}
	word := strings.ToValidUTF8(string(field), "\ufffd")
	place, known := c.places[word]
	if !known {
		place = len(c.words)
		c.words = append(c.words, word)
		c.places[word] = place
	}
	c.last = firstWord + code(place)
	return c.last
}
