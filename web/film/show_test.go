package film

import (
	"testing"
	"time"

	"bonsai/web/markup"
)

func TestTheProgressOfAFilmIsShownWhileItIsMade(t *testing.T) {
	v := &markup.View{}
	check := func(hidden, progress string) {
		t.Helper()
		if got, _ := v.Get("#film", "hidden"); got != hidden {
			t.Errorf("hidden is %q, want %q", got, hidden)
		}
		if got, _ := v.Get("#filmProgress", "value"); got != progress {
			t.Errorf("the progress is %q, want %q", got, progress)
		}
	}
	Begun(v)
	check("false", "") // nothing is known yet
	Progress(v, 12, 48)
	check("false", "0.2500")
	Ended(v)
	check("true", "0.2500")
}

func TestTheEngineIsToldHowToAddAPicture(t *testing.T) {
	if got, want := Arguments(Scene{Hold: 140 * time.Millisecond}), `{"milliseconds":140,"width":800}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
