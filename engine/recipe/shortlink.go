package recipe

import (
	"errors"
	"net/url"
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

// plainAddress returns the readable form of an address or a short link,
// without '#'. It refuses a short link that ShortLink did not write. Signs that a chat or
// a mail has written as %2C or %3A are what they were; no address has a % of its own.
func plainAddress(hash string) (string, error) {
	hash = strings.TrimPrefix(hash, "#")
	if decoded, err := url.PathUnescape(hash); err == nil {
		hash = decoded
	}
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
