package recipe

import "testing"

// The learning rate is live, the test points only change what is shown, and other
// neurons are another network.
func TestWhichFieldsBeginAnotherExperiment(t *testing.T) {
	for _, c := range []struct {
		fields              []string
		untouched, underWay bool
	}{
		{[]string{"layers"}, true, true},
		{[]string{"learningRate"}, true, false},
		{[]string{"showTest"}, false, false},
		{[]string{"showTest", "learningRate"}, true, false},
		{[]string{"learningRate", "layers"}, true, true},
		{nil, false, false},
	} {
		var changed []Field
		for _, name := range c.fields {
			f, err := FieldNamed(name)
			if err != nil {
				t.Fatal(err)
			}
			changed = append(changed, f)
		}
		if untouched, underWay := BeginAgain(changed, true), BeginAgain(changed, false); untouched != c.untouched || underWay != c.underWay {
			t.Errorf("%v: %v while nothing is done, %v later; want %v, %v", c.fields, untouched, underWay, c.untouched, c.underWay)
		}
	}
}

func TestLiveFieldsAreSetBeforeAllOperations(t *testing.T) {
	x, err := ParseAddress("#steps=t3e")
	if err != nil {
		t.Fatal(err)
	}
	next, changed, err := Set{"learningRate": []byte("0.01"), "showTest": []byte("true")}.Apply(&x.Recipe)
	if err != nil {
		t.Fatal(err)
	}
	got := BeginningWith(x, changed, &next)
	if address := got.Address(); address != "#showTest=1&steps=s:learningRate:0.01,t3e" {
		t.Errorf("the address is %s", address)
	}
	if address := x.Address(); address != "#steps=t3e" {
		t.Errorf("the experiment before became %s", address)
	}
}
