package simd

import "unsafe"

// A Plan tells the kernel of a training step where the network, the samples and the
// buffers are. The kernel reads it in the layout that Go gives it.
type Plan struct {
	Layers         int32
	First          Address // of an array of Layers LayerPlans
	Rows           int32   // of the batch
	Held           int32   // 1: Masked and Packed hold the weights already
	X, Y           Address // [Rows][inputs], [Rows]
	SetX, SetY     Address // all samples; a step copies those of the batch to X and Y
	Order          Address // the indices of the batch's samples, [Rows]int32
	Loss           int32   // the number of the loss in package nn
	Optimizer      Optimizer
	Regularization Regularization

	LearningRate, RegularizationRate float32
	Correct1, Correct2               float32 // Adam's bias corrections 1 − β₁ᵗ, 1 − β₂ᵗ
	Scale                            float32 // 1/Rows
}

// A LayerPlan tells where the parts of a layer are: those of nn.Dense and nn.Pass,
// and the memory of the optimiser.
type LayerPlan struct {
	In, Out, Activation                int32
	W, B, Mask                         Address
	Masked, Packed, Activations, Delta Address
	GradientW, GradientB, Movement     Address
	FirstW, FirstB, SecondW, SecondB   Address // the optimiser's memory; 0 if it has none
}

// An Address is an address in the memory that the kernels work on; 0 means none.
type Address uint32

// A Memory is what kernels work on. Its methods return the address of a slice.
type Memory interface {
	Floats([]float32) Address
	Ints([]int32) Address
	Bytes([]uint8) Address
	Layers([]LayerPlan) Address
}

// An Optimizer is the number by which the kernel knows an optimiser.
type Optimizer int32

const (
	SGD Optimizer = iota
	Momentum
	Adam
)

// A Regularization is the number by which the kernel knows a regularisation.
type Regularization int32

const (
	NoRegularization Regularization = iota
	L1
	L2
)

// layerPlanSize is the size of a LayerPlan in bytes.
const layerPlanSize = int32(unsafe.Sizeof(LayerPlan{}))
