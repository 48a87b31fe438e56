package simd

import "unsafe"

// A Plan tells the kernel of a training step where everything is. Its layout
// is what the kernel reads. An Address is a place in the memory that the kernel
// works on.
type Plan struct {
	Layers         int32
	First          Address // of an array of Layers LayerPlans
	Rows           int32   // of the batch
	Held           int32   // 1: Masked and Packed are there already
	X, Y           Address // [Rows][inputs], [Rows]
	SetX, SetY     Address // all samples; a step copies those of the batch to X and Y
	Order          Address // the indices of the batch's samples, [Rows]int32
	Loss           int32   // its number in package nn
	Optimizer      Optimizer
	Regularization Regularization

	LearningRate, RegularizationRate float32
	Correct1, Correct2               float32 // of Adam: 1 − β₁ᵗ, 1 − β₂ᵗ
	Scale                            float32 // 1/Rows
}

// A LayerPlan tells where a layer of the network, and what training keeps for
// it, is: package nn's Dense and Pass, and the memory of package train's
// optimisers.
type LayerPlan struct {
	In, Out, Activation                int32
	W, B, Mask                         Address
	Masked, Packed, Activations, Delta Address
	GradientW, GradientB, Movement     Address
	FirstW, FirstB, SecondW, SecondB   Address // what the optimiser remembers; 0 where it does not
}

// An Address is a place in memory; 0 is none.
type Address uint32

// A Memory is what kernels work on: it tells where in it a slice is.
type Memory interface {
	Floats([]float32) Address
	Ints([]int32) Address
	Bytes([]uint8) Address
	Layers([]LayerPlan) Address
}

// An Optimizer is the number of one.
type Optimizer int32

const (
	SGD Optimizer = iota
	Momentum
	Adam
)

// A Regularization is the number of one.
type Regularization int32

const (
	NoRegularization Regularization = iota
	L1
	L2
)

// Size of a LayerPlan in the memory, where one stands behind the other.
const layerPlanSize = int32(unsafe.Sizeof(LayerPlan{}))
