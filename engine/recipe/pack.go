package recipe

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"strings"
)

// A readable address is too long for a QR code. Packing replaces each frequent
// word by one byte and each network by its bytes; everything else stays.

// dictionary lists the words; word i is the byte firstWord+i. Existing links
// contain these numbers, so a new word goes to the end. A name that is not
// listed is packed character by character, so a new one need not be.
var dictionary = []string{
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
	"e,p:magnitude:global:s0.", ",r,t", ",g:", "rigl:", ",q:", ",d:", ",s:learningRate:", "&reading=", ",gradual:",
}

// Bytes that do not occur in an address.
const (
	firstWord   = 0x80
	networkMark = 0x7f // followed by the length of a network and its bytes
)

// pack writes an address, without its '#', in fewer bytes.
func pack(address string) []byte { return packWith(address, true) }

// packWith packs with or without rows of pins and edits. The first links had
// no rows.
func packWith(address string, rows bool) []byte {
	rest := "&" + address
	var b []byte
	for rest != "" {
		if rows {
			if row, length := rowAt(rest); length > 0 {
				b = append(b, row...)
				rest = rest[length:]
				continue
			}
		}
		if encoded, length := networkAt(rest); length > 0 {
			b = binary.AppendUvarint(append(b, networkMark), uint64(len(encoded)))
			b = append(b, encoded...)
			rest = rest[length:]
			continue
		}
		if word := longestWord(rest); word >= 0 {
			b = append(b, byte(firstWord+word))
			rest = rest[len(dictionary[word]):]
			continue
		}
		b = append(b, rest[0])
		rest = rest[1:]
	}
	return b
}

// wordsBy lists the places of the words by their first character.
var wordsBy = func() (by [256][]int) {
	for i, w := range dictionary {
		by[w[0]] = append(by[w[0]], i)
	}
	return by
}()

// longestWord returns the place of the longest word that the text begins with,
// or −1.
func longestWord(text string) int {
	longest := -1
	for _, i := range wordsBy[text[0]] {
		if strings.HasPrefix(text, dictionary[i]) && (longest < 0 || len(dictionary[i]) > len(dictionary[longest])) {
			longest = i
		}
	}
	return longest
}

// networkAt reads the network that the text begins with. length is the number
// of characters it takes, 0 if there is none.
func networkAt(text string) (encoding []byte, length int) {
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

// unpack returns the address that pack packed.
func unpack(b []byte) (address string, err error) {
	broken := errors.New("recipe: the packed address is broken")
	var out strings.Builder
	for len(b) > 0 {
		if out.Len() > maxLength {
			return "", NewProblem("linkLength", "have", out.Len(), "max", maxLength)
		}
		c := b[0]
		b = b[1:]
		switch {
		case c == rowMark:
			var ok bool
			if b, ok = takeRow(b, &out); !ok {
				return "", broken
			}
		case c >= firstWord && int(c-firstWord) >= len(dictionary):
			return "", broken
		case c >= firstWord:
			out.WriteString(dictionary[c-firstWord])
		case c == networkMark:
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
