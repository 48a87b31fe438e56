package link

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// random returns n pseudo-random bytes.
func random(n int) []byte {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32() >> (8 * (n % 4)))
	}
	return b
}

// forms are the two forms of a link, and the characters that each may have.
var forms = map[string]struct {
	encode     func([]byte) string
	characters *regexp.Regexp
}{
	"ordinary": {Encode, regexp.MustCompile(`^1\.[0-9A-Za-z]*$`)},
	"upper":    {EncodeUpper, regexp.MustCompile(`^[0-9A-Z$*+./:-]*$`)},
}

func TestLinksDecodeToTheSameBytes(t *testing.T) {
	for name, form := range forms {
		for n := range 70 {
			for _, b := range [][]byte{random(n), make([]byte, n), bytes.Repeat([]byte{255}, n)} {
				text := form.encode(b)
				if !form.characters.MatchString(text) {
					t.Errorf("%s: %q has other characters than %v", name, text, form.characters)
				}
				got, err := Decode(text)
				if err != nil || !bytes.Equal(got, b) || !Is(text) {
					t.Errorf("%s: %v decodes to %v (%v)", name, b, got, err)
				}
			}
		}
	}
}

// 796 bytes and a checksum of 4 bytes are 100 blocks of 8 bytes, 11 digits each, or
// 400 blocks of 2 bytes, 3 digits each. The version and separator are 2 characters.
func TestLengthsByHand(t *testing.T) {
	if got := len(Encode(random(796))); got != 2+100*11 {
		t.Errorf("800 bytes take %d characters", got)
	}
	if got := len(EncodeUpper(random(796))); got != 2+400*3 {
		t.Errorf("800 bytes take %d characters for a QR code", got)
	}
}

// Altering, removing or inserting a single character is always noticed.
func TestDamageIsNoticed(t *testing.T) {
	for name, form := range forms {
		for _, n := range []int{0, 1, 5, 20, 33} {
			text := form.encode(random(n))
			refused := func(damaged string) {
				t.Helper()
				if b, err := Decode(damaged); err == nil {
					t.Errorf("%s: %q, a damaged %q, decodes to %v", name, damaged, text, b)
				}
			}
			for i := range text {
				refused(text[:i])
				refused(text[:i] + text[i+1:])
				for c := byte(' '); c < 127; c++ {
					if c != text[i] {
						refused(text[:i] + string(c) + text[i+1:])
					}
					refused(text[:i] + string(c) + text[i:])
				}
			}
			refused(strings.ToUpper(text) + "0")
		}
	}
}

func TestOtherVersionsAreToldFromDamage(t *testing.T) {
	for _, text := range []string{"2.abc", "17:X", "0."} {
		_, err := Decode(text)
		if e := (*VersionError)(nil); !errors.As(err, &e) || !Is(text) {
			t.Errorf("%s: the error is %v, want a VersionError", text, err)
		}
	}
}

func TestOtherAddressesAreNoLinks(t *testing.T) {
	for _, text := range []string{"", "1", "steps=t1e", ".abc", "1=5"} {
		if Is(text) {
			t.Errorf("Is(%q) is true", text)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Encode(random(20)))
	f.Add(EncodeUpper(random(21)))
	f.Add("1.zzzzzzzzzzz")
	f.Add("1:///")
	f.Fuzz(func(t *testing.T, text string) {
		b, err := Decode(text)
		if err != nil {
			return
		}
		if again := map[bool]string{false: Encode(b), true: EncodeUpper(b)}[text[1] == ':']; again != text {
			t.Fatalf("%q decodes to %v, which encodes to %q", text, b, again)
		}
	})
}
