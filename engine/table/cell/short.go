package cell

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// Eight bytes are a word, of which the first is the lowest. One step for all of them
// takes less time than eight, above all in a browser.
const (
	eight = 8
	ones  = 0x0101010101010101 // times a byte: eight of it
)

// FirstIn returns a word that is 0 if no byte of word is b. Otherwise its lowest bit that
// is set is in the first such byte (Knuth, TAOCP 4A, 7.1.3).
func FirstIn(word uint64, b byte) uint64 {
	word ^= uint64(b) * ones
	return (word - ones) &^ word & (0x80 * ones)
}

// Numbers sets dst[i] to the number of cells[i] if the cell is
//
//	[sign] digits [decimals]
//
// of at most eight bytes, as nearly all cells of a large table are, and to NaN
// otherwise. Number may read such a cell. NaN is also set for a cell with a zero before
// another digit, such as 007, and for one with fewer than eight bytes up to its capacity.
func (s Style) Numbers(dst []float64, cells [][]byte) {
	decimal := byte('.')
	if s.Comma {
		decimal = ','
	}
	dst = dst[:len(cells)]
	for i, b := range cells {
		dst[i] = math.NaN()
		n := uint(len(b))
		if n-1 >= eight || cap(b) < eight {
			continue
		}
		word := binary.LittleEndian.Uint64(b[:eight])
		first, second := byte(word), byte(word>>8)
		if first == '0' && n > 1 && second-'0' <= 9 {
			continue
		}
		if first == '-' || first == '+' {
			word >>= 8
			n--
		}
		// The last byte of the cell becomes the highest of the word, with 0 below the first.
		word <<= 64 - eight*n
		point, decimals := uint(0), uint(0)
		if at := FirstIn(word, decimal); at != 0 {
			point = uint(bits.TrailingZeros64(at)) &^ 7
			decimals = 7 - point/8
			below := uint64(1)<<point - 1
			word = word&below<<8 | word&^(below<<8|0xff)
			n--
		}
		if n-1 >= eight {
			continue
		}
		word -= '0' * ones << (64 - eight*n)
		if (word|(word+(0x80-10)*ones))&(0x80*ones) != 0 {
			continue // a byte is not from 0 to 9
		}
		v := float64(decimalOf(word)) / powers[decimals]
		if first == '-' {
			v = 0 - v // and never −0
		}
		dst[i] = v
	}
}

// decimalOf returns the number of which the bytes of a word are the digits, the lowest
// byte the first: neighbours are joined to numbers of two, four and eight digits
// (Lemire, "Number Parsing at a Gigabyte per Second", 2021).
func decimalOf(word uint64) uint64 {
	word = word * (1 + 10<<8) >> 8 & 0x00ff00ff00ff00ff
	word = word * (1 + 100<<16) >> 16 & 0x0000ffff0000ffff
	return word * (1 + 10000<<32) >> 32
}
