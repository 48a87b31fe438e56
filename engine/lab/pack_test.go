package lab

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/data"
	"bonsai/engine/lab/golden"
	"bonsai/engine/link"
	"bonsai/engine/nn"
	"bonsai/engine/prune"
	"bonsai/engine/quant"
	"bonsai/engine/train"
)

func TestShortLinksSayTheSame(t *testing.T) {
	for _, address := range []string{
		"", "steps=", "steps=t10e,p:magnitude:global:e0.12,t5e", "dataset=spiral&layers=8.8&seed=4294967295",
		"steps=n:", "steps=n:AAEC", "steps=n:AAEC,t1e", "steps=n:A", "steps=n:AAE,n:AAEC,c", "hide=noise.seed&steps=",
		"&&", "ümlaut=\x7f\x80\xff", "steps=rigl:0.9:100,r,ri,m,q:codebook:16,d:5.5:4:0.5",
	} {
		for _, upper := range []bool{false, true} {
			short := ShortLink("#"+address, upper)
			got, err := plainAddress(short)
			if strings.ContainsAny(address, "\x7f\x80\xff") {
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

// What addresses are full of has a word: whoever adds a field or a criterion
// adds it to the end of the list.
func TestWhatAddressesAreMadeOfHasAWord(t *testing.T) {
	var wanted []string
	for _, f := range Fields() {
		wanted = append(wanted, "&"+f.Name+"=")
	}
	for _, names := range [][]string{
		datasetNames(), data.PlaneInputs, nn.Activations(), nn.Inits(), train.Optimizers(), prune.Criteria(), Schedules(), quant.Schemes(),
	} {
		wanted = append(wanted, names...)
	}
	for _, scope := range Scopes() {
		wanted = append(wanted, ":"+scope+":")
	}
	for _, name := range wanted {
		if !slices.ContainsFunc(packed, func(w string) bool { return w == name || w == name+":" }) {
			t.Errorf("%s has no word", name)
		}
	}
	if firstWord+len(packed) > byHand {
		t.Errorf("%d words are more than a byte can tell apart", len(packed))
	}
}

func TestTheReferenceExperimentsLinksAreShort(t *testing.T) {
	l := reference(t)
	do(t, l, Train{Epochs: 10}, level("magnitude", "global", 0.8), Train{Epochs: 5})
	if short := ShortLink(l.Snapshot().Link, false); len(short) > 150 {
		t.Errorf("the recipe takes %d characters: %s", len(short), short)
	}
	if short := ShortLink(modelLink(t, l, 16), false); len(short) > 300 {
		t.Errorf("the network takes %d characters", len(short))
	}
}

func TestGoldenLinksOpen(t *testing.T) {
	links := golden.Links()
	if len(links) < 20 {
		t.Fatalf("there are %d golden links", len(links))
	}
	for _, link := range links {
		for _, hash := range []string{link.Address, link.Short, link.Upper} {
			l := reference(t)
			do(t, l, Load{hash})
			if got := l.Snapshot().Link; got != link.Address {
				t.Errorf("%s opens as %s", hash, got)
			}
		}
		if ShortLink(link.Address, false) != link.Short || ShortLink(link.Address, true) != link.Upper {
			t.Errorf("%s is written in other characters now", link.Address)
		}
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
					if _, err := parseLink(d); err == nil && len(d) > 1 {
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
		"a network of ones":   "steps=n:" + strings.Repeat("_", 19000),
		"a network of zeros":  "steps=n:" + strings.Repeat("A", 19000),
		"a million steps":     "steps=" + strings.Repeat("m,", 9000) + "m",
		"an endless training": "steps=t99999999999999999999e",
	} {
		for _, hash := range []string{"#" + address, ShortLink(address, false), ShortLink(address, true)} {
			if _, err := parseLink(hash); err == nil {
				t.Errorf("%s: is opened", name)
			}
		}
	}
}

// FuzzUnpack goes past the checksum: whatever the bytes, an address comes out
// that is written in the same bytes, or nothing.
func FuzzUnpack(f *testing.F) {
	for _, address := range newGolden {
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
		if _, err := parseLink(link.EncodeUpper(b)); err == nil && len(address) > maxLength {
			t.Fatalf("an address of %d characters is opened", len(address))
		}
	})
}

// With GOLDEN=1, newGolden are written to the end of golden/links.
func TestWriteGolden(t *testing.T) {
	if os.Getenv("GOLDEN") == "" {
		t.Skip("golden links are written with GOLDEN=1")
	}
	file, err := os.OpenFile("golden/links", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, address := range newGolden {
		l := reference(t)
		do(t, l, Load{address})
		plain := l.Snapshot().Link
		fmt.Fprintln(file, plain, ShortLink(plain, false), ShortLink(plain, true))
		plain = modelLink(t, l, 16)
		fmt.Fprintln(file, plain, ShortLink(plain, false), ShortLink(plain, true))
	}
}

// newGolden are recipes that become golden links, each with the network that
// it comes to.
var newGolden = []string{
	"#steps=t10e,p:magnitude:global:s0.8,t5e",
	"#seed=7&steps=t3e,p:taylor:layer:s0.5,c,t1e",
	"#dataset=spiral&inputs=x1.x2.sinx1.sinx2&layers=8.8&activation=tanh&learningRate=0.01&batchSize=10&steps=t20e,p:magnitude:global:e0.12,t5e",
	"#dataset=xor&noise=10&trainShare=50&layers=4&activation=sigmoid&optimizer=sgd&learningRate=0.1&steps=t10e,p:random:layer:s0.3",
	"#dataset=moons&layers=6.6&activation=relu.tanh&optimizer=momentum&regularization=l2&regularizationRate=0.01&steps=t5e,g:magnitude:global:s0.7:cubic:200",
	"#dataset=reg-plane&layers=3&activation=linear&init=he&steps=t4e,p:wanda:neuron:s0.4",
	"#dataset=digits14&layers=12&steps=t2e,p:magnitude:erk:s0.9,t1e",
	"#dataset=drawn&points=10.10.1.11.10.1.12.10.1.13.10.1.14.10.1.-10.10.0.-11.10.0.-12.10.0.-13.10.0.-14.10.0&layers=4&steps=t4e",
	"#dataset=spiral3&layers=10&seed=4294967295&hide=noise.seed&steps=t6e,rigl:0.6:50",
	"#dataset=gauss&layers=5&steps=t2e,p:magnitude:global:s0.2,r,t2e,x:0:1:1,s:learningRate:0.01,t3",
}
