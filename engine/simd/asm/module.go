// Package asm writes WebAssembly modules: a [Module] is a list of functions,
// whose statements are written by calls of Go functions and whose expressions
// are [Value]s. It has only the instructions that numerical kernels need, and
// one memory, called "memory", which the module imports from "env" or contains.
//
//	var m asm.Module
//	f := m.Func("twice", asm.Float, asm.Float)
//	f.Return(f.Param(0).Add(f.Param(0)))
//	bytes := m.Bytes()
//
// Encodings are those of the WebAssembly Core Specification 2.0, chapter 5.
package asm

// A Type is the type of a value.
type Type byte

// The lower seven bits are the specification's encoding, in which Vector and
// Pair are the same type.
const (
	None   Type = 0
	Int    Type = 0x7f // i32
	Float  Type = 0x7d // f32
	Double Type = 0x7c // f64
	Vector Type = 0x7b // v128, as four f32
	Pair   Type = 0xfb // v128, as two f64
)

func (t Type) encoding() byte { return byte(t) & 0x7f }

// A Module is a list of functions.
type Module struct {
	// Pages is the size of the module's own memory in pages of 64 KB. With 0
	// the module imports its memory.
	Pages int

	funcs []*Func
	data  []byte
	at    int // the address of data

	note     string // the name of a section that does nothing
	noteText []byte
}

// Note adds a section of a name that does nothing when the module runs, and that
// hosts can read.
func (m *Module) Note(name string, content []byte) { m.note, m.noteText = name, content }

// Data makes the module fill its memory from the given address with b when it is
// instantiated.
func (m *Module) Data(address int, b []byte) { m.at, m.data = address, b }

// Func adds a function. One with an empty name is not exported.
func (m *Module) Func(name string, result Type, params ...Type) *Func {
	f := &Func{name: name, result: result, params: params, index: len(m.funcs)}
	m.funcs = append(m.funcs, f)
	return f
}

const (
	sectionCustom    = 0
	sectionTypes     = 1
	sectionImports   = 2
	sectionFunctions = 3
	sectionMemory    = 5
	sectionExports   = 7
	sectionCode      = 10
	sectionData      = 11

	kindFunction = 0
	kindMemory   = 2

	opEnd = 0x0b

	memory = "memory"
)

// Bytes encodes the module.
func (m *Module) Bytes() []byte {
	types, functions, code := count(len(m.funcs)), count(len(m.funcs)), count(len(m.funcs))
	exports, exported := []byte{}, min(m.Pages, 1)
	for i, f := range m.funcs {
		types = append(types, f.signature()...)
		functions = unsigned(functions, i)
		if f.name != "" {
			exports = unsigned(append(text(exports, f.name), kindFunction), i)
			exported++
		}
		body := f.body()
		code = append(unsigned(code, len(body)), body...)
	}
	b := []byte("\x00asm\x01\x00\x00\x00")
	b = section(b, sectionTypes, types)
	if m.Pages == 0 {
		b = section(b, sectionImports, append(text(text(count(1), "env"), memory), kindMemory, 0, 0)) // of any size
	}
	b = section(b, sectionFunctions, functions)
	if m.Pages > 0 {
		b = section(b, sectionMemory, unsigned(append(count(1), 0), m.Pages))
		exports = append(text(exports, memory), kindMemory, 0)
	}
	b = section(b, sectionExports, append(count(exported), exports...))
	b = section(b, sectionCode, code)
	if len(m.data) > 0 {
		address := append(signed([]byte{opIntConst}, int32(m.at)), opEnd)
		content := append(append(count(1), 0), address...) // one segment, in memory 0
		b = section(b, sectionData, append(unsigned(content, len(m.data)), m.data...))
	}
	if m.note != "" {
		b = section(b, sectionCustom, append(text(nil, m.note), m.noteText...))
	}
	return b
}

func count(n int) []byte { return unsigned(nil, n) }

func section(b []byte, id byte, content []byte) []byte {
	return append(unsigned(append(b, id), len(content)), content...)
}

func text(b []byte, s string) []byte { return append(unsigned(b, len(s)), s...) }

// unsigned appends a number as LEB128.
func unsigned(b []byte, n int) []byte {
	for ; n >= 0x80; n >>= 7 {
		b = append(b, byte(n)|0x80)
	}
	return append(b, byte(n))
}

// signed appends a number as signed LEB128.
func signed(b []byte, n int32) []byte {
	for ; n < -64 || n > 63; n >>= 7 {
		b = append(b, byte(n)|0x80)
	}
	return append(b, byte(n)&0x7f)
}
