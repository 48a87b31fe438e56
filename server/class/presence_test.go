package class

import (
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func (r *classroom) counts() Counts {
	synctest.Wait()
	_, everywhere := r.class.presence.count()
	return everywhere
}

func (r *classroom) expectCounts(when string, want Counts) {
	r.t.Helper()
	if got := r.counts(); got != want {
		r.t.Errorf("%s: %+v, want %+v", when, got, want)
	}
}

func TestStudentsAreCountedAsTheyComeAndGo(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		board := r.teacher().listen("/teacher", "")
		a, b := r.client("10.0.0.1"), r.client("10.0.0.2")
		streamA := a.listen("/events?state=following&id=studentA", "")
		b.listen("/events?state=exploring&id=studentB", "")
		r.expectCounts("both are here", Counts{Following: 1, Exploring: 1})
		board.expect("counts", `{"following":1,"exploring":1,"gone":0,"full":false}`)

		a.post("/report", `{"id": "studentA", "state": "exploring"}`, http.StatusNoContent)
		r.expectCounts("A explores", Counts{Exploring: 2})

		streamA.leave()
		synctest.Wait()
		r.expectCounts("A's stream has just ended", Counts{Exploring: 2})
		time.Sleep(grace)
		r.expectCounts("A's stream has ended for good", Counts{Exploring: 1, Gone: 1})
		board.expect("counts", `{"following":0,"exploring":1,"gone":1,"full":false}`)

		a.listen("/events?state=following&id=studentA", "")
		r.expectCounts("A is back", Counts{Following: 1, Exploring: 1})
		b.post("/report", `{"id": "studentB", "state": "gone"}`, http.StatusNoContent)
		r.expectCounts("B's page said that it was left", Counts{Following: 1, Gone: 1})
		time.Sleep(forgetAfter)
		a.post("/report", `{"id": "studentA", "state": "following"}`, http.StatusNoContent)
		r.expectCounts("two hours later", Counts{Following: 1})
	})
}

// A phone that is switched off leaves its stream open.
func TestAStudentWhoDoesNotReportIsGone(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		r.client("10.0.0.1").listen("/events?state=following&id=studentA", "")
		b := r.client("10.0.0.2")
		b.listen("/events?state=following&id=studentB", "")
		time.Sleep(reportTime - time.Second)
		b.post("/report", `{"id": "studentB", "state": "following"}`, http.StatusNoContent)
		r.expectCounts("before the time is over", Counts{Following: 2})
		time.Sleep(time.Second)
		r.expectCounts("only B has reported", Counts{Following: 1, Gone: 1})
	})
}

// Tabs that share one stream are counted one by one, as long as they report.
func TestTabsWithoutAStreamOfTheirOwnAreCounted(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		c := r.client("10.0.0.1")
		c.listen("/events?state=following&id=firstTab", "")
		for tab := range 9 {
			c.post("/report", fmt.Sprintf(`{"id": "otherTab%d", "state": "following"}`, tab), http.StatusNoContent)
		}
		r.expectCounts("ten tabs", Counts{Following: 10})
	})
}

// Both sides are told that the class is full: the page that finds no room, and
// the teacher.
func TestAFullClassSaysSo(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		r.class.LimitStudents(3)
		board := r.teacher().listen("/teacher", "")
		var streams []*listener
		for n := range 3 {
			c, id := r.student(n)
			streams = append(streams, c.listen("/events?state=following&id="+id, ""))
		}
		board.expect("counts", `{"following":3,"exploring":0,"gone":0,"full":false}`)
		c, id := r.student(3)
		late := c.listen("/events?state=following&id="+id, "")
		late.expect("full", `{"limit":3}`)
		if _, open := <-late.events; open {
			t.Error("the stream goes on after it said that there is no room")
		}
		board.expect("counts", `{"following":3,"exploring":0,"gone":0,"full":true}`)
		streams[0].leave()
		synctest.Wait()
		c.listen("/events?state=following&id="+id, "").expect("board", encode(Board{Open: true}))
		time.Sleep(fullTime)
		board.expect("counts", `{"following":3,"exploring":0,"gone":1,"full":false}`)
	})
}

// One machine cannot take all the room.
func TestStreamsAreLimitedPerAddress(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		r.class.presence.limits.perAddress = 5
		greedy := r.client("10.0.0.1")
		for n := range 5 {
			greedy.listen(fmt.Sprintf("/events?state=following&id=greedy%03d", n), "")
		}
		greedy.listen("/events?state=following&id=greedy005", "").expect("full", `{"limitPerAddress":5}`)
		c, id := r.student(7)
		c.listen("/events?state=following&id="+id, "").expect("full", "")
	})
}

// Made-up ids do not fill the memory.
func TestThePresenceIsBounded(t *testing.T) {
	p := newPresence()
	p.limits.streams = 10
	for n := range 1000 {
		p.report(fmt.Sprintf("student%d", n), following)
	}
	if len(p.students) > 20 {
		t.Errorf("%d students are remembered where 10 have room", len(p.students))
	}
}

func TestRequestsAreLimitedPerAddress(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		greedy, other := r.client("10.0.0.1"), r.client("10.0.0.2")
		const report = `{"id": "student01", "state": "following"}`
		for range 4 * requestRate {
			greedy.post("/report", report, http.StatusNoContent)
		}
		greedy.post("/report", report, http.StatusTooManyRequests)
		other.post("/report", report, http.StatusNoContent)
		time.Sleep(time.Second / requestRate)
		greedy.post("/report", report, http.StatusNoContent)
	})
}
