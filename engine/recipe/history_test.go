package recipe

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestHistoriesAreReadAsTheyAreWritten(t *testing.T) {
	for _, address := range []string{
		"steps=n:AAEC:0.982:0.071:0.4334:e10.p80.e5", "steps=n:AAEC:-0.5:12.25:0:", "steps=n:AAEC:1:0:3:z.t1.t10000000000.g.i95.c.q16.d,t1e",
		"steps=t1e,n:AAEC:0.5:0:0:w.r,n:AAEC",
	} {
		x, err := ParseAddress(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		if got := x.Address(); got != "#"+address {
			t.Errorf("%s is written %s", address, got)
		}
		packed := pack(address)
		if got, err := unpack(packed); got != address || err != nil {
			t.Errorf("%s is unpacked as %s, %v", address, got, err)
		}
		for length := range len(packed) { // truncated: an error, not a panic
			unpack(packed[:length])
		}
	}
	if packed := pack("steps=n:AAEC:0.982:0.071:0.4334:e10.p80.e5"); len(packed) > 22 {
		t.Errorf("a history takes %d bytes", len(packed))
	}
}

func TestWrongHistoriesAreRefused(t *testing.T) {
	for _, history := range []string{
		"0.9", "0.9:0:0", "0.9:0:0:e1:e2", "2:0:0:", "0.9:-1:0:", "0.9:0:-1:", "x:0:0:", "0.9:0:0:e0", "0.9:0:0:e-1", "0.9:0:0:e1.5",
		"0.9:0:0:k", "0.9:0:0:.", "0.9:0:0:e1..e2", "NaN:0:0:", "0.9:0:0:" + strings.Repeat("e1.", MaxSteps) + "e1",
	} {
		if _, err := ParseAddress("steps=n:AAEC:" + history); err == nil {
			t.Errorf("%s is read", history)
		}
	}
	for _, packed := range [][]byte{{0xfe}, {0xfe, 0}, {0xfe, 0, 0, 0}, {0xfe, 0, 0, 0, 9}, {0xfe, 0, 0, 0, 1, 200, 1}, {0xfe, 0, 0, 0, 1, 0}} {
		if got, err := unpack(append([]byte("&steps=n:AAEC"), packed...)); err == nil {
			t.Errorf("%v is unpacked as %s", packed, got)
		}
	}
}

// What is written can be read: numbers are limited, and a long list loses its beginning.
func TestAHistoryHasNumbersThatAnAddressHolds(t *testing.T) {
	steps := []Step{{StepByHand, 0}}
	for n := range 9 {
		steps = append(steps, Step{StepEpochs, n + 1})
	}
	h := NewHistory(math.Inf(-1), math.NaN(), 1e300, steps)
	read, err := parseHistory(strings.Split(h.text(), ":"))
	if err != nil || read.text() != h.text() {
		t.Fatalf("%s: %v", h.text(), err)
	}
	if want := append([]Step{{StepEarlier, 0}}, steps[3:]...); !slices.Equal(h.Steps, want) {
		t.Errorf("the steps are %v, want %v", h.Steps, want)
	}
	if h = NewHistory(0.98215, 0.0714999, 0.43336, nil); h.text() != "0.9822:0.071:0.4334:" {
		t.Errorf("rounded: %s", h.text())
	}
}
