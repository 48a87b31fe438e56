package asm

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

	blockEmpty = 0x40
)

var add = operation{"add", 0x6a, 0x92, 0xe4}

func (v Value) Add(w Value) Value { return v.binary(add, w, v.Type) }
func (v Value) Sub(w Value) Value { return v.binary(operation{"sub", 0x6b, 0x93, 0xe5}, w, v.Type) }
func (v Value) Mul(w Value) Value { return v.binary(operation{"mul", 0x6c, 0x94, 0xe6}, w, v.Type) }
func (v Value) Div(w Value) Value { return v.binary(operation{"div", 0, 0x95, 0xe7}, w, v.Type) }
func (v Value) Sqrt() Value       { return v.unary(operation{"sqrt", 0, 0x91, 0xe3}) }
func (v Value) Floor() Value      { return v.unary(operation{"floor", 0, 0x8e, 0x68}) }
func (v Value) Neg() Value        { return v.unary(operation{"neg", 0, 0x8c, 0xe1}) }

func (v Value) Less(w Value) Value { return v.compare(operation{"less", 0x48, 0x5d, 0x43}, w) }
func (v Value) LessEqual(w Value) Value {
	return v.compare(operation{"less or equal", 0x4c, 0x5f, 0x45}, w)
}
func (v Value) Equal(w Value) Value { return v.compare(operation{"equal", 0x46, 0x5b, 0x41}, w) }

// compare gives an Int of 0 or 1, or of Vectors a mask of bits for each of the
// four.
func (v Value) compare(o operation, w Value) Value {
	if v.Type == Vector {
		return v.binary(o, w, Vector)
	}
	return v.binary(o, w, Int)
}

// AtLeast tells whether an Int is a number or more.
func (v Value) AtLeast(n int32) Value {
	return v.binary(operation{name: "at least", int: 0x4e}, Number(n), Int)
}

// Shift multiplies an Int by a power of two.
func (v Value) Shift(by int32) Value {
	return v.binary(operation{name: "shift", int: 0x74}, Number(by), Int)
}

// Int is a Float without what is behind the point.
func (v Value) Int() Value {
	mustBe(v, Float)
	return Value{Int, append(join(v.code), 0xfc, 0x00)} // i32.trunc_sat_f32_s
}

// PowerOfTwo is 2ⁿ for whole numbers from −126 to 127, made from its bits; for
// 128 it is infinite.
func (v Value) PowerOfTwo() Value {
	if v.Type == Float {
		bits := v.Int().Add(Number(127)).Shift(23)
		return Value{Float, append(bits.code, 0xbe)} // f32.reinterpret_i32
	}
	code := vector(v.code, 0xf8)                          // i32x4.trunc_sat_f32x4_s
	code = vector(join(code, fourInts(127)), 0xae)        // i32x4.add
	code = vector(append(code, Number(23).code...), 0xab) // i32x4.shl
	return Value{Vector, code}
}

func fourInts(n int32) []byte { return vector(Number(n).code, 0x11) }

// Load reads a value of a type at an address and so many bytes behind.
func Load(t Type, address Value, offset int) Value {
	mustBe(address, Int)
	switch t {
	case Int:
		return Value{t, access(append(join(address.code), 0x28), 2, offset)}
	case Float:
		return Value{t, access(append(join(address.code), 0x2a), 2, offset)}
	}
	return Value{Vector, access(vector(address.code, 0x00), 2, offset)}
}

// LoadSpread reads a Float, once or four times.
func LoadSpread(t Type, address Value, offset int) Value {
	if t == Float {
		return Load(t, address, offset)
	}
	return Value{Vector, access(vector(address.code, 0x09), 2, offset)}
}

// LoadPruned reads bytes of a mask, one or four, and gives what a comparison
// gives: whether they are 0.
func LoadPruned(t Type, address Value, offset int) Value {
	if t == Float {
		byte := Value{Int, access(append(join(address.code), 0x2d), 0, offset)}
		return Value{Int, append(byte.code, 0x45)} // i32.eqz
	}
	code := access(vector(address.code, 0x5c), 0, offset) // v128.load32_zero
	code = vector(code, 0x89)                             // i16x8.extend_low_i8x16_u
	code = vector(code, 0xa9)                             // i32x4.extend_low_i16x8_u
	return Value{Vector, vector(join(code, fourInts(0)), 0x37)}
}

// Store writes a value at an address and so many bytes behind.
func (f *Func) Store(address Value, offset int, v Value) {
	code := join(address.code, v.code)
	switch v.Type {
	case Int:
		code = access(append(code, 0x36), 2, offset)
	case Float:
		code = access(append(code, 0x38), 2, offset)
	default:
		code = access(vector(code, 0x0b), 2, offset)
	}
	f.emit(code)
}

// access appends how memory is meant: the alignment to be expected, as a power
// of two, and the offset.
func access(code []byte, alignment byte, offset int) []byte {
	return unsigned(append(code, alignment), offset)
}

// Shuffle takes four of the eight Floats of two Vectors by their places.
func Shuffle(v, w Value, places [4]byte) Value {
	code := vector(join(v.code, w.code), 0x0d)
	for _, p := range places {
		code = append(code, 4*p, 4*p+1, 4*p+2, 4*p+3)
	}
	return Value{Vector, code}
}
