package class

import (
	"fmt"
	"net/http"
	"testing"
)

func TestPredictionsAreCounted(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher := r.teacher()
		board := teacher.listen("/teacher", "")
		poll := func(open, shown bool) {
			t.Helper()
			teacher.post("/poll", fmt.Sprintf(`{"id": "p1", "question": "After 80 %%?", "choices": ["above", "below"], "open": %v, "shown": %v}`, open, shown), http.StatusNoContent)
		}
		poll(true, false)
		first, _ := r.student(0)
		stream := first.listen("/events?state=following&id=studentA", "")
		for n, choice := range []int{0, 1, 1, 1} {
			c, id := r.student(n)
			c.post("/vote", fmt.Sprintf(`{"id": %q, "poll": "p1", "choice": %d}`, id, choice), http.StatusNoContent)
		}
		board.expect("votes", `{"poll":"p1","counts":[1,3]}`)
		stream.expect("votes", "")

		c, id := r.student(3) // thinks again
		c.post("/vote", fmt.Sprintf(`{"id": %q, "poll": "p1", "choice": 0}`, id), http.StatusNoContent)
		board.expect("votes", `{"poll":"p1","counts":[2,2]}`)

		poll(false, true)
		stream.expect("votes", `{"poll":"p1","counts":[2,2]}`)
		c.post("/vote", fmt.Sprintf(`{"id": %q, "poll": "p1", "choice": 1}`, id), http.StatusConflict)
		c.post("/vote", fmt.Sprintf(`{"id": %q, "poll": "p2", "choice": 1}`, id), http.StatusNotFound)

		// Another poll begins without votes, and the old ones are not kept.
		teacher.post("/poll", `{"id": "p2", "question": "And then?", "choices": ["a", "b", "c"], "open": true}`, http.StatusNoContent)
		board.expect("votes", `{"poll":"p2","counts":[0,0,0]}`)
		c.post("/vote", fmt.Sprintf(`{"id": %q, "poll": "p2", "choice": 3}`, id), http.StatusBadRequest)
		c.post("/vote", fmt.Sprintf(`{"id": %q, "poll": "p2", "choice": -1}`, id), http.StatusBadRequest)
		c.post("/vote", fmt.Sprintf(`{"id": %q, "poll": "p2", "choice": 2}`, id), http.StatusNoContent)
		board.expect("votes", `{"poll":"p2","counts":[0,0,1]}`)
		if len(r.class.state.votes) != 1 {
			t.Errorf("votes of %d polls are kept, want 1", len(r.class.state.votes))
		}
		teacher.post("/poll", `null`, http.StatusNoContent)
		stream.expect("poll", "null")
		if len(r.class.state.votes) != 0 {
			t.Errorf("after the end of polls %v are kept", r.class.state.votes)
		}
	})
}

func TestVotesAreLimitedPerAddress(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		r.teacher().post("/poll", `{"id": "p1", "question": "?", "choices": ["a", "b"], "open": true}`, http.StatusNoContent)
		greedy := r.client("10.0.0.1")
		for n := range maxVotesPerAddress {
			greedy.post("/vote", fmt.Sprintf(`{"id": "student%d", "poll": "p1", "choice": 0}`, 1000+n), http.StatusNoContent)
		}
		greedy.post("/vote", `{"id": "onemore00", "poll": "p1", "choice": 0}`, http.StatusServiceUnavailable)
		greedy.post("/vote", `{"id": "student1000", "poll": "p1", "choice": 1}`, http.StatusNoContent) // a change of mind
		r.client("10.0.0.2").post("/vote", `{"id": "onemore00", "poll": "p1", "choice": 0}`, http.StatusNoContent)
	})
}
