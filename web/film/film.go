// Package film shows as a film how an experiment was pruned: ε goes from 0 to its
// present value, connections disappear, and the measured accuracy follows. It says which
// networks are measured, draws a picture of each, and writes the pictures as one SVG
// image that moves.
package film

import (
	"math"
	"slices"
	"strings"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// An Engine repeats and measures experiments, apart from the one that the page shows.
type Engine struct {
	Open    func(link string, done func(*snapshot.Snapshot, error))      // opens an address
	Measure func(rule recipe.Rule, done func(*snapshot.Snapshot, error)) // the opened network under a rule

	// Moments returns how the experiment of an address was made.
	Moments func(link string, stepsPerEpoch int, done func([]recipe.Moment, error))
}

// A Scene is what a film shows for a while.
type Scene struct {
	*snapshot.Snapshot
	Hold time.Duration
}

// Sweep is how many scenes ε has from 0 to its last value.
const Sweep = 24

// How long scenes are seen.
const (
	firstHold  = 800 * time.Millisecond
	sweepHold  = 140 * time.Millisecond
	prunedHold = 1200 * time.Millisecond // pruned, before what was done afterwards
	lastHold   = 2500 * time.Millisecond
)

// Shoot measures the scenes of the present experiment's film, one after the other.
// progress gets how many of all are done.
//
// If something was done after the last pruning, such as fine-tuning, the film repeats
// that pruning and ends with the present network. If no rule prunes anything, ε goes on
// until nothing is left.
func Shoot(present *snapshot.Snapshot, e Engine, progress func(done, all int), finish func([]Scene, error)) {
	open := func(link string, then func(*snapshot.Snapshot)) {
		e.Open(link, func(s *snapshot.Snapshot, err error) {
			if err != nil {
				finish(nil, err)
				return
			}
			then(s)
		})
	}
	measure := func(s *snapshot.Snapshot, rules []recipe.Rule, end ...Scene) {
		progress(0, len(rules))
		shoot(e, rules, nil, progress, func(scenes []Scene, err error) {
			if err != nil {
				finish(nil, err)
				return
			}
			finish(held(append(scenes, end...)), nil)
		})
	}
	stage := pruning(present.Link)
	open(stage, func(s *snapshot.Snapshot) {
		rules := toPresent(s)
		switch {
		case rules != nil && stage == present.Link:
			measure(s, rules[:Sweep-1], Scene{Snapshot: present})
		case rules != nil && slices.Equal(s.Units(), present.Units()):
			measure(s, rules, Scene{Snapshot: present})
		case stage == present.Link:
			measure(s, toNothing(s))
		default:
			open(present.Link, func(s *snapshot.Snapshot) { measure(s, toNothing(s)) })
		}
	})
}

// shoot measures the network under one rule after the other.
func shoot(e Engine, rules []recipe.Rule, scenes []Scene, progress func(done, all int), finish func([]Scene, error)) {
	if len(scenes) == len(rules) {
		finish(scenes, nil)
		return
	}
	e.Measure(rules[len(scenes)], func(s *snapshot.Snapshot, err error) {
		if err != nil {
			finish(nil, err)
			return
		}
		scenes = append(scenes, Scene{Snapshot: s})
		progress(len(scenes), len(rules))
		shoot(e, rules, scenes, progress, finish)
	})
}

// held gives every scene its time.
func held(scenes []Scene) []Scene {
	for i := range scenes {
		scenes[i].Hold = sweepHold
	}
	scenes[0].Hold = firstHold
	if len(scenes) > Sweep {
		scenes[Sweep-1].Hold = prunedHold
	}
	scenes[len(scenes)-1].Hold = lastHold
	return scenes
}

// pruning returns the address of the experiment when it was last pruned by a rule, or
// the whole address if it never was. An address ends with its operations, with commas
// between them.
func pruning(link string) string {
	begin := max(strings.LastIndex(link, ",p:"), strings.LastIndex(link, "=p:"))
	if begin < 0 {
		return link
	}
	if end := strings.IndexByte(link[begin+1:], ','); end >= 0 {
		return link[:begin+1+end]
	}
	return link
}

// toPresent returns rules from 0 to the amount of the one in force, or nil if that
// prunes nothing.
func toPresent(s *snapshot.Snapshot) []recipe.Rule {
	r := s.Pruning
	r.Amount = 0
	if s.WithPruning(r).Kept <= s.Kept {
		return nil
	}
	amount := s.Pruning.Amount
	if r.By == recipe.ByEpsilon {
		amount = min(amount, largest(s)) // ε may be far beyond every weight
	}
	rules := sweep(r, amount)
	rules[Sweep-1] = s.Pruning
	return rules
}

// toNothing returns rules from 0 to an ε that prunes every connection that can be.
func toNothing(s *snapshot.Snapshot) []recipe.Rule {
	r := recipe.Rule{Criterion: "magnitude", Scope: "global", By: recipe.ByEpsilon}
	return sweep(r, math.Nextafter(largest(s), math.Inf(1)))
}

func sweep(r recipe.Rule, amount float64) []recipe.Rule {
	rules := make([]recipe.Rule, Sweep)
	for i := range rules {
		rules[i] = r
		rules[i].Amount = amount * float64(i) / (Sweep - 1)
	}
	return rules
}

// largest returns the largest |w| among the connections that can be kept.
func largest(s *snapshot.Snapshot) float64 {
	most := 0.0
	for _, layer := range s.Layers {
		for i, w := range layer.W {
			if a := math.Abs(float64(w)); layer.Base[i] != 0 && a <= recipe.MaxEpsilon {
				most = max(most, a)
			}
		}
	}
	return most
}
