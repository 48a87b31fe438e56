package data

import (
	"encoding/binary"
	"hash/crc32"
	"slices"
	"testing"
)

// A link that was shared years ago must still show the same data, so generated
// sets must never change. These bits were recorded from the first version of the
// generators. They do not show that a set is right, only that it is still the
// same; the other tests show that it is right.
func TestSetsKeepTheBitsOfTheFirstVersion(t *testing.T) {
	recorded := map[string]bool{}
	for _, c := range []struct {
		name     string
		noise    int
		rows     [2][3]uint32 // the bits of the first two rows: two features and the label
		checksum uint32       // of the bits of all rows
	}{
		{"tabular20", 0, [2][3]uint32{{0x3ed294b4, 0xbfa5a804, 0x3f800000}, {0xbf8835af, 0x3f123792, 0x3f800000}}, 0xc05b88d4},
		{"tabular20", 25, [2][3]uint32{{0x3ed294b4, 0xbfa5a804, 0x00000000}, {0xbf8835af, 0x3f123792, 0x3f800000}}, 0xd3fea9d7},
		{"circle", 0, [2][3]uint32{{0x4063e0ce, 0xbf48a647, 0x00000000}, {0xbeba0a5b, 0x3df2b34b, 0x3f800000}}, 0x564b2f79},
		{"circle", 25, [2][3]uint32{{0x4063e0ce, 0xbf48a647, 0x00000000}, {0xbeba0a5b, 0x3df2b34b, 0x3f800000}}, 0x76563e16},
		{"xor", 0, [2][3]uint32{{0x3f49408e, 0xbfdc7857, 0x00000000}, {0xbf883e0c, 0xc089a0ca, 0x3f800000}}, 0x7b4f742f},
		{"xor", 25, [2][3]uint32{{0x3f49408e, 0xbfdc7857, 0x00000000}, {0xbf883e0c, 0xc089a0ca, 0x3f800000}}, 0x9750b197},
		{"gauss", 0, [2][3]uint32{{0xbff9a14a, 0xc02d0af7, 0x00000000}, {0x3f9661be, 0x3fda9cad, 0x3f800000}}, 0x03ecc0d4},
		{"gauss", 25, [2][3]uint32{{0x3e432217, 0xc01a0c6d, 0x00000000}, {0xc0029ccc, 0xc092b689, 0x00000000}}, 0x3e70e3f0},
		{"spiral", 0, [2][3]uint32{{0xbf358773, 0xc089a995, 0x3f800000}, {0x405f19bd, 0xbfad6db0, 0x3f800000}}, 0x5c726734},
		{"spiral", 25, [2][3]uint32{{0xbf2ece43, 0xc08387a7, 0x3f800000}, {0x4050c66b, 0xbfc9d516, 0x3f800000}}, 0xbb22922c},
		{"moons", 0, [2][3]uint32{{0x3eb5662f, 0x3fcddcd9, 0x00000000}, {0xbea99b15, 0xbfd02865, 0x3f800000}}, 0x50aba5f8},
		{"moons", 25, [2][3]uint32{{0xbe56a4e9, 0x3fdea127, 0x00000000}, {0xbebc2b0c, 0xbf85ca2c, 0x3f800000}}, 0x70c1b912},
		{"spiral3", 0, [2][3]uint32{{0xbf959761, 0xbf7b93cc, 0x3f800000}, {0x3e321c22, 0xbf12af16, 0x3f800000}}, 0x5192fc75},
		{"spiral3", 25, [2][3]uint32{{0xbf923ac8, 0xbf4a845c, 0x3f800000}, {0xbd4c63ed, 0xbf4b7de2, 0x3f800000}}, 0x566fce13},
		{"reg-plane", 0, [2][3]uint32{{0xc099c4be, 0xc0ba6ac5, 0xbf881301}, {0xbe810594, 0xbf93d601, 0xbe1012b8}}, 0x5623006c},
		{"reg-plane", 25, [2][3]uint32{{0xc099c4be, 0xc0ba6ac5, 0xbf73845a}, {0xbe810594, 0xbf93d601, 0xbe540798}}, 0xf712cdab},
		{"reg-gauss", 0, [2][3]uint32{{0xc099c4be, 0xc0ba6ac5, 0x00000000}, {0xbe810594, 0xbf93d601, 0x3ea1ae4d}}, 0x602aa90e},
		{"reg-gauss", 25, [2][3]uint32{{0xc099c4be, 0xc0ba6ac5, 0x00000000}, {0xbe810594, 0xbf93d601, 0x3da1c349}}, 0x5d958a50},
	} {
		recorded[c.name] = true
		s := generate(t, c.name, c.noise, 42)
		for i, want := range c.rows {
			if got := rowBits(s, i); got != want {
				t.Errorf("%s, noise %d: row %d is %#08x, want %#08x", c.name, c.noise, i, got, want)
			}
		}
		if got := checksum(s); got != c.checksum {
			t.Errorf("%s, noise %d: the checksum is %#08x, want %#08x", c.name, c.noise, got, c.checksum)
		}
	}
	for _, k := range generated() {
		if recorded[k.Name] || k.Side > 0 { // the next test has the digits
			continue
		}
		for _, noise := range []int{0, 25} {
			s := generate(t, k.Name, noise, 42)
			t.Errorf("the bits of %s are not recorded; once other tests show that it is right, record {%q, %d, %#08v, %#08x}",
				k.Name, k.Name, noise, [2][3]uint32{rowBits(s, 0), rowBits(s, 1)}, checksum(s))
		}
	}
}

// rowBits returns the bits of two features and the label of a row.
func rowBits(s Set, row int) [3]uint32 {
	return [3]uint32(bits(Set{X: s.X[row*s.F : row*s.F+2], Y: s.Y[row : row+1]}))
}

func checksum(s Set) uint32 {
	var stream []byte
	for _, b := range bits(s) {
		stream = binary.LittleEndian.AppendUint32(stream, b)
	}
	return crc32.ChecksumIEEE(stream)
}

// The labels and checksums were recorded like the bits above.
func TestDigitsKeepTheBitsOfTheFirstVersion(t *testing.T) {
	for _, c := range []struct {
		side, noise int
		labels      []float32 // of the first rows
		checksum    uint32    // of the bits of all rows
	}{
		{14, 0, []float32{2, 5, 1, 1, 3, 0, 1, 8, 4, 4, 4, 4, 1, 5, 4, 9, 6, 3, 5, 3}, 0x2eb08c42},
		{14, 25, []float32{2, 5, 1, 1, 3, 0, 1, 8, 4, 4, 4, 4, 1, 5, 4, 9, 6, 3, 5, 3}, 0x27c34683},
		{28, 0, []float32{3, 4, 9, 9, 2, 6, 6, 3, 2, 9, 1, 1, 5, 7, 5, 5, 4, 1, 3, 3}, 0x95d95dfc},
		{28, 25, []float32{3, 4, 9, 9, 2, 6, 6, 3, 2, 9, 1, 1, 5, 7, 5, 5, 4, 1, 3, 3}, 0xef647fa1},
	} {
		s := GenerateDigits(c.side, 200, c.noise, 42)
		if got := s.Y[:len(c.labels)]; !slices.Equal(got, c.labels) {
			t.Errorf("side %d, noise %d: the labels are %v, want %v", c.side, c.noise, got, c.labels)
		}
		if got := checksum(s); got != c.checksum {
			t.Errorf("side %d, noise %d: the checksum is %#08x, want %#08x", c.side, c.noise, got, c.checksum)
		}
	}
}
