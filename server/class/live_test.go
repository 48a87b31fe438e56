package class

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestStudentsFollowLinkAndLiveEvents(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher := r.teacher()
		var students []*listener
		for n := range 50 {
			c, id := r.student(n)
			students = append(students, c.listen("/events?state=following&id="+id, ""))
		}
		for _, step := range []struct{ path, body, event, data string }{
			{"/link", `{"link": "#seed=1", "revision": 1}`, "link", `{"link":"#seed=1","revision":1}`},
			{"/live", `{"revision": 1, "steps": 10}`, "live", `{"revision":1,"steps":10}`},
			{"/mode", `{"mode": "frozen"}`, "mode", `{"mode":"frozen"}`},
			{"/challenge", `{"least": 0.95}`, "challenge", `{"least":0.95}`},
			{"/challenge", `null`, "challenge", `null`},
			{"/live", `{"revision": 1, "steps": 20}`, "live", `{"revision":1,"steps":20}`},
			{"/link", `{"link": "#seed=2", "revision": 2}`, "live", `null`}, // a new link ends the live event
		} {
			teacher.post(step.path, step.body, http.StatusNoContent)
			settle()
			for n, s := range students {
				if got := last(s.come(), step.event); got != step.data {
					t.Errorf("student %d is told %q, want %q", n, got, step.data)
				}
			}
		}
		late, id := r.student(51)
		events := late.listen("/events?state=following&id="+id, "").now()
		if events[0].event != "reset" || last(events, "link") != `{"link":"#seed=2","revision":2}` || last(events, "mode") != `{"mode":"frozen"}` {
			t.Errorf("who comes late is told %v", events)
		}
		// A teacher's page that was loaded again finds what is set.
		events = teacher.listen("/teacher", "").now()
		if last(events, "link") != `{"link":"#seed=2","revision":2}` || last(events, "mode") != `{"mode":"frozen"}` || last(events, "live") != "" {
			t.Errorf("the teacher is told %v", events)
		}
	})
}

// After a break, a page gets only what is new; after a restart, everything.
func TestAStreamContinuesAfterABreak(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher := r.teacher()
		c, id := r.student(0)
		teacher.post("/link", `{"link": "#seed=1", "revision": 1}`, http.StatusNoContent)
		first := c.listen("/events?state=following&id="+id, "")
		events := first.now()
		position := events[len(events)-1].id
		first.leave()
		teacher.post("/mode", `{"mode": "frozen"}`, http.StatusNoContent)
		again := c.listen("/events?state=following&id="+id, position).now()
		if len(again) != 1 || again[0].data != `{"mode":"frozen"}` {
			t.Errorf("after a break: %v, want only the mode", again)
		}
		for _, unknown := range []string{"0000-5", position + "0", "nonsense", "-", strings.Split(position, "-")[0] + "-x"} {
			if events := c.listen("/events?state=following&id="+id, unknown).now(); events[0].event != "reset" || last(events, "link") == "" {
				t.Errorf("from position %q: %v, want everything", unknown, events)
			}
		}
	})
}

// The clock moves only while everybody waits, so two requests without a sleep
// between them come at the same time.
func TestTheTeachersPageIsToldToSlowDown(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher := r.teacher()
		teacher.post("/link", `{"link": "#seed=1", "revision": 1}`, http.StatusNoContent)
		teacher.post("/link", `{"link": "#seed=2", "revision": 2}`, http.StatusTooManyRequests)
		time.Sleep(linkPause)
		teacher.post("/link", `{"link": "#seed=2", "revision": 2}`, http.StatusNoContent)
		for range liveBurst {
			teacher.post("/live", `{}`, http.StatusNoContent)
		}
		teacher.post("/live", `{}`, http.StatusTooManyRequests)
		time.Sleep(time.Second / liveRate)
		teacher.post("/live", `{}`, http.StatusNoContent)
	})
}

// Events that come faster than a large class can be told are not lost: the
// newest of each kind arrives.
func TestAWaveOfEventsEndsWithTheNewest(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		c, id := r.student(0)
		follower := c.listen("/events?state=following&id="+id, "")
		follower.now()
		for i := range 100 {
			r.class.students.set("live", "live", fmt.Sprint(i))
		}
		r.class.students.set("mode", "mode", "{}")
		events := follower.now()
		if last(events, "live") != "99" || last(events, "mode") != "{}" || len(events) > 10 {
			t.Errorf("%d events, the newest are %s and %s", len(events), last(events, "live"), last(events, "mode"))
		}
	})
}

// A stream lives longer than the time that the server gives a request to
// arrive, and is never silent for long.
func TestASilentStreamBeats(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		c, id := r.student(0)
		follower := c.listen("/events?state=following&id="+id, "")
		follower.now()
		time.Sleep(time.Minute)
		synctest.Wait()
		beats := 0
		for len(follower.events) > 0 {
			if e, ok := <-follower.events; ok && e.event == "beat" {
				beats++
			}
		}
		if want := int(time.Minute / heartbeat); beats != want {
			t.Errorf("%d beats in a minute, want %d", beats, want)
		}
	})
}

// A client that never reads is dropped after a while, and holds up nobody.
func TestAStalledStudentHoldsUpNobody(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher := r.teacher()
		stalled, err := r.net.dial(context.Background(), "10.0.0.9:50000")
		if err != nil {
			t.Fatal(err)
		}
		defer stalled.Close()
		fmt.Fprintf(stalled, "GET %s/events?id=stalled000&state=following HTTP/1.1\r\nHost: class\r\n\r\n", Path)
		c, id := r.student(0)
		follower := c.listen("/events?state=following&id="+id, "")
		teacher.post("/link", `{"link": "#seed=1", "revision": 1}`, http.StatusNoContent)
		follower.expect("link", `{"link":"#seed=1","revision":1}`)
		if _, everywhere := r.class.presence.count(); everywhere.Following != 2 {
			t.Errorf("%+v, want two who follow", everywhere)
		}
		time.Sleep(patience + grace + tick)
		if _, everywhere := r.class.presence.count(); everywhere.Following != 1 || everywhere.Gone != 1 {
			t.Errorf("after a while: %+v, want one who follows and one who has gone", everywhere)
		}
	})
}

func TestRequestsThatMakeNoSenseAreRefused(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher, student := r.teacher(), r.client("10.0.0.1")
		for _, try := range []struct {
			who          *client
			method, path string
			body         string
			want         int
		}{
			{student, "POST", "/link", `{"link": "#seed=1", "revision": 1}`, http.StatusForbidden},
			{student, "POST", "/remove", `{}`, http.StatusForbidden},
			{student, "GET", "/teacher", ``, http.StatusForbidden},
			{student, "GET", "/results.csv", ``, http.StatusForbidden},
			{student, "POST", "/token", ``, http.StatusForbidden},
			{student, "GET", "/token", ``, http.StatusMethodNotAllowed},
			{student, "GET", "/nothing", ``, http.StatusNotFound},
			{student, "DELETE", "", ``, http.StatusNotFound},
			{student, "GET", "/report", ``, http.StatusMethodNotAllowed},
			{student, "GET", "/events?id=short&state=following", ``, http.StatusBadRequest},
			{student, "GET", "/events?id=student.1&state=following", ``, http.StatusBadRequest},
			{student, "GET", "/events?id=student01&state=gone", ``, http.StatusBadRequest},
			{student, "POST", "/report", `{"id": "student01", "state": "asleep"}`, http.StatusBadRequest},
			{student, "POST", "/report", `{"id": "student01", "state": "gone"} {}`, http.StatusBadRequest},
			{student, "POST", "/report", `{"id": "student01", "state": "gone", "more": 1}`, http.StatusBadRequest},
			{student, "POST", "/vote", `{"id": "student01", "poll": "p1", "choice": 0}`, http.StatusNotFound},
			{teacher, "POST", "/link", `{"link": "seed=1", "revision": 1}`, http.StatusBadRequest},
			{teacher, "POST", "/link", `{"link": "#seed=1\ndata: x", "revision": 1}`, http.StatusBadRequest},
			{teacher, "POST", "/link", `{"link": "#seed=1", "revision": -1}`, http.StatusBadRequest},
			{teacher, "POST", "/link", `{"link": "#` + strings.Repeat("x", maxLink) + `", "revision": 1}`, http.StatusRequestEntityTooLarge},
			{teacher, "POST", "/link", `{"link": "#` + strings.Repeat("x", maxLink+200) + `", "revision": 1}`, http.StatusRequestEntityTooLarge},
			{teacher, "POST", "/live", `null`, http.StatusBadRequest},
			{teacher, "POST", "/live", `[1]`, http.StatusBadRequest},
			{teacher, "POST", "/live", ``, http.StatusBadRequest},
			{teacher, "POST", "/live", `{"x": "` + strings.Repeat("x", maxEvent) + `"}`, http.StatusRequestEntityTooLarge},
			{teacher, "POST", "/mode", `{`, http.StatusBadRequest},
			{teacher, "POST", "/poll", `{"id": "p1", "choices": ["one"]}`, http.StatusBadRequest},
			{teacher, "POST", "/poll", `{"id": "p.1", "choices": ["a", "b"]}`, http.StatusBadRequest},
			{teacher, "POST", "/board", `{"closed": true}`, http.StatusBadRequest},
			{teacher, "POST", "/verify", `{"result": "none", "verified": true}`, http.StatusNotFound},
			{teacher, "POST", "/remove", `{"result": "none"}`, http.StatusNotFound},
		} {
			if status, text := try.who.do(try.method, try.path, try.body, nil); status != try.want {
				t.Errorf("%s %s %.60s: status %d, %q; want %d", try.method, try.path, try.body, status, text, try.want)
			}
		}
		if r.class.state.link != (Link{}) {
			t.Errorf("%v was taken", r.class.state.link)
		}
	})
}

// Pages of other sites can make a student's browser send requests, but not in
// the class's name.
func TestOtherSitesCannotActForAStudent(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		c := r.client("10.0.0.1")
		const body = `{"id": "student01", "state": "following"}`
		for name, test := range map[string]struct {
			header http.Header
			want   int
		}{
			"this site":     {http.Header{"Origin": {"http://class"}}, http.StatusNoContent},
			"another site":  {http.Header{"Origin": {"http://evil.example"}}, http.StatusForbidden},
			"a newer phone": {http.Header{"Sec-Fetch-Site": {"cross-site"}}, http.StatusForbidden},
		} {
			if status, text := c.do("POST", "/report", body, test.header); status != test.want {
				t.Errorf("%s: status %d, %q; want %d", name, status, text, test.want)
			}
		}
	})
}
