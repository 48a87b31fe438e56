package main

import (
	"math"
	"strings"
	"testing"
)

// bytes85 reads what base85 writes.
func bytes85(t *testing.T, text string) (b []byte) {
	t.Helper()
	for ; text != ""; text = text[min(5, len(text)):] {
		n, v := min(5, len(text)), 0
		for i := range 5 {
			digit := len(digits85) - 1
			if i < n {
				digit = strings.IndexByte(digits85, text[i])
			}
			v = 85*v + digit
		}
		if v > math.MaxUint32 {
			t.Fatalf("%.5q is more than four bytes", text)
		}
		b = append(b, []byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}[:n-1]...)
	}
	return b
}

func TestBase85(t *testing.T) {
	// The example of ZeroMQ RFC 32.
	if got := base85([]byte{0x86, 0x4f, 0xd2, 0x6f, 0xb5, 0x59, 0xf7, 0x5b}); got != "HelloWorld" {
		t.Errorf("the example of Z85 is %q", got)
	}
	for _, b := range []string{"", "\x00", "\xff", "a", "ab", "abc", "abcd", "\xff\xff\xff", "\xff\xff\xff\xff\xff"} {
		text := base85([]byte(b))
		if want := len(b) + (len(b)+3)/4; len(text) != want {
			t.Errorf("%q takes %d digits, want %d", b, len(text), want)
		}
		if got := bytes85(t, text); string(got) != b {
			t.Errorf("%q comes back as %q", b, got)
		}
	}
	if len(digits85) != 85 || strings.ContainsAny(digits85, `<>&"'\`) {
		t.Errorf("the digits are %q", digits85)
	}
}
