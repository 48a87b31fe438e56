package pickle

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// strict knows one function, builtins.pair, and one stored object.
type strict struct{}

func (strict) Import(g Global) error {
	if g != (Global{"builtins", "pair"}) {
		return fmt.Errorf("%v is not known", g)
	}
	return nil
}

func (strict) Call(g Global, arguments Tuple) (any, error) {
	if len(arguments) != 2 {
		return nil, errors.New("a pair has two parts")
	}
	return Tuple{arguments[1], arguments[0]}, nil
}

func (strict) Persistent(id any) (any, error) { return fmt.Sprint("stored ", id), nil }

func Example() {
	// pickle.dumps({"epoch": 3}, protocol=2) of Python 3.11
	b := []byte("\x80\x02}q\x00X\x05\x00\x00\x00epochq\x01K\x03s.")
	v, err := Load(b, strict{})
	if err != nil {
		panic(err)
	}
	fmt.Println(v.(*Dict).Get("epoch"))

	// os.system("rm -r /"): the import is refused.
	_, err = Load([]byte("cos\nsystem\nX\x07\x00\x00\x00rm -r /\x85R."), strict{})
	fmt.Println(err)
	// Output:
	// 3
	// os.system is not known
}

func TestLoad(t *testing.T) {
	for _, test := range []struct {
		name, pickle string
		want         any
	}{
		// Written by Python's pickle.dumps(…, protocol=2), without its memo.
		{"constants", "\x80\x02N\x88\x89\x87.", Tuple{nil, true, false}},
		{"numbers", "(K\xffM\x00\x01J\xfe\xff\xff\xff\x8a\x05\x00\x00\x00\x00\x01\x8a\x01\xff\x8a\x00t.",
			Tuple{int64(255), int64(256), int64(-2), int64(1 << 32), int64(-1), int64(0)}},
		{"a float", "G\x3f\xf8\x00\x00\x00\x00\x00\x00.", 1.5},
		{"a text", "X\x03\x00\x00\x00\xe2\x82\xac.", "€"},
		{"lists", "](K\x01K\x02eK\x03a.", &List{[]any{int64(1), int64(2), int64(3)}}},
		{"a tuple in a tuple", ")K\x01\x85\x86.", Tuple{Tuple{}, Tuple{int64(1)}}},
		{"a dictionary", "}(K\x01K\x02K\x03K\x04u.", &Dict{[]any{int64(1), int64(3)}, []any{int64(2), int64(4)}}},
		{"the memo", "K\x07q\x05h\x05\x86.", Tuple{int64(7), int64(7)}},
		{"a long memo", "K\x07r\x00\x01\x00\x00j\x00\x01\x00\x00\x86.", Tuple{int64(7), int64(7)}},
		{"a call", "cbuiltins\npair\n(K\x01K\x02tR.", Tuple{int64(2), int64(1)}},
		{"a stored object", "K\x01Q.", "stored 1"},
		{"attributes of a dictionary", "}}b.", &Dict{}},
	} {
		got, err := Load([]byte(test.pickle), strict{})
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %v, %v; want %v", test.name, got, err, test.want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, test := range []struct{ name, pickle, want string }{
		{"an unknown function", "cos\nsystem\n.", "os.system is not known"},
		{"a wrong call", "cbuiltins\npair\n)R.", "two parts"},
		{"a call of a text", "X\x01\x00\x00\x00a)R.", "not a function"},
		{"a class", "cbuiltins\npair\n)\x81.", "0x81"},
		{"an unknown instruction", "\xfe.", "0xfe"},
		{"protocol 4", "\x80\x04.", "protocol 4"},
		{"an early end", "X\x03\x00\x00\x00a", "ends too early"},
		{"a text of 4 GB", "X\xff\xff\xff\xffa", "ends too early"},
		{"no end", "N", "ends too early"},
		{"an empty stack", ".", "stack"},
		{"a tuple without a mark", "t.", "stack"},
		{"a mark as a value", "(\x85.", "stack"},
		{"an unknown memo", "h\x01.", "nothing is stored"},
		{"items of a number", "K\x01K\x02a.", "not a list"},
		{"keys of a number", "K\x01K\x02K\x03s.", "not a dictionary"},
		{"a number of 9 bytes", "\x8a\x09123456789.", "9 bytes"},
		{"attributes of a number", "K\x01}b.", "not a dictionary"},
	} {
		_, err := Load([]byte(test.pickle), strict{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got the error %v, want one with %q", test.name, err, test.want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("\x80\x02}q\x00X\x05\x00\x00\x00epochq\x01K\x03s."))
	f.Add([]byte("cbuiltins\npair\n(](K\x01ee}(K\x01K\x02u\x86tR."))
	f.Fuzz(func(t *testing.T, b []byte) {
		if v, err := Load(b, strict{}); err != nil && v != nil {
			t.Fatalf("both a value %v and the error %v", v, err)
		}
	})
}
