package session

import (
	"encoding/json"
	"math"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/text"
)

// Consider calls open for an address that takes at most a few seconds, and ask for
// one that takes longer. An address with a fault is opened, which says what is wrong
// with it.
func (s *Session) Consider(hash string, open func(), ask func(c snapshot.Cost)) {
	if !recipe.HasOperations(hash) {
		open()
		return
	}
	s.Send("cost", command.Load(hash), false, func(outputs string, err error) {
		var c snapshot.Cost
		if err != nil || json.Unmarshal([]byte(outputs), &c) != nil || !c.Ask {
			open()
			return
		}
		ask(c)
	})
}

// About returns a number of seconds in words, in a unit of which there are at least
// two.
func About(w *text.Words, seconds float64) string {
	for _, u := range []struct {
		key   string
		size  float64
		below float64
	}{{"time.seconds", 1, 90}, {"time.minutes", 60, 90 * 60}, {"time.hours", 3600, 48 * 3600}} {
		if seconds < u.below {
			return w.Text(u.key, "n", w.Count(int(math.Ceil(seconds/u.size))))
		}
	}
	return w.Text("time.days", "n", w.Count(int(math.Min(math.Ceil(seconds/86400), 1e6))))
}
