package lab

import (
	"slices"
	"strconv"

	"bonsai/engine/quant"
)

// quantizeStep rounds the kept weights to what a scheme can say; training goes
// on with the values that they share: "q:codebook:16", "q:int8". "q:off" gives
// each weight back to itself.
type quantizeStep struct {
	scheme  string
	entries int // of a codebook
}

// unquantized is the scheme of no scheme.
const unquantized = "off"

// QuantSchemes returns the names of the ways to quantise.
func QuantSchemes() []string { return quant.Schemes() }

func (s quantizeStep) text() string {
	if s.scheme == "codebook" {
		return "q:codebook:" + strconv.Itoa(s.entries)
	}
	return "q:" + s.scheme
}

func (s quantizeStep) do(l *Lab) error {
	l.unshare()
	if s.scheme != unquantized {
		codes, err := quant.Quantize(l.net, s.scheme, s.entries)
		if err != nil {
			return err
		}
		l.codes = codes
		l.trainer.Share(codes, l.now.Optimizer)
	}
	l.settleWeights()
	l.did(s)
	return nil
}

// unshare gives each weight back to itself, to an optimiser that remembers
// nothing.
func (l *Lab) unshare() {
	l.codes = nil
	l.trainer.Unshare(l.now.Optimizer)
}

func parseQuantizeStep(parts []string) (step, error) {
	s := quantizeStep{scheme: parts[0]}
	if !slices.Contains(append(quant.Schemes(), unquantized), s.scheme) {
		return nil, notAnOption("scheme", s.scheme, append(quant.Schemes(), unquantized))
	}
	if (s.scheme == "codebook") != (len(parts) == 2) {
		return nil, problem("link", "part", "q")
	}
	if len(parts) == 1 {
		return s, nil
	}
	var err error
	s.entries, err = parseInteger("entries", parts[1], quant.MinEntries, quant.MaxEntries)
	return s, err
}
