package text_test

import (
	"math"
	"strconv"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/web/text"
	"bonsai/web/text/texttest"
)

// english returns Words with a few messages, which separate thousands.
func english() *text.Words {
	messages := map[string]string{
		"problem.range": "{field}: {value} is outside {min} to {max}", "problem.choice": "{field}: {options}", "problem.linkLength": "{have} of {max}",
		"field.sparsity": "Level", "field.layers": "Hidden layers", "field.layers.entry": "Neurons in a hidden layer", "problem.count": "{field}: {value} entries", "option.activation.relu": "ReLU", "field.activation": "Activation",
	}
	return text.New(func(key string, values []string) string {
		if message, ok := messages[key]; ok {
			return text.Fill(message, values)
		}
		return key
	}, func(v float64, digits int) string {
		t := strconv.FormatFloat(v, 'f', digits, 64)
		if v >= 1000 && digits == 0 {
			t = t[:len(t)-3] + "," + t[len(t)-3:]
		}
		return t
	})
}

func TestFillPutsValuesIntoTheirHoles(t *testing.T) {
	for _, c := range []struct {
		message string
		values  []string
		want    string
	}{
		{"nothing to fill", nil, "nothing to fill"},
		{"{kept} of {total}", []string{"kept", "3", "total", "10"}, "3 of 10"},
		{"{total} of {total}", []string{"total", "10"}, "10 of 10"},
		{"{a}{b}", []string{"a", "{b}", "b", "2"}, "{b}2"}, // a value is not filled again
		{"{unknown} {a}", []string{"a", "1"}, "{unknown} 1"},
		{"{unknown {a}", []string{"a", "1"}, "{unknown 1"},
		{"open {", []string{"a", "1"}, "open {"},
		{"empty {a}.", []string{"a", ""}, "empty ."},
		{"{a}", []string{"a"}, "{a}"}, // a name without a value
		{"{n} {n:row|rows}", []string{"n", "0"}, "0 rows"},
		{"{n} {n:row|rows}", []string{"n", "1"}, "1 row"},
		{"{n} {n:row|rows}", []string{"n", "2"}, "2 rows"},
		{"{n} {n:row|rows}", []string{"n", "1.0"}, "1.0 rows"},
		{"{n:|two} {m:one|two}", []string{"n", "1"}, " {m:one|two}"},
		{"[{“size”: 1, “price”: 2}]", []string{"n", "1"}, "[{“size”: 1, “price”: 2}]"},
	} {
		if got := text.Fill(c.message, c.values); got != c.want {
			t.Errorf("%q with %q is %q, want %q", c.message, c.values, got, c.want)
		}
	}
}

func TestNumbersSayWhatTheyAre(t *testing.T) {
	w := english()
	for _, c := range []struct{ got, want string }{
		{w.Count(12345), "12,345"},
		{w.Percent(0.954), "95.4 %"},
		{w.Accuracy(false, 0.5), "50.0 %"},
		{w.Accuracy(true, 0.5), "0.500"},
		{w.Accuracy(true, -0.0004), "0.000"}, // without the sign of zero
		{w.Accuracy(true, -0.0006), "-0.001"},
		{text.Rounded(-0.00001), "0"},
		{w.Amount(recipe.BySparsity, 0.8), "80.0 %"},
		{w.Amount(recipe.ByEpsilon, 0.12), "ε = 0.1200"},
		{text.Decimal(0.001), "0.001"},
		{text.Decimal(12345678), "1.2345678e+07"}, // a number control reads it
		{text.Rounded(0.123456), "0.1235"},
		{text.Rounded(80), "80"},
		{text.Weight(0.1), "0.1"},
		{text.Weight(-1.234567), "-1.2346"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestNumbersAreWrittenOnce(t *testing.T) {
	calls := 0
	w := text.New(nil, func(v float64, digits int) string { calls++; return text.Decimal(v) })
	for range 3 {
		w.Number(0.5, 2)
	}
	if calls != 1 {
		t.Errorf("0.5 was written %d times", calls)
	}
	w.Number(0.5, 3)
	w.Forget()
	w.Number(0.5, 2)
	if calls != 3 {
		t.Errorf("%d calls after other digits and a change of language, want 3", calls)
	}
	for i := range 3000 { // however many there are, not all are kept
		w.Number(float64(i), 0)
	}
	w.Number(math.NaN(), 1)
}

func TestTextOrFallsBackWithoutAMessage(t *testing.T) {
	w := english()
	if got := w.TextOr("tanh", "option.activation.tanh"); got != "tanh" {
		t.Errorf("got %q, want the fallback", got)
	}
	if got := w.TextOr("relu", "option.activation.relu"); got != "ReLU" {
		t.Errorf("got %q, want the message", got)
	}
	if got := w.Option("activation", "relu"); got != "ReLU" {
		t.Errorf("the option is called %q", got)
	}
}

func TestProblemsNameFieldsAndOptionsAsThePageDoes(t *testing.T) {
	w := english()
	for _, c := range []struct {
		problem recipe.Problem
		want    string
	}{
		{recipe.Problem{Code: "range", Args: map[string]string{"field": "sparsity", "value": "1.5", "min": "0", "max": "1"}}, "Level: 150 % is outside 0 to 100 %"},
		{recipe.Problem{Code: "choice", Args: map[string]string{"field": "activation", "options": "relu, tanh"}}, "Activation: ReLU, tanh"},
		{recipe.Problem{Code: "range", Args: map[string]string{"field": "layers", "value": "2000", "min": "1", "max": "1024"}}, "Neurons in a hidden layer: 2,000 is outside 1 to 1,024"},
		{recipe.Problem{Code: "count", Args: map[string]string{"field": "layers", "value": "7"}}, "Hidden layers: 7 entries"},
		{recipe.Problem{Code: "choice", Args: map[string]string{"field": "strange", "options": "a"}}, "strange: a"},
		{recipe.Problem{Code: "linkLength", Args: map[string]string{"have": "300000", "max": "9999"}}, "300,000 of 9999"},
	} {
		if got := w.Problem(&c.problem); got != c.want {
			t.Errorf("%v: %q, want %q", c.problem, got, c.want)
		}
	}
}

func TestTestWordsShowKeysAndValues(t *testing.T) {
	if got := texttest.Words().Text("a.key", "name", "x", "count", "3"); got != "a.key name=x count=3" {
		t.Errorf("got %q", got)
	}
}
