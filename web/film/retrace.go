package film

import (
	"slices"
	"time"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// operationHold is how long the result of an operation is seen.
const operationHold = 600 * time.Millisecond

// Retrace measures the scenes of a film of what was done to the present network, as
// [recipe.Experiment.Moments] divides it. It has about as many scenes as the film of ε. A
// network that had another shape is left out.
func Retrace(present *snapshot.Snapshot, e Engine, progress func(done, all int), finish func([]Scene, error)) {
	e.Moments(present.Link, present.StepsPerEpoch, func(moments []recipe.Moment, err error) {
		if err != nil {
			finish(nil, err)
			return
		}
		retrace(present, moments, e, progress, finish)
	})
}

// retrace opens one moment after the other.
func retrace(present *snapshot.Snapshot, moments []recipe.Moment, e Engine, progress func(done, all int), finish func([]Scene, error)) {
	var scenes []Scene
	var next func(at int)
	next = func(at int) {
		progress(at, len(moments))
		if at == len(moments) {
			scenes = append(scenes, Scene{present, lastHold})
			scenes[0].Hold = max(scenes[0].Hold, firstHold)
			finish(scenes, nil)
			return
		}
		e.Open(moments[at].Address, func(s *snapshot.Snapshot, err error) {
			if err != nil {
				finish(nil, err)
				return
			}
			if slices.Equal(s.Units(), present.Units()) {
				scene := Scene{s, operationHold}
				if moments[at].Within {
					scene.Hold = sweepHold
				}
				scenes = append(scenes, scene)
			}
			next(at + 1)
		})
	}
	next(0)
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
