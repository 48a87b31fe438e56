//go:build js

package simd

import (
	"syscall/js"
	"unsafe"

	"gonum.org/v1/gonum/blas/blas32"
)

var available bool

// Available reports whether the kernels can be called.
func Available() bool { return available }

// Start passes the kernels to the host's function bonsaiKernels, which instantiates
// them on this program's memory, and makes matrix products use them. If there is
// no such function, or the browser has no vector instructions, everything is
// computed in Go.
func Start() {
	host := js.Global().Get("bonsaiKernels")
	if host.IsUndefined() {
		return
	}
	module := Module()
	array := js.Global().Get("Uint8Array").New(len(module))
	js.CopyBytesToJS(array, module)
	if available = host.Invoke(array).Bool(); available {
		blas32.Use(BLAS{})
	}
}

// Own is this program's memory. The addresses stay valid as long as the slices are
// in use, because Go's garbage collector does not move what is on the heap.
type Own struct{}

func (Own) Floats(v []float32) Address {
	onHeap = v
	return Address(uintptr(pointer(v)))
}

// onHeap makes the compiler allocate slices on the heap whose addresses are kept
// in plans. On a stack they would move when the stack grows.
var onHeap []float32

func (Own) Ints(v []int32) Address { return Address(uintptr(unsafe.Pointer(unsafe.SliceData(v)))) }

func (Own) Bytes(v []uint8) Address { return Address(uintptr(unsafe.Pointer(unsafe.SliceData(v)))) }

// Layers returns the address of a plan's layers.
func (Own) Layers(v []LayerPlan) Address {
	return Address(uintptr(unsafe.Pointer(unsafe.SliceData(v))))
}

// Forward carries out the first part of a plan, from X to the activations.
func Forward(p *Plan) { forwardKernel(unsafe.Pointer(p)) }

// Step carries out a plan. It reports whether all logits are finite.
func Step(p *Plan) bool { return stepKernel(unsafe.Pointer(p)) != 0 }

// AddProducts adds p·qᵀ to the given number of tiles of the strip c, as
// linalg.AddProducts does. p and q have the given number of columns, a multiple of
// four; q has one strip for each tile, a stride apart.
func AddProducts(tiles, columns int, c, p, q []float64, stride int) {
	addProductsKernel(int32(tiles), int32(columns/tileRows), unsafe.Pointer(&c[0]), unsafe.Pointer(&p[0]), unsafe.Pointer(&q[0]), int32(8*stride))
}

// Eliminate computes the given number of tiles of the strip p of a Cholesky
// factor in place, as linalg.Factorize does, and reports whether the matrix is
// positive definite so far. The first tile begins after columns, a multiple of
// four; q is the strip of the factor at the rows of that tile's columns, and
// those for the next tiles follow it, a stride apart.
func Eliminate(tiles, columns int, p, q []float64, stride int) bool {
	return eliminateKernel(int32(tiles), int32(columns/tileRows), unsafe.Pointer(&p[0]), unsafe.Pointer(&q[0]), int32(8*stride)) != 0
}

//go:wasmimport bonsai addProducts
//go:noescape
func addProductsKernel(tiles, rounds int32, c, p, q unsafe.Pointer, stride int32)

//go:wasmimport bonsai eliminate
//go:noescape
func eliminateKernel(tiles, rounds int32, p, q unsafe.Pointer, stride int32) int32

//go:wasmimport bonsai forward
//go:noescape
func forwardKernel(plan unsafe.Pointer)

//go:wasmimport bonsai step
//go:noescape
func stepKernel(plan unsafe.Pointer) int32

//go:wasmimport bonsai gemm
//go:noescape
func gemmKernel(m, n, k int32, a unsafe.Pointer, lda int32, b unsafe.Pointer, ldb int32, c unsafe.Pointer, ldc int32, start unsafe.Pointer)

//go:wasmimport bonsai gemmTransposed
//go:noescape
func gemmTransposedKernel(m, n, k int32, a unsafe.Pointer, lda int32, b unsafe.Pointer, ldb int32, c unsafe.Pointer, ldc int32, start unsafe.Pointer)

//go:wasmimport bonsai axpy
//go:noescape
func axpyKernel(n int32, y, x unsafe.Pointer, a float32)

//go:wasmimport bonsai scal
//go:noescape
func scalKernel(n int32, x unsafe.Pointer, a float32)
