// Package link encodes bytes as text for the fragment of an address, the part after
// the '#'. The text begins with a version and ends with a checksum, so a link that
// was truncated or altered is noticed. There are two forms:
//
//	1.8Ry3blSk1e6Ev2 only digits and letters, which messengers neither escape nor
//	                 take for formatting or for the end of the address
//	1:9X$K/0Q.M+3    characters of the alphanumeric mode of QR codes, in which a
//	                 code holds nearly a third more than in the general mode
//
// Both are canonical: for every sequence of bytes there is exactly one text of each
// form, and Decode accepts no other.
package link

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
)

// version is the only version so far, the one that this package writes and reads.
const version = "1"

// The separator after the version tells which of the two forms follows.
const (
	ordinary = "." // digits and letters
	upper    = ":" // characters of a QR code's alphanumeric mode
)

// ErrDamaged reports a link that was truncated or altered: its checksum does not
// match.
var ErrDamaged = errors.New("link: the checksum does not match: the link was truncated or altered")

// A VersionError reports a link of a version that this program does not know.
type VersionError struct{ Version string }

func (e *VersionError) Error() string {
	return fmt.Sprintf("link: the link is of version %s; this program reads version %s", e.Version, version)
}

// Encode returns bytes as a link of digits and letters.
func Encode(b []byte) string { return version + ordinary + letters.encode(seal(b)) }

// EncodeUpper returns bytes as a link for a QR code, without lower-case letters.
func EncodeUpper(b []byte) string { return version + upper + alphanumeric.encode(seal(b)) }

// Is reports whether a text looks like a link of any version: a number followed by
// one of the separators. Such a text may still be damaged.
func Is(text string) bool {
	digits := strings.TrimLeft(text, "0123456789")
	return len(digits) < len(text) && (strings.HasPrefix(digits, ordinary) || strings.HasPrefix(digits, upper))
}

// Decode returns the bytes of a link of either form. The error is ErrDamaged or a
// *VersionError.
func Decode(text string) ([]byte, error) {
	at := strings.IndexAny(text, ordinary+upper)
	if at < 0 {
		return nil, ErrDamaged
	}
	if text[:at] != version {
		return nil, &VersionError{text[:at]}
	}
	form := letters
	if text[at:at+1] == upper {
		form = alphanumeric
	}
	b, ok := form.decode(text[at+1:])
	if !ok {
		return nil, ErrDamaged
	}
	return unseal(b)
}

// checksum returns the CRC-32 of the version and the bytes.
func checksum(b []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE([]byte(version)), crc32.IEEETable, b)
}

// seal appends the checksum to a copy of b.
func seal(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(append([]byte(nil), b...), checksum(b))
}

// unseal checks and removes the checksum.
func unseal(b []byte) ([]byte, error) {
	if len(b) < 4 {
		return nil, ErrDamaged
	}
	b, sum := b[:len(b)-4], b[len(b)-4:]
	if binary.LittleEndian.Uint32(sum) != checksum(b) {
		return nil, ErrDamaged
	}
	return b, nil
}
