// Package distill trains a student on what a teacher gives out.
//
// A [Teacher] takes the place of the true classes, in part: the student is
// asked for the teacher's probabilities too, softened by a temperature so that
// the small ones count (Hinton, Vinyals and Dean, "Distilling the Knowledge in
// a Neural Network", arXiv 1503.02531):
//
//	L = α·CE(y, σ(z)) + (1−α)·T²·KL(σ(z_teacher/T) ‖ σ(z/T))
//
// The gradients of the second part shrink as 1/T²; T² keeps the two in
// proportion when T is changed.
package distill

import (
	"fmt"

	"bonsai/engine/nn"
)

// A Teacher is a trained network whose outputs are learnt from. In regression
// the student is asked for the teacher's value: T plays no part there.
type Teacher struct {
	net         *nn.Network
	temperature float32
	hard        float32 // α: the share of the true targets in the loss

	pass *nn.Pass
	soft []float32 // the student's probabilities, then the gradient
}

// Bounds of a teacher's settings.
const (
	MinTemperature = 0.5
	MaxTemperature = 100
)

// NewTeacher makes a teacher for batches of at most the given number of rows.
// The network is copied. hard is α, from 0 (only the teacher) to 1 (only the
// truth).
func NewTeacher(n *nn.Network, temperature, hard float64, rows int) (*Teacher, error) {
	if !(temperature >= MinTemperature && temperature <= MaxTemperature) {
		return nil, fmt.Errorf("distill: temperature %v is not in the range %v to %v", temperature, MinTemperature, MaxTemperature)
	}
	if !(hard >= 0 && hard <= 1) {
		return nil, fmt.Errorf("distill: a share of the true targets of %v is not in the range 0 to 1", hard)
	}
	n = n.Clone()
	return &Teacher{
		net:         n,
		temperature: float32(temperature),
		hard:        float32(hard),
		pass:        nn.NewPass(n, rows),
		soft:        make([]float32, rows*n.Layers[len(n.Layers)-1].Out),
	}, nil
}

// Backward finds the gradients of the student's pass for samples x with truths
// y, as nn.Pass.Backward does, and returns the mean loss on the true targets,
// which is what a training without a teacher would show.
func (t *Teacher) Backward(student *nn.Pass, x, y []float32, rows int) float32 {
	wanted := t.pass.Forward(x, rows)
	outputs := len(wanted) / rows
	loss, delta := student.LossAndDelta(x, y, rows)
	soft := t.soft[:rows*outputs]
	copy(soft, student.Logits(rows))
	t.net.Loss.Probabilities(soft, outputs, t.temperature)
	t.net.Loss.Probabilities(wanted, outputs, t.temperature)
	// d/dz of T²·KL is T·(σ(z/T) − σ(z_teacher/T)), over the rows' mean.
	scale := (1 - t.hard) / float32(rows)
	if t.net.Loss != nn.SquaredError {
		scale *= t.temperature
	}
	for i, p := range soft {
		delta[i] = float32(t.hard*delta[i]) + float32(scale*(p-wanted[i]))
	}
	student.BackwardFrom(x, delta, rows)
	return loss
}
