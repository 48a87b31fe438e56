package recipe

import (
	"hash/crc32"
	"strings"
	"testing"

	"bonsai/engine/lab/golden"
	"bonsai/engine/link"
)

func TestShortLinksSayTheSame(t *testing.T) {
	const odd = "ümlaut=\x7f\x80\xff" // bytes that no address has
	for _, address := range []string{
		"", "steps=", "steps=t10e,p:magnitude:global:e0.12,t5e", "dataset=spiral&layers=8.8&seed=4294967295",
		"steps=n:", "steps=n:AAEC", "steps=n:AAEC,t1e", "steps=n:A", "steps=n:AAE,n:AAEC,c", "hide=noise.seed&steps=",
		"&&", odd, "steps=rigl:0.9:100,r,ri,m,q:codebook:16,d:5.5:4:0.5", "dataset=without-a-word&steps=p:one-without-a-word:global:s0.5",
	} {
		for _, upper := range []bool{false, true} {
			short := ShortLink("#"+address, upper)
			got, err := plainAddress(short)
			if address == odd {
				if err == nil && got != address {
					t.Errorf("%q became %q", address, got)
				}
				continue
			}
			if err != nil || got != address {
				t.Errorf("%q became %q by %s (%v)", address, got, short, err)
			}
		}
	}
}

// A network that was pruned by hand has a short link that is one, and those
// from before there were rows still open.
func TestWhatWasDoneByHandIsShort(t *testing.T) {
	for name, address := range map[string]string{
		"pins":  "steps=t5e" + strings.Repeat(",x:0:1:2,k:1:12:3,f:0:1:-1", 30),
		"edits": "steps=t5e" + strings.Repeat(",w:0:1:2:-0.25,b:1:2:0.123,x:0:1:2", 30) + "&dataset=xor",
		"large": "steps=t5e" + strings.Repeat(",x:0:99:783,x:0:65535:65535,w:9:0:0:1e-07", 30),
	} {
		short := ShortLink(address, false)
		if len(short) >= 3*len(address)/4 {
			t.Errorf("%s: %d characters, where the plain address has %d", name, len(short), len(address))
		}
		old := "#" + link.Encode(packWith(address, false))
		for _, hash := range []string{short, ShortLink(address, true), old} {
			if got, err := plainAddress(hash); err != nil || got != address {
				t.Errorf("%s: %s opens as %q (%v)", name, hash, got, err)
			}
		}
	}
	for _, alone := range []string{"steps=t1,x:0:1:2", "steps=t1,x:0:01:2,x:0:1:+3", "steps=x:0:1:1,w:0:0:0:NaN"} {
		if string(pack(alone)) != string(packWith(alone, false)) {
			t.Errorf("%s is packed in another way than it was", alone)
		}
	}
}

// Links that people have contain the numbers of words, so a word keeps its
// number. The sum is over the words of the first version with this test; later
// ones follow them. A name without a word is spelled out.
func TestWordsKeepTheirNumbers(t *testing.T) {
	const first, sum = 100, 0xe45d28e2
	if got := crc32.ChecksumIEEE([]byte(strings.Join(dictionary[:first], " "))); got != sum {
		t.Errorf("the first %d words have the checksum %#x, not %#x: one was changed or moved", first, got, sum)
	}
	if firstWord+len(dictionary) > rowMark {
		t.Errorf("%d words are more than a byte can tell apart", len(dictionary))
	}
}

// A link with a character altered or missing opens as nothing at all.
func TestDamagedGoldenLinksAreRefused(t *testing.T) {
	const characters = "0aAzZ9.:-_#&=,~ "
	for _, link := range golden.Links() {
		for _, hash := range []string{link.Short, link.Upper} {
			for i := 1; i < len(hash); i++ {
				damaged := []string{hash[:i] + hash[i+1:], hash[:i]}
				for _, c := range characters {
					if byte(c) != hash[i] {
						damaged = append(damaged, hash[:i]+string(c)+hash[i+1:])
					}
				}
				for _, d := range damaged {
					if _, err := ParseAddress(d); err == nil && len(d) > 1 {
						t.Fatalf("%s, once %s, is opened", d, hash)
					}
				}
			}
		}
	}
}

// Whatever an address asks for, it is refused before it takes time or room.
func TestAbsurdAddressesAreRefused(t *testing.T) {
	for name, address := range map[string]string{
		"a million layers":    "layers=" + strings.Repeat("300.", 4000) + "300",
		"a million steps":     "steps=" + strings.Repeat("m,", 9000) + "m",
		"an endless training": "steps=t99999999999999999999e",
	} {
		for _, hash := range []string{"#" + address, ShortLink(address, false), ShortLink(address, true)} {
			if _, err := ParseAddress(hash); err == nil {
				t.Errorf("%s: is opened", name)
			}
		}
	}
}

// FuzzUnpack goes past the checksum: whatever the bytes, an address comes out
// that is written in the same bytes, or nothing.
func FuzzUnpack(f *testing.F) {
	for _, address := range seeds {
		f.Add(pack(address[1:]))
	}
	f.Add(pack("steps=n:AAEC,t1e"))
	f.Add(pack("steps=t1e,x:0:1:2,k:1:2:-1,w:0:3:5:-0.25,b:0:3:0.5,t1"))
	f.Add(packWith("steps=t1e,x:0:1:2,k:1:2:3", false))
	f.Fuzz(func(t *testing.T, b []byte) {
		address, err := plainAddress(link.Encode(b))
		if err != nil {
			return
		}
		if !packedAs(address, b) {
			t.Fatalf("%v is read as %q, which is packed as %v", b, address, pack(address))
		}
		if _, err := ParseAddress(link.EncodeUpper(b)); err == nil && len(address) > maxLength {
			t.Fatalf("an address of %d characters is opened", len(address))
		}
	})
}

// A hostile link costs no more than reading it.
func TestHostileLinksAreRefusedBeforeTheyCostAnything(t *testing.T) {
	const million = 1_000_000
	network := "n:AAEC"
	for name, address := range map[string]string{
		"a million steps":              "steps=" + strings.Repeat("m,", million) + "m",
		"too many steps":               "steps=" + strings.Repeat("m,", maxOperations) + "m",
		"too many words":               "steps=" + strings.Repeat(",p:magnitude:global:e0.", million/10),
		"numbers that we write longer": "steps=" + strings.TrimPrefix(strings.Repeat(",p:magnitude:global:e1e-300", 5000), ","),
		"a million networks":           "steps=" + strings.Repeat(network+",", million) + network,
	} {
		for _, hash := range []string{"#" + address, ShortLink(address, false), ShortLink(address, true)} {
			if _, err := ParseAddress(hash); err == nil {
				t.Errorf("%s: is opened", name)
			} else if len(err.Error()) > 600 {
				t.Errorf("%s: nobody reads %d bytes", name, len(err.Error()))
			}
			if allocated := testing.AllocsPerRun(1, func() { ParseAddress(hash) }); allocated > 100_000 {
				t.Errorf("%s: %v allocations", name, allocated)
			}
		}
	}
}
