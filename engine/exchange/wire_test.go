package exchange

import (
	"reflect"
	"testing"
)

func TestMarshalKeepsEverything(t *testing.T) {
	open := bare()
	open.OrderUnknown = true
	list := cases(t)
	list["open"] = open
	for name, n := range list {
		got, err := Unmarshal(n.Marshal())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(got, n) {
			t.Errorf("%s: got %+v, want %+v", name, got, n)
		}
	}
}

func TestUnmarshalRefusesDamage(t *testing.T) {
	whole := cases(t)["classes"].Marshal()
	for name, b := range map[string][]byte{
		"empty":             nil,
		"no description":    whole[:40],
		"too few numbers":   whole[:len(whole)-1],
		"not a description": append([]byte{2, 0, 0, 0}, "[]"...),
		"terabytes":         append([]byte{44, 0, 0, 0}, `{"layers":[{"in":1000000000,"out":100000}]}  `...),
		"a negative size":   append([]byte{33, 0, 0, 0}, `{"layers":[{"in":-1,"out":-1}]}  `...),
		"columns that differ": append([]byte{64, 0, 0, 0},
			append([]byte(`{"layers":[{"in":1,"out":1}],"columns":[{"mean":1},{"mean":1}]} `), 0, 0, 0, 0, 0, 0, 0, 0)...),
	} {
		if n, err := Unmarshal(b); err == nil {
			t.Errorf("%s: read %+v", name, n)
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	f.Add(cases(f)["classes"].Marshal())
	f.Add(bare().Marshal())
	f.Fuzz(func(t *testing.T, b []byte) {
		if n, err := Unmarshal(b); err == nil {
			n.Marshal()
			n.Zeros()
		}
	})
}
