package recipe

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestHistoriesAreReadAsTheyAreWritten(t *testing.T) {
	for _, address := range []string{
		"steps=n:AAEC:0.982:0.071:0.4334:e10p80e5", "steps=n:AAEC:-0.5:12.25:0:", "steps=n:AAEC:1:0:3:zt1t10000000000gi95cq16d,t1e",
		"steps=t1e,n:AAEC:0.5:0:0:wr,n:AAEC",
	} {
		x, err := ParseAddress(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		if got := x.Address(); got != "#"+address {
			t.Errorf("%s is written %s", address, got)
		}
		if got, err := unpack(pack(address)); got != address || err != nil {
			t.Errorf("%s is unpacked as %s, %v", address, got, err)
		}
	}
}

func TestWrongHistoriesAreRefused(t *testing.T) {
	for _, history := range []string{
		"0.9", "0.9:0:0", "0.9:0:0:e1:e2", "2:0:0:", "0.9:-1:0:", "0.9:0:-1:", "x:0:0:", "0.9:0:0:e0", "0.9:0:0:e-1", "0.9:0:0:e1.5",
		"0.9:0:0:k", "0.9:0:0:.", "0.9:0:0:e1.e2", "0.9:0:0:5", "NaN:0:0:", "0.9:0:0:" + strings.Repeat("e1", MaxSteps+1),
	} {
		if _, err := ParseAddress("steps=n:AAEC:" + history); err == nil {
			t.Errorf("%s is read", history)
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
