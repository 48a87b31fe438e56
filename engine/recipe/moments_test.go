package recipe

import (
	"reflect"
	"strings"
	"testing"
)

// With 10 steps an epoch and seven moments wanted: three operations leave room for three
// moments within 30 steps, which are divided into 1 + 3·20/30 = 3 and 1 + 3·10/30 = 2 parts.
func TestMomentsGoThroughTrainings(t *testing.T) {
	for address, want := range map[string][]string{
		"#steps=": {"#steps="},
		"#dataset=xor&steps=t2e,p:magnitude:global:s0.5,t10": {
			"#dataset=xor&steps=", "#dataset=xor&steps=t6 within", "#dataset=xor&steps=t13 within", "#dataset=xor&steps=t2e",
			"#dataset=xor&steps=t2e,p:magnitude:global:s0.5", "#dataset=xor&steps=t2e,p:magnitude:global:s0.5,t5 within",
		},
		"#steps=gradual:magnitude:global:s0.9:cubic:60:30": {
			"#steps=", "#steps=gradual:magnitude:global:s0.9:cubic:60:5 within", "#steps=gradual:magnitude:global:s0.9:cubic:60:10 within",
			"#steps=gradual:magnitude:global:s0.9:cubic:60:15 within", "#steps=gradual:magnitude:global:s0.9:cubic:60:20 within",
			"#steps=gradual:magnitude:global:s0.9:cubic:60:25 within",
		},
		"#steps=rigl:0.9:2": {"#steps=", "#steps=rigl:0.9:2:1 within"},
		// Of six operations only the last three.
		"#steps=c,m,c,m,c,m": {"#steps=c,m,c", "#steps=c,m,c,m", "#steps=c,m,c,m,c"},
	} {
		x, err := ParseAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range x.Moments(10, 7) {
			text := m.Address
			if m.Within {
				text += " within"
			}
			got = append(got, text)
			if again, err := ParseAddress(m.Address); err != nil || again.Address() != m.Address {
				t.Errorf("%s is not an address: %v", m.Address, err)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", address, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
