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

// Param is a parameter; like every Var it can be set.
func (f *Func) Param(i int) Var { return f.variable(f.params[i], i) }

// Local makes a variable. It is 0 at first.
func (f *Func) Local(t Type) Var {
	f.locals = append(f.locals, t)
	return f.variable(t, len(f.params)+len(f.locals)-1)
}

// Let makes a variable with a value.
func (f *Func) Let(v Value) Var {
	x := f.Local(v.Type)
	x.Set(v)
	return x
}

func (f *Func) variable(t Type, index int) Var {
	return Var{Value{t, unsigned([]byte{opLocalGet}, index)}, f, index}
}

// A Var is a variable, and as a Value what is in it.
type Var struct {
	Value
	f     *Func
	index int
}

// Set puts a value into the variable.
func (v Var) Set(x Value) {
	mustBe(x, v.Type)
	v.f.emit(x.code)
	v.f.code = unsigned(append(v.f.code, opLocalSet), v.index)
}

// Inc adds a number to a variable of type Int.
func (v Var) Inc(by int32) { v.Set(v.Add(Number(by))) }

func (f *Func) emit(code []byte) { f.code = append(f.code, code...) }

// Return ends the function with its result.
func (f *Func) Return(v Value) {
	mustBe(v, f.result)
	f.emit(v.code)
	f.code = append(f.code, opReturn)
}

// If runs then where the condition, an Int, is not 0.
func (f *Func) If(condition Value, then func()) {
	mustBe(condition, Int)
	f.emit(condition.code)
	f.code = append(f.code, opIf, blockEmpty)
	then()
	f.code = append(f.code, opEnd)
}

// IfElse runs one of two.
func (f *Func) IfElse(condition Value, then, otherwise func()) {
	f.If(condition, func() {
		then()
		f.code = append(f.code, opElse)
		otherwise()
	})
}

// While runs body as long as the condition, an Int, is not 0. The condition
// stands at the end of the loop too, so that a round has one jump.
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

// Call is what a function of the module returns.
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
	return append(s, 1, byte(f.result))
}

func (f *Func) body() []byte {
	b := count(len(f.locals))
	for _, t := range f.locals {
		b = append(b, 1, byte(t))
	}
	b = append(b, f.code...)
	if f.result != None {
		b = append(b, opUnreachable) // every way has returned
	}
	return append(b, opEnd)
}

func bytesOf(types []Type) []byte {
	b := make([]byte, len(types))
	for i, t := range types {
		b[i] = byte(t)
	}
	return b
}
