//go:build !js

package simd

// Available tells whether the kernels run here: natively they do not.
func Available() bool { return false }

// Own is this program's memory, which natively no kernel works on.
type Own struct{}

var _ Memory = Own{}

const nowhere = "simd: natively there are no kernels"

func (Own) Floats([]float32) Address   { panic(nowhere) }
func (Own) Ints([]int32) Address       { panic(nowhere) }
func (Own) Bytes([]uint8) Address      { panic(nowhere) }
func (Own) Layers([]LayerPlan) Address { panic(nowhere) }

// Forward and Step carry out plans where there are kernels.
func Forward(*Plan)   { panic(nowhere) }
func Step(*Plan) bool { panic(nowhere) }

// AddProducts and Eliminate work on strips where there are kernels.
func AddProducts(tiles, columns int, c, p, q []float64, stride int) { panic(nowhere) }
func Eliminate(tiles, columns int, p, q []float64, stride int) bool { panic(nowhere) }
