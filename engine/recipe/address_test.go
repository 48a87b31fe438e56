package recipe

import (
	"strings"
	"testing"
)

// seeds are addresses with every kind of field and operation.
var seeds = []string{
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

func FuzzParseAddress(f *testing.F) {
	for _, seed := range append(seeds, "", "#", "#steps=w:0:1:2:0.5,b:0:1:-3,s:learningRate:0.1,p:random:layer:s0.5") {
		f.Add(seed)
		f.Add(ShortLink(seed, false))
		f.Add(ShortLink(seed, true))
	}
	f.Fuzz(func(t *testing.T, hash string) {
		x, err := ParseAddress(hash)
		if err != nil {
			return
		}
		again, err := ParseAddress(x.Address())
		if err != nil {
			t.Fatalf("%q is written as %q, which is refused: %v", hash, x.Address(), err)
		}
		if again.Address() != x.Address() {
			t.Fatalf("%q is not canonical: %q", x.Address(), again.Address())
		}
	})
}

func TestWrongAddressesAreRefusedWithWhatIsWrong(t *testing.T) {
	for hash, want := range map[string]string{
		"#dataset=iris":               "iris",
		"#learningRate=99":            "99",
		"#layers=8.8.8.8.8.8.8":       "7",
		"#steps=t10e,p:magnitude:glo": "p:magnitude:glo",
		"#seed=1&nonsense":            "nonsense",
	} {
		if _, err := ParseAddress(hash); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want one with %q", hash, err, want)
		}
	}
}

// Some programs that send a link write its signs as numbers.
func TestEncodedSignsAreWhatTheyWere(t *testing.T) {
	x, err := ParseAddress("#hide=noise%2Cseed&steps=t10e%2Cp%3Amagnitude%3Aglobal%3Ae0.2")
	if want := "#hide=noise.seed&steps=t10e,p:magnitude:global:e0.2"; err != nil || x.Address() != want {
		t.Errorf("read as %s (%v), want %s", x.Address(), err, want)
	}
}

func TestOnlyEncodedSignsAreDecoded(t *testing.T) {
	for text, want := range map[string]string{"": "", "a": "a", "%2c": ",", "a%3Ab%25": "a:b%", "%": "%", "1%2": "1%2", "%+1": "%+1", "%zz%2C": "%zz%2C"} {
		if got := unescaped(text); got != want {
			t.Errorf("%q is decoded to %q, want %q", text, got, want)
		}
	}
}
