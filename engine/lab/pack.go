package lab

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strings"

	"bonsai/engine/link"
)

// An address that can be read is long for a QR code. Packed, each word that is
// frequent in addresses is one byte, a network is the bytes that it consists
// of, and all else stays as it is.

// packed are the words that stand for their places, from firstWord on. Links
// that people have keep these numbers: a new word goes to the end.
var packed = []string{
	"&dataset=", "&noise=", "&trainShare=", "&inputs=", "&points=", "&own=", "&labelColumn=", "&regression=",
	"&layers=", "&activation=", "&init=", "&optimizer=", "&learningRate=", "&batchSize=", "&regularization=",
	"&regularizationRate=", "&epochs=", "&seed=", "&showTest=", "&discretize=", "&hide=", "&steps=",
	"tabular20", "circle", "xor", "gauss", "spiral", "moons", "spiral3", "reg-plane", "reg-gauss", "digits14",
	"digits28", "drawn", "own",
	"x1", "x2", "x1x1", "x2x2", "x1x2", "sinx1", "sinx2",
	"relu", "tanh", "sigmoid", "linear", "glorot", "he", "sgd", "momentum", "adam", "none", "l1", "l2",
	"magnitude", "largest", "random", "sigma", "lamp", "taylor", "snip", "movement", "wanda", "obd", "obs",
	"synflow", "neuron-l1", "neuron-l2", "apoz", "mean-activation",
	":global:", ":layer:", ":neuron:", ":erk:",
	"constant", "cubic", "cosine", "exponential", "one-cycle", "one-shot", "decay", "codebook:", "int8", "int8-row", "ternary", "binary", "off",
	",p:", ",p:magnitude:global:e0.", ",p:magnitude:global:s0.", ",t", "e,p:magnitude:global:e0.",
	"e,p:magnitude:global:s0.", ",r,t", ",g:", "rigl:", ",q:", ",d:", ",s:learningRate:",
}

// Bytes that are no characters of an address.
const (
	firstWord = 0x80
	network   = 0x7f // a network follows: its length, and its bytes
)

// pack writes an address, without its '#', in fewer bytes.
func pack(address string) []byte { return packWith(address, true) }

// packWith can do without rows of what was done by hand, as links were written
// at first.
func packWith(address string, rows bool) []byte {
	rest := "&" + address
	var b []byte
	for rest != "" {
		if rows {
			if bytes, length := handRowAt(rest); length > 0 {
				b = append(b, bytes...)
				rest = rest[length:]
				continue
			}
		}
		if bytes, length := networkAt(rest); length > 0 {
			b = binary.AppendUvarint(append(b, network), uint64(len(bytes)))
			b = append(b, bytes...)
			rest = rest[length:]
			continue
		}
		if word := longestWord(rest); word >= 0 {
			b = append(b, byte(firstWord+word))
			rest = rest[len(packed[word]):]
			continue
		}
		b = append(b, rest[0])
		rest = rest[1:]
	}
	return b
}

// wordsBy are the places of the words by their first character.
var wordsBy = func() (by [256][]int) {
	for i, w := range packed {
		by[w[0]] = append(by[w[0]], i)
	}
	return by
}()

// longestWord is the one that a text begins with; -1 for none.
func longestWord(text string) int {
	longest := -1
	for _, i := range wordsBy[text[0]] {
		if strings.HasPrefix(text, packed[i]) && (longest < 0 || len(packed[i]) > len(packed[longest])) {
			longest = i
		}
	}
	return longest
}

// networkAt reads the step of a network that a text begins with, of so many
// characters; 0 for none.
func networkAt(text string) (b []byte, length int) {
	encoded, ok := strings.CutPrefix(text, networkPrefix)
	if !ok {
		return nil, 0
	}
	end := strings.IndexFunc(encoded, func(c rune) bool {
		return !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-' || c == '_')
	})
	if end >= 0 {
		encoded = encoded[:end]
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(encoded)
	if err != nil {
		return nil, 0
	}
	return b, len(networkPrefix) + len(encoded)
}

// unpack reads what pack wrote.
func unpack(b []byte) (address string, err error) {
	broken := errors.New("lab: the packed address is broken")
	var out strings.Builder
	for len(b) > 0 {
		if out.Len() > maxLength {
			return "", problem("linkLength", "have", out.Len(), "max", maxLength)
		}
		c := b[0]
		b = b[1:]
		switch {
		case c == byHand:
			var ok bool
			if b, ok = takeHandRow(b, &out); !ok {
				return "", broken
			}
		case c >= firstWord && int(c-firstWord) >= len(packed):
			return "", broken
		case c >= firstWord:
			out.WriteString(packed[c-firstWord])
		case c == network:
			n, size := binary.Uvarint(b)
			if size <= 0 || n > uint64(len(b)-size) {
				return "", broken
			}
			out.WriteString(networkPrefix)
			out.WriteString(base64.RawURLEncoding.EncodeToString(b[size : size+int(n)]))
			b = b[size+int(n):]
		default:
			out.WriteByte(c)
		}
	}
	address, ok := strings.CutPrefix(out.String(), "&")
	if !ok {
		return "", broken
	}
	return address, nil
}

// packedAs tells whether bytes are what an address is packed as, now or once.
func packedAs(address string, b []byte) bool {
	return string(pack(address)) == string(b) || string(packWith(address, false)) == string(b)
}

// ShortLink writes an address shorter, for messengers: versioned, and with a
// checksum (package link). Upper is the form for QR codes.
func ShortLink(address string, upper bool) string {
	b := pack(strings.TrimPrefix(address, "#"))
	if upper {
		return "#" + link.EncodeUpper(b)
	}
	return "#" + link.Encode(b)
}

// plainAddress is an address as it can be read, without its '#', of a short
// link too. One that was not written by ShortLink is refused.
func plainAddress(hash string) (string, error) {
	hash = strings.TrimPrefix(hash, "#")
	longest := maxLength
	if link.Is(hash) {
		longest = maxPacked
	}
	if len(hash) > longest {
		return "", problem("linkLength", "have", len(hash), "max", longest)
	}
	if !link.Is(hash) {
		return hash, nil
	}
	b, err := link.Decode(hash)
	if version := (*link.VersionError)(nil); errors.As(err, &version) {
		return "", problem("linkVersion", "value", version.Version)
	}
	if err != nil {
		return "", problem("linkDamaged")
	}
	address, err := unpack(b)
	if p := (*Problem)(nil); errors.As(err, &p) {
		return "", p
	}
	if err != nil || !packedAs(address, b) {
		return "", problem("linkDamaged")
	}
	return address, nil
}
