package answers

import (
	"fmt"

	"bonsai/engine/nn"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
)

// To answers a question about samples with classes: with a network as it was before
// pruning, and as it is now. What a person has drawn is compared with the samples, of a
// revision, by l.
func To(q snapshot.Question, s *samples.Samples, revision int, l *Likeness, before, now *nn.Network) (a snapshot.Answer, err error) {
	if q.Noise < 0 || q.Noise > 100 {
		return a, fmt.Errorf("answers: the noise is %d %%; it must be 0 to 100 %%", q.Noise)
	}
	switch test := s.Test; {
	case q.Drawn != nil:
		row := make([]any, len(q.Drawn))
		for i, v := range q.Drawn {
			row[i] = v
		}
		a.Class = -1
		if a.Input, err = s.Rows([]any{row}); err != nil {
			return a, err
		}
	case q.Sample < 0 || q.Sample >= test.N:
		return a, fmt.Errorf("answers: test sample %d was asked for; there are %d, the first of which is 0", q.Sample, test.N)
	default:
		a.Class = int(test.Y[q.Sample])
		a.Input = test.X[q.Sample*test.F : (q.Sample+1)*test.F]
		a.Cells = s.TestRow(q.Sample)
	}
	if q.Noise > 0 && s.Height > 0 {
		a.Input = Noisy(a.Input, float64(q.Noise)/100, q.Seed)
	}
	a.Unlike = q.Drawn != nil && l.Unlike(a.Input, revision, s.Train)
	a.Before, a.After = Probabilities(before, a.Input), Probabilities(now, a.Input)
	a.Paths = Paths(now, a.Input, Largest(a.After))
	return a, nil
}
