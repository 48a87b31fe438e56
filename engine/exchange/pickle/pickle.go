// Package pickle takes Python's pickles apart without running anything that
// they name.
//
// A pickle is a program for a stack machine, which builds lists, dictionaries
// and numbers, and which may import and call any Python function. That makes
// opening a stranger's pickle dangerous in Python. [Load] builds the data, and
// asks its caller about every import and every call: those that the caller does
// not know are refused.
//
// It knows the instructions of protocol 2, in which PyTorch saves tensors (see
// Lib/pickletools.py of Python for all instructions).
package pickle

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
)

// A Global is a function or class that a pickle names.
type Global struct{ Module, Name string }

func (g Global) String() string { return g.Module + "." + g.Name }

// A Tuple is a Python tuple.
type Tuple []any

// A List is a Python list.
type List struct{ Items []any }

// A Dict is a Python dictionary, in the order in which it was filled.
type Dict struct{ Keys, Values []any }

// Get returns the value of a key that is a string; nil if there is none.
func (d *Dict) Get(key string) any {
	for i := len(d.Keys) - 1; i >= 0; i-- { // a later value replaces an earlier one
		if d.Keys[i] == any(key) {
			return d.Values[i]
		}
	}
	return nil
}

// A Host answers what the pickle asks for from outside.
type Host interface {
	// Import tells whether the pickle may name a function or class.
	Import(g Global) error

	// Call returns what a function that was imported makes of its arguments.
	Call(g Global, arguments Tuple) (any, error)

	// Persistent returns an object that is stored outside the pickle.
	Persistent(id any) (any, error)
}

// Load runs a pickle. Values are nil, bool, int64, float64, string, Tuple,
// *List, *Dict, Global, and what the host returns.
func Load(b []byte, host Host) (any, error) {
	m := &machine{rest: b, host: host, memo: map[uint32]any{}}
	for {
		code, err := m.take(1)
		if err != nil {
			return nil, err
		}
		if code[0] == stop {
			return m.pop()
		}
		v, err := m.step(code[0])
		if err != nil {
			return nil, err
		}
		if v != any(nothing{}) {
			m.stack = append(m.stack, v)
		}
	}
}

// Instructions, with the letters that pickletools.py gives them.
const (
	stop = '.'
	mark = '('
)

var (
	errShort = errors.New("pickle: it ends too early")
	errStack = errors.New("pickle: an instruction takes more from the stack than there is")
)

// marker is on the stack where a list of items begins.
type marker struct{}

type machine struct {
	rest  []byte
	host  Host
	stack []any
	memo  map[uint32]any
}

func (m *machine) take(n int) ([]byte, error) {
	if n < 0 || n > len(m.rest) {
		return nil, errShort
	}
	b := m.rest[:n]
	m.rest = m.rest[n:]
	return b, nil
}

// number reads an unsigned number of the given number of bytes, 4 at most.
func (m *machine) number(size int) (uint32, error) {
	b, err := m.take(size)
	if err != nil {
		return 0, err
	}
	var padded [4]byte
	copy(padded[:], b)
	return binary.LittleEndian.Uint32(padded[:]), nil
}

func (m *machine) pop() (any, error) {
	last := len(m.stack) - 1
	if last < 0 || m.stack[last] == any(marker{}) {
		return nil, errStack
	}
	v := m.stack[last]
	m.stack = m.stack[:last]
	return v, nil
}

// nothing is what an instruction returns that pushes no value.
type nothing struct{}

// step carries out one instruction, and returns the value that it pushes.
func (m *machine) step(code byte) (any, error) {
	switch code {
	case 0x80: // PROTO
		version, err := m.number(1)
		if err == nil && version > 3 {
			err = fmt.Errorf("pickle: protocol %d; 2 and 3 can be read", version)
		}
		return nothing{}, err
	case mark:
		return marker{}, nil
	case 'N':
		return nil, nil
	case 0x88: // NEWTRUE
		return true, nil
	case 0x89: // NEWFALSE
		return false, nil
	case 'K', 'M', 'J', 0x8a, 'G': // numbers
		return m.stepNumber(code)
	case 'X': // BINUNICODE
		size, err := m.number(4)
		if err != nil {
			return nil, err
		}
		text, err := m.take(int(size))
		return string(text), err
	case 'q', 'r', 'h', 'j': // BINPUT, LONG_BINPUT, BINGET, LONG_BINGET
		return m.stepMemo(code)
	case 'c', 'R', 'Q', 'b': // GLOBAL, REDUCE, BINPERSID, BUILD
		return m.stepHost(code)
	default:
		return m.stepContainer(code)
	}
}

// stepNumber returns a number that the instruction carries.
func (m *machine) stepNumber(code byte) (any, error) {
	switch code {
	case 'K': // BININT1
		v, err := m.number(1)
		return int64(v), err
	case 'M': // BININT2
		v, err := m.number(2)
		return int64(v), err
	case 'J': // BININT
		v, err := m.number(4)
		return int64(int32(v)), err
	case 'G': // BINFLOAT, which is big-endian
		b, err := m.take(8)
		if err != nil {
			return nil, err
		}
		return math.Float64frombits(binary.BigEndian.Uint64(b)), nil
	}
	// LONG1: a size, and the bytes of a signed number.
	size, err := m.number(1)
	if err != nil {
		return nil, err
	}
	b, err := m.take(int(size))
	if err == nil && size > 8 {
		err = fmt.Errorf("pickle: a number of %d bytes; 8 can be read", size)
	}
	if err != nil {
		return nil, err
	}
	var v int64
	for i, c := range b {
		v |= int64(c) << (8 * i)
	}
	if unused := 64 - 8*int(size); size > 0 {
		v = v << unused >> unused // the sign
	}
	return v, nil
}

// stepMemo stores the top of the stack under a number, or returns what is stored.
func (m *machine) stepMemo(code byte) (any, error) {
	size := 1
	if code == 'r' || code == 'j' {
		size = 4
	}
	number, err := m.number(size)
	if err != nil {
		return nil, err
	}
	if code == 'h' || code == 'j' {
		v, ok := m.memo[number]
		if !ok {
			err = fmt.Errorf("pickle: nothing is stored under %d", number)
		}
		return v, err
	}
	if len(m.stack) == 0 {
		return nil, errStack
	}
	m.memo[number] = m.stack[len(m.stack)-1]
	return nothing{}, nil
}

// stepHost carries out what concerns the world outside the pickle.
func (m *machine) stepHost(code byte) (any, error) {
	if code == 'c' {
		return m.global()
	}
	top, err := m.pop()
	if err != nil || code == 'Q' {
		if err == nil {
			top, err = m.host.Persistent(top)
		}
		return top, err
	}
	below, err := m.pop()
	if err != nil {
		return nil, err
	}
	if code == 'b' { // attributes of a dictionary, which are left out
		if _, isDict := below.(*Dict); !isDict {
			return nil, errors.New("pickle: it sets attributes of something that is not a dictionary")
		}
		return below, nil
	}
	g, isGlobal := below.(Global)
	arguments, isTuple := top.(Tuple)
	if !isGlobal || !isTuple {
		return nil, errors.New("pickle: a call of something that is not a function")
	}
	return m.host.Call(g, arguments)
}

// maxName bounds the lines that name a function or class.
const maxName = 512

// global imports a function or class, which two lines name.
func (m *machine) global() (any, error) {
	module, rest, ok1 := strings.Cut(string(m.rest[:min(len(m.rest), maxName)]), "\n")
	name, _, ok2 := strings.Cut(rest, "\n")
	if !ok1 || !ok2 {
		return nil, errShort
	}
	m.rest = m.rest[len(module)+len(name)+2:]
	g := Global{module, name}
	return g, m.host.Import(g)
}
