package recipe

import (
	"errors"
	"strconv"
	"strings"

	"bonsai/engine/link"
)

// ShortLink returns an address in its short form, with a version and a
// checksum (package link). upper chooses the characters of a QR code's
// alphanumeric mode.
func ShortLink(address string, upper bool) string {
	b := pack(strings.TrimPrefix(address, "#"))
	if upper {
		return "#" + link.EncodeUpper(b)
	}
	return "#" + link.Encode(b)
}

// unescaped returns a text with each %XX as the byte that it stands for; the text itself if
// a % stands before something else. Package net/url does the same, and would make the
// worker's program 117 kB larger.
func unescaped(text string) string {
	parts := strings.Split(text, "%")
	var plain strings.Builder
	plain.WriteString(parts[0])
	for _, part := range parts[1:] {
		if len(part) < 2 {
			return text
		}
		code, err := strconv.ParseUint(part[:2], 16, 8)
		if err != nil {
			return text
		}
		plain.WriteByte(byte(code))
		plain.WriteString(part[2:])
	}
	return plain.String()
}

// plainAddress returns the readable form of an address or a short link,
// without '#'. It refuses a short link that ShortLink did not write. Signs that a chat or
// a mail has written as %2C or %3A are what they were; no address has a % of its own.
func plainAddress(hash string) (string, error) {
	hash = unescaped(strings.TrimPrefix(hash, "#"))
	longest := maxLength
	if link.Is(hash) {
		longest = maxShort
	}
	if len(hash) > longest {
		return "", NewProblem("linkLength", "have", len(hash), "max", longest)
	}
	if !link.Is(hash) {
		return hash, nil
	}
	b, err := link.Decode(hash)
	if version := (*link.VersionError)(nil); errors.As(err, &version) {
		return "", NewProblem("linkVersion", "value", version.Version)
	}
	if err != nil {
		return "", NewProblem("linkDamaged")
	}
	address, err := unpack(b)
	if p := (*Problem)(nil); errors.As(err, &p) {
		return "", p
	}
	if err != nil || !packedAs(address, b) {
		return "", NewProblem("linkDamaged")
	}
	return address, nil
}

// packedAs reports whether an address is packed as these bytes, by this version
// or by the first one.
func packedAs(address string, b []byte) bool {
	return string(pack(address)) == string(b) || string(packWith(address, false)) == string(b)
}
