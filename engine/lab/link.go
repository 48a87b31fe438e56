package lab

import (
	"slices"
	"strings"
)

// Limits of an address. With the most a person is told that there is no room
// (see room); any one command adds less than what is left between that and the
// maximum that can be read, so whatever a lab writes can be read again.
const (
	mostSteps  = 5_000
	mostLength = 200_000 // characters
	maxSteps   = mostSteps + 200
	maxLength  = mostLength + 20_000

	// maxPacked is of a short link: in the longer of its forms three characters
	// are two bytes, and a byte is at least one character of an address.
	maxPacked = maxLength*3/2 + 100

	// The networks in an address: characters of one, and weights of all.
	maxNetwork  = 20_000
	maxNetworks = 4_000_000

	// maxCount is of the optimiser steps or epochs of one step.
	maxCount = 10_000_000_000
)

// An address is a list of name=value after a '#': the fields of the recipe
// that are not at their defaults, in the order of the table, and the steps.
// It is meant to be read and written by people too, who prepare a lesson.

// link writes the address of the present state.
func (l *Lab) link() string { return opened{l.start, l.steps}.address() }

// address writes an address.
func (o opened) address() string {
	steps := make([]string, len(o.steps))
	for i, s := range o.steps {
		steps[i] = s.text()
	}
	parts := append(recipeParts(&o.recipe), "steps="+strings.Join(steps, ","))
	return "#" + strings.Join(parts, "&")
}

// room refuses to add to an address that is as long as it may get, with what
// is still to be done.
func (l *Lab) room() error {
	steps := slices.Concat(l.steps, l.todo)
	if have := len(steps); have >= mostSteps {
		return problem("manySteps", "have", have, "max", mostSteps)
	}
	if have := len(opened{l.start, steps}.address()); have >= mostLength {
		return problem("longAddress", "have", have, "max", mostLength)
	}
	return nil
}

// recipeParts writes the fields that differ from the defaults.
func recipeParts(r *Recipe) []string {
	var parts []string
	standard := Default()
	for _, f := range fields {
		if text := f.text(r); text != f.text(&standard) {
			parts = append(parts, f.Name+"="+text)
		}
	}
	return parts
}

// opened is what an address says.
type opened struct {
	recipe Recipe
	steps  []step
}

// parseLink reads an address, with or without its '#', or a short link. Every
// value is checked. Where it says nothing of steps, training for the recipe's
// epochs is meant.
func parseLink(hash string) (opened, error) {
	o := opened{recipe: Default()}
	hash, err := plainAddress(hash)
	if err != nil {
		return o, err
	}
	stepsGiven := false
	seen := map[string]bool{}
	for _, part := range strings.Split(hash, "&") {
		if part == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			return o, problem("link", "part", part)
		}
		if seen[name] {
			return o, problem("repeated", "field", "#", "value", name)
		}
		seen[name] = true
		if name == "steps" {
			stepsGiven = true
			steps, err := parseSteps(value)
			if err != nil {
				return o, err
			}
			o.steps = steps
			continue
		}
		f, err := fieldNamed(name)
		if err != nil {
			return o, err
		}
		if err := f.parse(&o.recipe, value); err != nil {
			return o, err
		}
	}
	if !stepsGiven {
		o.steps = []step{trainStep{o.recipe.Epochs, true}}
	}
	if have := len(o.address()); have > maxLength { // numbers may be written shorter than by us
		return o, problem("linkLength", "have", have, "max", maxLength)
	}
	return o, o.recipe.check()
}

func parseSteps(text string) ([]step, error) {
	if text == "" {
		return nil, nil
	}
	if n := strings.Count(text, ",") + 1; n > maxSteps {
		return nil, problem("count", "field", "steps", "value", n, "min", 0, "max", maxSteps)
	}
	var steps []step
	room := maxNetworks
	for t := range strings.SplitSeq(text, ",") {
		s, err := parseStep(t)
		if err != nil {
			return nil, err
		}
		if n, ok := s.(networkStep); ok {
			if room -= weights(n.net); room < 0 {
				return nil, problem("network", "detail", "it and those before it are too large")
			}
		}
		steps = append(steps, s)
	}
	return steps, nil
}

// HasSteps tells whether an address says what was done, or only what to
// begin with.
func HasSteps(hash string) bool {
	address, _ := plainAddress(hash)
	for _, part := range strings.Split(address, "&") {
		if strings.HasPrefix(part, "steps=") {
			return true
		}
	}
	return false
}
