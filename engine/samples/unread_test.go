package samples

import "testing"

// The messages say to choose another separator or quote character: it can be chosen.
func TestAFileThatIsDetectedWronglyCanBeReadOtherwise(t *testing.T) {
	for _, c := range []struct {
		name, content, problem string
		change                 Change
		rows                   int
	}{
		{"a separator that is not known", "sep=~\na,b\n1,2\n3,4\n5,6\n7,8\n", "separator", Change{What: "skip", Value: "1"}, 4},
		{"a remark behind the table", "a,b\n1,2\n3,4\n5,6\n7,8\nsum\n9,1\n2,3\n", "shortRow", Change{What: "foot", Value: "3"}, 4},
	} {
		o := Open([]File{{c.name, []byte(c.content)}})
		for o.Step(1 << 20) {
		}
		_, err := o.Files()
		if err == nil {
			t.Errorf("%s was read", c.name)
			continue
		}
		files := o.Otherwise()
		if files == nil {
			t.Errorf("%s: nothing can be chosen: %v", c.name, err)
			continue
		}
		p, err := files.Preview("", Change{})
		if err != nil || p.Problem == nil || p.Problem.Code != c.problem || p.Dialect.Format == "" {
			t.Errorf("%s: %+v (%v)", c.name, p, err)
			continue
		}
		p, err = files.Preview(p.Choices, c.change)
		if err != nil || p.Rows != c.rows || len(p.Columns) != 2 {
			t.Errorf("%s: %+v (%v)", c.name, p, err)
			continue
		}
		if again, err := files.Preview(p.Choices, Change{}); err != nil || again.Rows != c.rows || files.Reading == "" {
			t.Errorf("%s: opened, it is something else: %v", c.name, err)
		}
	}
	for _, content := range []string{"", "PAR1\x15\x04", "\x1f\x8b\x08\x00"} {
		o := Open([]File{{"file", []byte(content)}})
		for o.Step(1 << 20) {
		}
		if _, err := o.Files(); err == nil || o.Otherwise() != nil {
			t.Errorf("%q: something can be chosen (%v)", content, err)
		}
	}
}
