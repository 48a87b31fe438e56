// Package distill trains a network, the student, to imitate a trained network, the
// teacher (knowledge distillation: Hinton, Vinyals and Dean, "Distilling the
// Knowledge in a Neural Network", arXiv 1503.02531).
//
// The loss of the student has two parts: the usual one, which compares its
// probabilities with the true classes y, and one that compares them with the
// teacher's probabilities:
//
//	L = α·CE(y, σ(z)) + (1−α)·T²·KL(σ(z_teacher/T) ‖ σ(z/T))
//
// z are logits, σ is softmax or the logistic function, CE cross-entropy and KL the
// Kullback–Leibler divergence. The temperature T makes the teacher's small
// probabilities larger, so that the student also learns which wrong classes are
// similar to the right one. The gradient of KL shrinks as 1/T²; the factor T²
// compensates for that, so that α has the same effect at every temperature.
package distill

import (
	"fmt"

	"bonsai/engine/nn"
)

// A Teacher computes the gradients of a student's loss with the help of a trained
// network. In regression the student imitates the teacher's output with the squared
// error, and the temperature has no effect.
type Teacher struct {
	net         *nn.Network
	temperature float32
	hard        float32 // α, the weight of the true targets in the loss

	pass *nn.Pass
	soft []float32 // the student's probabilities at the temperature
}

// Limits of the temperature T.
const (
	MinTemperature = 0.5
	MaxTemperature = 100
)

// NewTeacher returns a teacher for batches of at most the given number of rows. It
// copies the network. hard is α, from 0 (only the teacher counts) to 1 (only the
// true targets count). A temperature or α out of range is an error.
func NewTeacher(n *nn.Network, temperature, hard float64, rows int) (*Teacher, error) {
	if !(temperature >= MinTemperature && temperature <= MaxTemperature) {
		return nil, fmt.Errorf("distill: the temperature is %v; it must be %v to %v", temperature, MinTemperature, MaxTemperature)
	}
	if !(hard >= 0 && hard <= 1) {
		return nil, fmt.Errorf("distill: the weight of the true targets is %v; it must be 0 to 1", hard)
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

// Backward computes the gradients of the student's loss for a batch, as
// nn.Pass.Backward does without a teacher: x is [rows][inputs], y has the true
// target of each row, and the gradients are in student.Gradients afterwards.
//
// It returns the mean loss on the true targets alone. That is what training
// without a teacher shows, so the two can be compared.
func (t *Teacher) Backward(student *nn.Pass, x, y []float32, rows int) float32 {
	target := t.pass.Forward(x, rows)
	outputs := len(target) / rows
	loss, delta := student.LossAndDelta(x, y, rows)
	soft := t.soft[:rows*outputs]
	copy(soft, student.Logits(rows))
	t.net.Loss.Probabilities(soft, outputs, t.temperature)
	t.net.Loss.Probabilities(target, outputs, t.temperature)
	// The derivative of T²·KL with respect to z is T·(σ(z/T) − σ(z_teacher/T)),
	// and that of the mean over the batch is this divided by rows.
	scale := (1 - t.hard) / float32(rows)
	if t.net.Loss != nn.SquaredError {
		scale *= t.temperature
	}
	for i, p := range soft {
		delta[i] = float32(t.hard*delta[i]) + float32(scale*(p-target[i]))
	}
	student.BackwardFrom(x, delta, rows)
	return loss
}
