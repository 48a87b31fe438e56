package asm

// A Func is a function under construction.
type Func struct {
	name   string
	index  int
	result Type
	params []Type
	locals []Type
	code   []byte
}

// Param returns a parameter. Like every Var it can be set.
func (f *Func) Param(i int) Var { return f.variable(f.params[i], i) }

// Local declares a variable, which is 0 at first.
func (f *Func) Local(t Type) Var {
	f.locals = append(f.locals, t)
	return f.variable(t, len(f.params)+len(f.locals)-1)
}

// Let declares a variable and sets it to v.
func (f *Func) Let(v Value) Var {
	x := f.Local(v.Type)
	x.Set(v)
	return x
}

func (f *Func) variable(t Type, index int) Var {
	return Var{Value{t, unsigned([]byte{opLocalGet}, index)}, f, index}
}

// A Var is a variable. As a Value it is the content of the variable.
type Var struct {
	Value
	f     *Func
	index int
}

// Set assigns a value to the variable.
func (v Var) Set(x Value) {
	mustBe(x, v.Type)
	v.f.emit(x.code)
	v.f.code = unsigned(append(v.f.code, opLocalSet), v.index)
}

// Inc adds a number to a variable of type Int.
func (v Var) Inc(by int32) { v.Set(v.Add(Number(by))) }

func (f *Func) emit(code []byte) { f.code = append(f.code, code...) }

// Return ends the function with the result v.
func (f *Func) Return(v Value) {
	mustBe(v, f.result)
	f.emit(v.code)
	f.code = append(f.code, opReturn)
}

// If runs then if the condition, an Int, is not 0.
func (f *Func) If(condition Value, then func()) {
	mustBe(condition, Int)
	f.emit(condition.code)
	f.code = append(f.code, opIf, blockEmpty)
	then()
	f.code = append(f.code, opEnd)
}

// IfElse runs then if the condition is not 0, and otherwise if it is.
func (f *Func) IfElse(condition Value, then, otherwise func()) {
	f.If(condition, func() {
		then()
		f.code = append(f.code, opElse)
		otherwise()
	})
}

// While runs body as long as the condition, an Int, is not 0. The condition is
// written twice, before and at the end of the loop, so that each round has only
// one jump.
func (f *Func) While(condition Value, body func()) {
	f.If(condition, func() {
		f.code = append(f.code, opLoop, blockEmpty)
		body()
		f.emit(condition.code)
		f.code = append(f.code, opBranchIf, 0, opEnd)
	})
}

// Do calls a function of the module that has no result.
func (f *Func) Do(g *Func, arguments ...Value) { f.emit(g.call(arguments)) }

// Call returns the result of calling a function of the module.
func (f *Func) Call(g *Func, arguments ...Value) Value { return Value{g.result, g.call(arguments)} }

func (f *Func) call(arguments []Value) (code []byte) {
	for i, v := range arguments {
		mustBe(v, f.params[i])
		code = append(code, v.code...)
	}
	return unsigned(append(code, opCall), f.index)
}

func (f *Func) signature() []byte {
	s := append(unsigned([]byte{0x60}, len(f.params)), bytesOf(f.params)...)
	if f.result == None {
		return append(s, 0)
	}
	return append(s, 1, f.result.encoding())
}

func (f *Func) body() []byte {
	b := count(len(f.locals))
	for _, t := range f.locals {
		b = append(b, 1, t.encoding())
	}
	b = append(b, f.code...)
	if f.result != None {
		b = append(b, opUnreachable) // not reached: every path has returned
	}
	return append(b, opEnd)
}

func bytesOf(types []Type) []byte {
	b := make([]byte, len(types))
	for i, t := range types {
		b[i] = t.encoding()
	}
	return b
}
