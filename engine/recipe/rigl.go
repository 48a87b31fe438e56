package recipe

import (
	"strconv"
	"strings"
)

// RigL trains at a sparsity while connections are dropped and grown (Evci et
// al., "Rigging the Lottery", ICML 2020). An address has the length in
// optimiser steps, and how many of them ran if training was stopped before:
// "rigl:0.98:880".
type RigL struct {
	Sparsity float64
	Length
	Ran int // optimiser steps that were done; 0: all
}

// StepsRun returns the number of optimiser steps that ran; the length must be
// in steps.
func (r RigL) StepsRun() int { return done(r.Length, r.Ran) }

// Text returns the address form; the length must be in steps.
func (r RigL) Text() string {
	text := "rigl:" + formatFloat(r.Sparsity) + ":" + strconv.Itoa(r.Count)
	if ran := r.StepsRun(); ran != r.Count {
		text += ":" + strconv.Itoa(ran)
	}
	return text
}

func (r *RigL) values() []*Value {
	return append([]*Value{in(Share, decimal("sparsity", 0, 1, &r.Sparsity))}, lengthValues(&r.Length)...)
}

func (r *RigL) check() error { return nil }

func riglEntry() Entry {
	return scripted("rigl", RigL{}).recorded([]string{"rigl"}, parseRigL, "rigl:0.98:880")
}

func parseRigL(_ string, parts []string) (Operation, error) {
	if len(parts) != 2 && len(parts) != 3 {
		return nil, unreadable("rigl:" + strings.Join(parts, ":"))
	}
	var r RigL
	var err error
	if r.Sparsity, err = parseNumber("sparsity", parts[0], 0, 1); err != nil {
		return nil, err
	}
	if r.Count, err = parseInteger("steps", parts[1], 1, MaxCount); err != nil {
		return nil, err
	}
	if len(parts) == 3 {
		r.Ran, err = parseInteger("steps", parts[2], 1, r.Count)
	}
	return r, err
}
