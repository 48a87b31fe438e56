package asm

import (
	"encoding/binary"
	"fmt"
	"math"
)

// A Value is an expression: instructions that leave a value on the stack. An
// expression that is used twice is computed twice; to compute it once, put it
// into a variable with Func.Let.
type Value struct {
	Type Type
	code []byte
}

// Number returns n as an Int.
func Number(n int32) Value { return Value{Int, signed([]byte{opIntConst}, n)} }

// Const returns v as a number of type t, or a Vector with v in all four lanes.
func Const(t Type, v float32) Value {
	if t == Double {
		return Real(float64(v))
	}
	bits := binary.LittleEndian.AppendUint32(nil, math.Float32bits(v))
	if t == Float {
		return Value{t, append([]byte{opFloatConst}, bits...)}
	}
	code := vector(nil, 0x0c)
	for range 4 {
		code = append(code, bits...)
	}
	return Value{Vector, code}
}

// Real returns v as a Double, with all its bits.
func Real(v float64) Value {
	return Value{Double, binary.LittleEndian.AppendUint64([]byte{opDoubleConst}, math.Float64bits(v))}
}

// Spread returns the Float v itself for type Float, a Vector with the Float v in
// all four lanes, or a Pair with the Double v in both.
func Spread(t Type, v Value) Value {
	if t == Pair {
		mustBe(v, Double)
		return Value{t, vector(v.code, 0x14)}
	}
	mustBe(v, Float)
	if t == Float {
		return v
	}
	return Value{t, vector(v.code, 0x13)}
}

// Lane returns number i of a Vector, as a Float, or of a Pair, as a Double.
func Lane(v Value, i byte) Value {
	if v.Type == Pair {
		return Value{Double, append(vector(v.code, 0x21), i)}
	}
	mustBe(v, Vector)
	return Value{Float, append(vector(v.code, 0x1f), i)}
}

// Sum returns v with the terms added, one after the other.
func Sum(v Value, terms []Value) Value {
	code := join(v.code)
	for _, term := range terms {
		mustBe(term, v.Type)
		code = instruction(append(code, term.code...), add, v.Type)
	}
	return Value{v.Type, code}
}

// Select returns yes where the condition holds and no elsewhere. The condition is
// the result of a comparison: an Int for single numbers, masks for Vectors and
// Pairs, of which each lane is selected separately.
func Select(condition, yes, no Value) Value {
	mustBe(no, yes.Type)
	code := join(yes.code, no.code, condition.code)
	if yes.Type == Vector || yes.Type == Pair {
		return Value{yes.Type, vector(code, 0x52)}
	}
	return Value{yes.Type, append(code, opSelect)}
}

// An operation has one instruction for each type; 0 means that there is none.
// Those of Vectors and Pairs follow a prefix byte.
type operation struct {
	name                             string
	int, float, double, vector, pair int
}

func (v Value) binary(o operation, w Value, result Type) Value {
	mustBe(w, v.Type)
	return Value{result, instruction(join(v.code, w.code), o, v.Type)}
}

func (v Value) unary(o operation) Value { return Value{v.Type, instruction(join(v.code), o, v.Type)} }

func instruction(code []byte, o operation, t Type) []byte {
	switch {
	case t == Int && o.int != 0:
		return append(code, byte(o.int))
	case t == Float && o.float != 0:
		return append(code, byte(o.float))
	case t == Double && o.double != 0:
		return append(code, byte(o.double))
	case t == Vector && o.vector != 0:
		return vector(code, o.vector)
	case t == Pair && o.pair != 0:
		return vector(code, o.pair)
	}
	panic(fmt.Sprintf("asm: there is no %s for type %#x", o.name, t))
}

// vector returns a copy of code with a vector instruction appended.
func vector(code []byte, instruction int) []byte {
	return unsigned(append(join(code), 0xfd), instruction)
}

func join(parts ...[]byte) (all []byte) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

func mustBe(v Value, t Type) {
	if v.Type != t {
		panic(fmt.Sprintf("asm: a value of type %#x where there must be %#x", v.Type, t))
	}
}
