package asm

import "math"

const (
	opUnreachable = 0x00
	opLoop        = 0x03
	opIf          = 0x04
	opElse        = 0x05
	opBranchIf    = 0x0d
	opReturn      = 0x0f
	opCall        = 0x10
	opSelect      = 0x1b
	opLocalGet    = 0x20
	opLocalSet    = 0x21
	opIntConst    = 0x41
	opFloatConst  = 0x43
	opDoubleConst = 0x44

	blockEmpty = 0x40
)

var (
	add = operation{"add", 0x6a, 0x92, 0xa0, 0xe4, 0xf0}
	sub = operation{"sub", 0x6b, 0x93, 0xa1, 0xe5, 0xf1}
	mul = operation{"mul", 0x6c, 0x94, 0xa2, 0xe6, 0xf2}
	div = operation{"div", 0, 0x95, 0xa3, 0xe7, 0xf3}

	sqrt  = operation{"sqrt", 0, 0x91, 0x9f, 0xe3, 0xef}
	floor = operation{"floor", 0, 0x8e, 0x9c, 0x68, 0x75}
	neg   = operation{"neg", 0, 0x8c, 0x9a, 0xe1, 0xed}
	abs   = operation{"abs", 0, 0x8b, 0x99, 0xe0, 0xec}

	less      = operation{"less", 0x48, 0x5d, 0x63, 0x43, 0x49}
	lessEqual = operation{"less or equal", 0x4c, 0x5f, 0x65, 0x45, 0x4b}
	equal     = operation{"equal", 0x46, 0x5b, 0x61, 0x41, 0x47}
)

func (v Value) Add(w Value) Value { return v.binary(add, w, v.Type) }
func (v Value) Sub(w Value) Value { return v.binary(sub, w, v.Type) }
func (v Value) Mul(w Value) Value { return v.binary(mul, w, v.Type) }
func (v Value) Div(w Value) Value { return v.binary(div, w, v.Type) }
func (v Value) Sqrt() Value       { return v.unary(sqrt) }
func (v Value) Floor() Value      { return v.unary(floor) }
func (v Value) Neg() Value        { return v.unary(neg) }
func (v Value) Abs() Value        { return v.unary(abs) }

func (v Value) Less(w Value) Value      { return v.compare(less, w) }
func (v Value) LessEqual(w Value) Value { return v.compare(lessEqual, w) }
func (v Value) Equal(w Value) Value     { return v.compare(equal, w) }

// compare returns an Int of 0 or 1, or for Vectors and Pairs a mask of bits for
// each of the numbers in them.
func (v Value) compare(o operation, w Value) Value {
	if v.Type == Vector || v.Type == Pair {
		return v.binary(o, w, v.Type)
	}
	return v.binary(o, w, Int)
}

// AtLeast reports whether an Int is at least n, as an Int of 0 or 1.
func (v Value) AtLeast(n int32) Value {
	return v.binary(operation{name: "at least", int: 0x4e}, Number(n), Int)
}

// Shift multiplies an Int by a power of two.
func (v Value) Shift(by int32) Value {
	return v.binary(operation{name: "shift", int: 0x74}, Number(by), Int)
}

// Int returns a Float without its fractional part, as an Int.
func (v Value) Int() Value {
	mustBe(v, Float)
	return Value{Int, append(join(v.code), 0xfc, 0x00)} // i32.trunc_sat_f32_s
}

// Float returns a Double rounded to a Float.
func (v Value) Float() Value {
	mustBe(v, Double)
	return Value{Float, append(join(v.code), 0xb6)} // f32.demote_f64
}

// Double returns a Float as a Double.
func (v Value) Double() Value {
	mustBe(v, Float)
	return Value{Double, append(join(v.code), 0xbb)} // f64.promote_f32
}

// PowerOfTwo returns 2ⁿ for a whole number n from −126 to 127, a Float or a
// Vector, by writing the exponent's bits. For n = 128 the result is infinite.
//
// n + 127 is added to 2²³, of which float32 has the units in its lowest bits, and
// the bits are shifted to where the exponent is.
func (v Value) PowerOfTwo() Value {
	sum := v.Add(Const(v.Type, 1<<23+127))
	if v.Type == Float {
		bits := Value{Int, append(join(sum.code), 0xbc)}             // i32.reinterpret_f32
		return Value{Float, append(join(bits.Shift(23).code), 0xbe)} // f32.reinterpret_i32
	}
	return Value{Vector, vector(append(join(sum.code), Number(23).code...), 0xab)} // i32x4.shl
}

// Copysign returns numbers of the size of v with the signs of w.
func (v Value) Copysign(w Value) Value {
	mustBe(w, v.Type)
	if v.Type == Float {
		return Value{Float, append(join(v.code, w.code), 0x98)}
	}
	signs := Const(Vector, float32(math.Copysign(0, -1)))
	return Value{Vector, vector(join(w.code, v.code, signs.code), 0x52)} // v128.bitselect
}

func fourInts(n int32) []byte { return vector(Number(n).code, 0x11) }

// Load reads a value of type t from the memory at address + offset.
func Load(t Type, address Value, offset int) Value {
	mustBe(address, Int)
	switch t {
	case Int:
		return Value{t, access(append(join(address.code), 0x28), 2, offset)}
	case Float:
		return Value{t, access(append(join(address.code), 0x2a), 2, offset)}
	case Double:
		return Value{t, access(append(join(address.code), 0x2b), 3, offset)}
	}
	return Value{t, access(vector(address.code, 0x00), 2, offset)}
}

// LoadSpread reads one number at address + offset, a Float for a Vector and a
// Double for a Pair, and returns a value of type t with that number in all its
// lanes.
func LoadSpread(t Type, address Value, offset int) Value {
	switch t {
	case Vector:
		return Value{t, access(vector(address.code, 0x09), 2, offset)}
	case Pair:
		return Value{t, access(vector(address.code, 0x0a), 3, offset)}
	}
	return Load(t, address, offset)
}

// LoadPruned reads bytes of a mask at address + offset, one for a Float and four
// for a Vector, and reports whether they are 0, in the form in which comparisons
// of that type do.
func LoadPruned(t Type, address Value, offset int) Value {
	if t == Float {
		kept := Value{Int, access(append(join(address.code), 0x2d), 0, offset)}
		return Value{Int, append(kept.code, 0x45)} // i32.eqz
	}
	code := access(vector(address.code, 0x5c), 0, offset) // v128.load32_zero
	code = vector(code, 0x89)                             // i16x8.extend_low_i8x16_u
	code = vector(code, 0xa9)                             // i32x4.extend_low_i16x8_u
	return Value{Vector, vector(join(code, fourInts(0)), 0x37)}
}

// Store writes a value to the memory at address + offset.
func (f *Func) Store(address Value, offset int, v Value) {
	code := join(address.code, v.code)
	switch v.Type {
	case Int:
		code = access(append(code, 0x36), 2, offset)
	case Float:
		code = access(append(code, 0x38), 2, offset)
	case Double:
		code = access(append(code, 0x39), 3, offset)
	default:
		code = access(vector(code, 0x0b), 2, offset)
	}
	f.emit(code)
}

// access appends the operands of an instruction that reads or writes memory: the
// expected alignment, as the exponent of a power of two, and the offset.
func access(code []byte, alignment byte, offset int) []byte {
	return unsigned(append(code, alignment), offset)
}

// Shuffle returns a Vector of four of the eight Floats of v and w: places counts
// those of v from 0 and those of w from 4.
func Shuffle(v, w Value, places [4]byte) Value {
	code := vector(join(v.code, w.code), 0x0d)
	for _, p := range places {
		code = append(code, 4*p, 4*p+1, 4*p+2, 4*p+3)
	}
	return Value{Vector, code}
}
