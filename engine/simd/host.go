//go:build !js

package simd

// Available reports whether the kernels can be called. Outside a browser they
// cannot.
func Available() bool { return false }

// Own is this program's memory. Outside a browser no kernel works on it.
type Own struct{}

var _ Memory = Own{}

const nowhere = "simd: there are no kernels outside a browser"

func (Own) Floats([]float32) Address   { panic(nowhere) }
func (Own) Ints([]int32) Address       { panic(nowhere) }
func (Own) Bytes([]uint8) Address      { panic(nowhere) }
func (Own) Layers([]LayerPlan) Address { panic(nowhere) }

// Forward and Step carry out plans in a browser.
func Forward(*Plan)   { panic(nowhere) }
func Step(*Plan) bool { panic(nowhere) }

// AddProducts and Eliminate work on strips of matrices in a browser.
func AddProducts(tiles, columns int, c, p, q []float64, stride int) { panic(nowhere) }
func Eliminate(tiles, columns int, p, q []float64, stride int) bool { panic(nowhere) }
