// Package simdtest runs the kernels of package simd outside a browser, with wazero,
// for tests.
package simdtest

import (
	"context"
	"encoding/binary"
	"math"
	"testing"
	"unsafe"

	"bonsai/engine/simd"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// A Machine is an instance of the kernels. Slices are copied to its memory before
// calls and back after them.
type Machine struct {
	t       testing.TB
	kernels api.Module
	memory  api.Memory
	next    uint32
	placed  map[unsafe.Pointer]place
}

type place struct {
	at   uint32
	size int
}

// memoryModule exports a memory of 1024 pages of 64 KB.
var memoryModule = []byte("\x00asm\x01\x00\x00\x00\x05\x04\x01\x00\x80\x08\x07\x0a\x01\x06memory\x02\x00")

// New returns a machine that is closed at the end of the test.
func New(t testing.TB) *Machine {
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	t.Cleanup(func() { r.Close(ctx) })
	env, err := r.InstantiateWithConfig(ctx, memoryModule, wazero.NewModuleConfig().WithName("env"))
	if err != nil {
		t.Fatal(err)
	}
	kernels, err := r.InstantiateWithConfig(ctx, simd.Module(), wazero.NewModuleConfig().WithName("kernels"))
	if err != nil {
		t.Fatal(err)
	}
	m := &Machine{t: t, kernels: kernels, memory: env.Memory()}
	m.Reset()
	return m
}

// Reset empties the memory.
func (m *Machine) Reset() {
	m.next, m.placed = 64, map[unsafe.Pointer]place{}
}

// Shift leaves a gap before the next slice, so that its address is not a multiple
// of four.
func (m *Machine) Shift(bytes uint32) { m.next += bytes }

// Floats returns the address of a slice, which is copied to the memory when it is
// passed for the first time. It is followed by bytes that kernels must not write.
func (m *Machine) Floats(v []float32) simd.Address {
	return m.bytes(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), 4*len(v)))
}

// Doubles is Floats for float64.
func (m *Machine) Doubles(v []float64) simd.Address {
	return m.bytes(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), 8*len(v)))
}

// Ints is Floats for int32.
func (m *Machine) Ints(v []int32) simd.Address {
	return m.bytes(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), 4*len(v)))
}

// Bytes does for bytes what Floats does for numbers.
func (m *Machine) Bytes(v []uint8) simd.Address { return m.bytes(v) }

// Layers is Floats for a plan's layers.
func (m *Machine) Layers(v []simd.LayerPlan) simd.Address {
	return m.bytes(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), len(v)*int(unsafe.Sizeof(v[0]))))
}

const guard = 64 // bytes between two slices

func (m *Machine) bytes(b []byte) simd.Address {
	if len(b) == 0 {
		return simd.Address(m.next)
	}
	p := unsafe.Pointer(&b[0])
	if old, ok := m.placed[p]; ok {
		return simd.Address(old.at)
	}
	m.placed[p] = place{m.next, len(b)}
	m.write(m.next, b)
	at := m.next
	m.next += uint32(len(b))
	for i := range uint32(guard) {
		m.memory.WriteByte(m.next+i, 0xa5)
	}
	m.next += guard + 3
	m.next -= m.next % 4
	return simd.Address(at)
}

func (m *Machine) write(at uint32, b []byte) {
	if !m.memory.Write(at, b) {
		m.t.Fatal("simdtest: the memory is full")
	}
}

// Call calls a kernel and copies all slices back. The test fails if the kernel wrote
// between two slices.
func (m *Machine) Call(kernel string, arguments ...uint64) uint64 {
	m.t.Helper()
	result := m.Run(kernel, arguments...)
	for p, where := range m.placed {
		b, _ := m.memory.Read(where.at, uint32(where.size))
		copy(unsafe.Slice((*byte)(p), where.size), b)
		behind, _ := m.memory.Read(where.at+uint32(where.size), guard)
		for _, v := range behind {
			if v != 0xa5 {
				m.t.Fatalf("%s writes behind a slice", kernel)
			}
		}
	}
	return result
}

// CallPlan calls a kernel with a plan. Unlike slices, the plan is copied to the
// memory every time.
func (m *Machine) CallPlan(kernel string, p *simd.Plan) uint64 {
	m.t.Helper()
	b := unsafe.Slice((*byte)(unsafe.Pointer(p)), unsafe.Sizeof(*p))
	at := m.bytes(b)
	m.write(uint32(at), b)
	return m.Call(kernel, uint64(at))
}

// Run calls a kernel without copying slices back.
func (m *Machine) Run(kernel string, arguments ...uint64) uint64 {
	m.t.Helper()
	results, err := m.kernels.ExportedFunction(kernel).Call(context.Background(), arguments...)
	if err != nil {
		m.t.Fatal(kernel, ": ", err)
	}
	if len(results) == 0 {
		return 0
	}
	return results[0]
}

// RefreshInts copies a slice to the memory again.
func (m *Machine) RefreshInts(v []int32) {
	b := make([]byte, 0, 4*len(v))
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, uint32(x))
	}
	m.write(uint32(m.Ints(v)), b)
}

// Float returns v in the form of an argument of a call.
func Float(v float32) uint64 { return api.EncodeF32(v) }

// Same fails the test if any bits of got and want differ.
func Same(t testing.TB, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: at %d it is %v, must be %v", what, i, got[i], want[i])
		}
	}
}
