// Package link writes bytes as the part of an address behind its '#', with a
// version before them and a checksum behind, in one of two forms:
//
//	1.8Ry3blSk1e6Ev2 digits and letters: no messenger escapes them, cuts the
//	                 address at them, or takes them for markup
//	1:9X$K/0Q.M+3    what the alphanumeric mode of QR codes has, which holds
//	                 nearly a third more bytes than its mode for all characters
//
// Both are canonical: the same bytes give the same characters, and no others
// are read back as them.
package link

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
)

// version is what this package writes. It reads every version up to it.
const version = "1"

// What stands between the version and the characters of each form.
const (
	ordinary = "."
	upper    = ":"
)

// ErrDamaged is what a link is that was cut or altered on its way.
var ErrDamaged = errors.New("link: the checksum does not fit: it was cut or altered on its way")

// A VersionError is a link of a version that did not exist yet.
type VersionError struct{ Version string }

func (e *VersionError) Error() string {
	return fmt.Sprintf("link: it is of version %s, and this program knows versions up to %s", e.Version, version)
}

// Encode writes bytes as digits and letters.
func Encode(b []byte) string { return version + ordinary + letters.encode(seal(b)) }

// EncodeUpper writes bytes for a QR code.
func EncodeUpper(b []byte) string { return version + upper + alphanumeric.encode(seal(b)) }

// Is tells whether a text looks like a link of any version: a number, and a
// mark behind it.
func Is(text string) bool {
	digits := strings.TrimLeft(text, "0123456789")
	return len(digits) < len(text) && (strings.HasPrefix(digits, ordinary) || strings.HasPrefix(digits, upper))
}

// Decode reads either form. The error is ErrDamaged or a *VersionError.
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

// checksum is CRC-32 of the version and the bytes.
func checksum(b []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE([]byte(version)), crc32.IEEETable, b)
}

func seal(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(append([]byte(nil), b...), checksum(b))
}

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
