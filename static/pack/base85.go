package main

import "encoding/binary"

// digits85 are the digits of base 85: those of Z85 (ZeroMQ RFC 32), with _ | ~ in the
// place of < > &, which HTML takes for markup. None of them needs an escape in JSON.
const digits85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?_|~()[]{}@%$#"

// base85 writes bytes as text, four of them as five digits: 5/4 of their length, where
// base64 takes 4/3. Of a last group of n < 4 bytes, filled up with zeros, the first n+1
// digits stand. The loader reads it (static/src/loader/assets.js).
func base85(b []byte) string {
	text := make([]byte, 0, len(b)/4*5+4)
	for ; len(b) > 0; b = b[min(4, len(b)):] {
		var group [4]byte
		n := copy(group[:], b)
		v := binary.BigEndian.Uint32(group[:])
		var digits [5]byte
		for i := range digits {
			digits[4-i] = digits85[v%85]
			v /= 85
		}
		text = append(text, digits[:n+1]...)
	}
	return string(text)
}
