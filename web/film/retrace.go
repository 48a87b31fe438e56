package film

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"bonsai/engine/snapshot"
)

// operationHold is how long the result of an operation is seen.
const operationHold = 600 * time.Millisecond

// Retrace measures the scenes of a film of what was done to the present network: before
// the first operation, at moments of each training, and after each operation. It has about
// as many scenes as the film of ε; of many operations it shows the last ones. A network
// that had another shape is left out.
func Retrace(present *snapshot.Snapshot, e Engine, progress func(done, all int), finish func([]Scene, error)) {
	retrace(present, momentsOf(present.Link, present.StepsPerEpoch), nil, e, progress, finish)
}

// retrace opens one moment after the other. Those before the index at have been opened.
func retrace(present *snapshot.Snapshot, moments []moment, scenes []Scene, e Engine, progress func(done, all int), finish func([]Scene, error)) {
	var next func(at int)
	next = func(at int) {
		progress(at, len(moments))
		if at == len(moments) {
			scenes = append(scenes, Scene{present, lastHold})
			scenes[0].Hold = max(scenes[0].Hold, firstHold)
			finish(scenes, nil)
			return
		}
		e.Open(moments[at].address, func(s *snapshot.Snapshot, err error) {
			if err != nil {
				finish(nil, err)
				return
			}
			if slices.Equal(s.Units(), present.Units()) {
				scenes = append(scenes, Scene{s, moments[at].hold})
			}
			next(at + 1)
		})
	}
	next(0)
}

// A moment is the address of an experiment as it was, and how long it is seen.
type moment struct {
	address string
	hold    time.Duration
}

// momentsOf returns the moments of an experiment before the present one. Its address ends
// with its operations, with commas between them. (Package recipe would parse them, but all
// that it knows is not in the page otherwise, and would make it larger.)
func momentsOf(link string, stepsPerEpoch int) []moment {
	begin := strings.LastIndexByte(link, '=') + 1
	if begin == len(link) {
		return []moment{{link, firstHold}}
	}
	operations := strings.Split(link[begin:], ",")
	first := max(len(operations)-Sweep/2, 0)
	all := 0
	for _, o := range operations[first:] {
		all += stepsOf(o, stepsPerEpoch)
	}
	room := Sweep - 1 - (len(operations) - first) // for moments within trainings
	before := link[:begin] + strings.Join(operations[:first], ",")
	moments := []moment{{before, firstHold}}
	for _, o := range operations[first:] {
		if !strings.HasSuffix(before, "=") {
			before += ","
		}
		if steps := stepsOf(o, stepsPerEpoch); steps > 0 {
			parts := min(1+room*steps/all, steps)
			for part := 1; part < parts; part++ {
				moments = append(moments, moment{before + partOf(o, steps*part/parts), sweepHold})
			}
		}
		before += o
		moments = append(moments, moment{before, operationHold})
	}
	return moments[:len(moments)-1]
}

// The parts of trainings in an address: "t37", "t10e", and with colons between them what
// is pruned or at which sparsity connections move, the length in steps, and how many of
// them ran.
const (
	gradualLength = 5 // in gradual:magnitude:global:s0.9:cubic:880
	riglLength    = 2 // in rigl:0.98:880
)

// stepsOf returns how many optimiser steps an operation trained, 0 if it is no training.
func stepsOf(operation string, stepsPerEpoch int) int {
	parts, length := planOf(operation)
	if parts != nil {
		ran, err := strconv.Atoi(parts[min(length+1, len(parts)-1)])
		if err != nil {
			return 0
		}
		return ran
	}
	count, epochs := strings.CutSuffix(strings.TrimPrefix(operation, "t"), "e")
	steps, err := strconv.Atoi(count)
	if err != nil || operation[0] != 't' {
		return 0
	}
	if epochs {
		steps *= stepsPerEpoch
	}
	return steps
}

// planOf returns the parts of a training that follows a plan, and which of them is its
// length; nil for every other operation.
func planOf(operation string) (parts []string, length int) {
	parts = strings.Split(operation, ":")
	switch parts[0] {
	case "gradual", "g":
		length = gradualLength
	case "rigl":
		length = riglLength
	}
	if length == 0 || len(parts) <= length {
		return nil, 0
	}
	return parts, length
}

// partOf returns the first optimiser steps of a training.
func partOf(operation string, steps int) string {
	ran := strconv.Itoa(steps)
	parts, length := planOf(operation)
	if parts == nil {
		return "t" + ran
	}
	if len(parts) == length+1 {
		parts = append(parts, ran)
	}
	parts[length+1] = ran
	return strings.Join(parts, ":")
}

// BitRate returns how many bits a second of a video may have: as good a picture as fits
// into a small file.
func BitRate(scenes []Scene) int {
	const (
		most  = 1_200_000 // bytes; a recorder keeps to its rate only on average
		clear = 2_000_000 // bits a second, enough for such pictures
	)
	var all time.Duration
	for _, scene := range scenes {
		all += scene.Hold
	}
	return min(clear, int(8*most/all.Seconds()))
}
