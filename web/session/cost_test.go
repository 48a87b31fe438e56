package session_test

import (
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/session"
	"bonsai/web/text/texttest"
)

func TestOnlyAnAddressThatTakesLongIsAskedAbout(t *testing.T) {
	for _, c := range []struct {
		hash, answer string
		err          error
		want         string
	}{
		{"#layers=8", "", nil, "open"}, // without a question to the engine
		{"#steps=t1e", `{"Seconds":1}`, nil, "open"},
		{"#steps=t9e", `{"Seconds":90,"Ask":true,"Short":"#steps=t1e","Left":1}`, nil, "ask #steps=t1e"},
		{"#steps=x", "", &recipe.Problem{Code: "unknown"}, "open"}, // opening it says what is wrong
	} {
		s, engine := begun()
		got := ""
		s.Consider(c.hash, func() { got = "open" }, func(cost snapshot.Cost) { got = "ask " + cost.Short })
		if engine.Pending() > 0 {
			engine.Answer(c.answer, c.err)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.hash, got, c.want)
		}
	}
}

func TestAboutUsesUnitsOfWhichThereAreAtLeastTwo(t *testing.T) {
	w := texttest.Words()
	for seconds, want := range map[float64]string{
		8.1: "time.seconds n=9", 89: "time.seconds n=89", 90: "time.minutes n=2", 180: "time.minutes n=3",
		5400: "time.hours n=2", 172_800: "time.days n=2",
	} {
		if got := session.About(w, seconds); got != want {
			t.Errorf("%v seconds are %q, want %q", seconds, got, want)
		}
	}
}
