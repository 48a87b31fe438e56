package asm

import (
	"encoding/binary"
	"fmt"
	"math"
)

// A Value is an expression: instructions that leave a value on the stack.
// Where it is used twice it is computed twice; Func.Let computes it once.
type Value struct {
	Type Type
	code []byte
}

// Number is an Int.
func Number(n int32) Value { return Value{Int, signed([]byte{opIntConst}, n)} }

// Const is a number as a Float, or four times in a Vector.
func Const(t Type, v float32) Value {
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

// Spread is a Float as it is, or four times in a Vector.
func Spread(t Type, v Value) Value {
	mustBe(v, Float)
	if t == Float {
		return v
	}
	return Value{Vector, vector(v.code, 0x13)}
}

// First is the first of a Vector's four.
func First(v Value) Value {
	mustBe(v, Vector)
	return Value{Float, append(vector(v.code, 0x1f), 0)}
}

// Sum adds terms to a value, one after the other.
func Sum(v Value, terms []Value) Value {
	code := join(v.code)
	for _, term := range terms {
		mustBe(term, v.Type)
		code = instruction(append(code, term.code...), add, v.Type)
	}
	return Value{v.Type, code}
}

// Select is yes where the condition holds and no elsewhere. The condition is
// what Less and its like give: an Int for Floats, masks for Vectors.
func Select(condition, yes, no Value) Value {
	mustBe(no, yes.Type)
	code := join(yes.code, no.code, condition.code)
	if yes.Type == Vector {
		return Value{Vector, vector(code, 0x52)}
	}
	return Value{yes.Type, append(code, opSelect)}
}

// An operation has an instruction for each type that it is defined for; those
// of vectors come after a prefix.
type operation struct {
	name               string
	int, float, vector int
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
	case t == Vector && o.vector != 0:
		return vector(code, o.vector)
	}
	panic(fmt.Sprintf("asm: there is no %s for type %#x", o.name, t))
}

// vector appends an instruction of the vectors to a copy.
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
