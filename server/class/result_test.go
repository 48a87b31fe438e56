package class

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// handInAs hands in a result and returns its id.
func (c *client) handInAs(id, name string, accuracy float64, bytes int) string {
	c.room.t.Helper()
	text := c.post("/result", fmt.Sprintf(`{"id": %q, "link": "#seed=%d", "accuracy": %v, "bytes": %d, "connections": 62, "name": %q}`,
		id, bytes, accuracy, bytes, name), http.StatusCreated)
	var given struct{ Result string }
	if err := json.Unmarshal([]byte(text), &given); err != nil {
		c.room.t.Fatal(err)
	}
	return given.Result
}

func results(t *testing.T, events []told) []Result {
	t.Helper()
	var all []Result
	for _, e := range events {
		if e.event != "result" {
			continue
		}
		var r Result
		if err := json.Unmarshal([]byte(e.data), &r); err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

func TestTheTeacherGetsResultsLive(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher := r.teacher()
		teacher.post("/board", `{"open": true, "askNames": true}`, http.StatusNoContent)
		board := teacher.listen("/teacher", "")
		board.now()
		student := r.client("10.0.0.1")
		id := student.handInAs("studentA", "Ada", 0.967, 412)
		got := results(t, board.now())
		if len(got) != 1 {
			t.Fatalf("%d results, want 1", len(got))
		}
		want := Result{Result: id, Name: "Ada", Link: "#seed=412", Accuracy: 0.967, Bytes: 412, Connections: 62, Time: got[0].Time}
		if got[0] != want {
			t.Errorf("%+v, want %+v", got[0], want)
		}

		// The same link once more replaces it, another link does not.
		if again := student.handInAs("studentA", "Ada L.", 0.967, 412); again != id {
			t.Errorf("the same link became the result %s, want %s", again, id)
		}
		if other := student.handInAs("studentA", "Ada", 0.95, 300); other == id {
			t.Error("another link replaced the result")
		}
		if got := results(t, board.now()); len(got) != 2 || got[0].Name != "Ada L." {
			t.Errorf("%+v", got)
		}

		teacher.post("/verify", fmt.Sprintf(`{"result": %q, "verified": true}`, id), http.StatusNoContent)
		if got := results(t, board.now()); len(got) != 1 || !got[0].Verified || got[0].Link != "#seed=412" {
			t.Errorf("verified: %+v", got)
		}
		teacher.post("/remove", fmt.Sprintf(`{"result": %q}`, id), http.StatusNoContent)
		board.expect("removed", fmt.Sprintf(`{"result":%q}`, id))
		teacher.post("/remove", `{}`, http.StatusNoContent)
		if len(r.class.state.results) != 0 || len(r.class.addressOf) != 0 || len(r.class.fromAddress.counts) != 0 {
			t.Errorf("after removing all: %v", r.class.state.results)
		}
		if got := results(t, teacher.listen("/teacher", "").now()); len(got) != 0 {
			t.Errorf("a new page is told %+v", got)
		}
	})
}

func TestStudentsSeeWhatTheTeacherShows(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher, student := r.teacher(), r.client("10.0.0.1")
		board := func(text string) { t.Helper(); teacher.post("/board", text, http.StatusNoContent) }
		board(`{"open": true, "askNames": true}`)
		id := student.handInAs("studentA", "Ada", 0.9, 400)
		stream := student.listen("/events?state=following&id=studentA", "")
		if got := results(t, stream.now()); got != nil {
			t.Errorf("before it is shown: %+v", got)
		}
		if status, _ := student.do("GET", "/results/"+id, "", nil); status != http.StatusConflict {
			t.Errorf("before it is shown, a result can be asked for: status %d", status)
		}

		board(`{"open": true, "askNames": true, "shown": true}`)
		if got := results(t, stream.now()); len(got) != 1 || got[0].Bytes != 400 || got[0].Name != "" || got[0].Link != "" || got[0].Student != "" {
			t.Errorf("shown without names: %+v", got)
		}
		student.handInAs("studentB", "Bob", 0.8, 300)
		if got := results(t, stream.now()); len(got) != 1 || got[0].Bytes != 300 {
			t.Errorf("one more: %+v", got)
		}
		if _, text := student.do("GET", "/results/"+id, "", nil); !strings.Contains(text, "#seed=400") || strings.Contains(text, "Ada") || strings.Contains(text, "studentA") {
			t.Errorf("a result that is opened: %s", text)
		}

		board(`{"open": true, "askNames": true, "shown": true, "showNames": true}`)
		events := stream.now()
		if got := results(t, events); len(got) != 2 || got[0].Name != "Ada" || got[1].Name != "Bob" || last(events, "cleared") != "{}" {
			t.Errorf("shown with names: %v", events)
		}
		board(`{"open": false}`)
		if stream.expect("cleared", "{}"); results(t, student.listen("/events?state=following&id=studentB", "").now()) != nil {
			t.Error("what is no longer shown is sent")
		}
		student.post("/result", `{"id": "studentA", "link": "#seed=1", "accuracy": 1, "bytes": 1, "connections": 1}`, http.StatusConflict)
	})
}

func TestNamesAreKeptOnlyIfTheTeacherAsksForThem(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		id := r.client("10.0.0.1").handInAs("studentA", "Ada", 0.9, 400)
		if got := r.class.state.results[id].Name; got != "" {
			t.Errorf("the name %q was kept", got)
		}
	})
}

func TestMalformedResultsAreRefused(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		student := r.client("10.0.0.1")
		for name, body := range map[string]string{
			"accuracy above 1":    `{"id": "studentA", "link": "#a", "accuracy": 1.01, "bytes": 1, "connections": 1}`,
			"accuracy not finite": `{"id": "studentA", "link": "#a", "accuracy": 1e999, "bytes": 1, "connections": 1}`,
			"negative bytes":      `{"id": "studentA", "link": "#a", "accuracy": 1, "bytes": -1, "connections": 1}`,
			"fraction of a byte":  `{"id": "studentA", "link": "#a", "accuracy": 1, "bytes": 1.5, "connections": 1}`,
			"no link":             `{"id": "studentA", "accuracy": 1, "bytes": 1, "connections": 1}`,
			"short id":            `{"id": "A", "link": "#a", "accuracy": 1, "bytes": 1, "connections": 1}`,
			"long name":           `{"id": "studentA", "link": "#a", "accuracy": 1, "bytes": 1, "connections": 1, "name": "` + strings.Repeat("é", maxName+1) + `"}`,
			"control character":   `{"id": "studentA", "link": "#a", "accuracy": 1, "bytes": 1, "connections": 1, "name": "A\u0007"}`,
			"text direction":      `{"id": "studentA", "link": "#a", "accuracy": 1, "bytes": 1, "connections": 1, "name": "A\u202e"}`,
			"verified itself":     `{"id": "studentA", "link": "#a", "accuracy": 1, "bytes": 1, "connections": 1, "verified": true}`,
		} {
			if status, text := student.do("POST", "/result", body, nil); status != http.StatusBadRequest {
				t.Errorf("%s: status %d, %q; want 400", name, status, text)
			}
		}
		student.post("/result", `{"link": "#`+strings.Repeat("x", maxEvent)+`"}`, http.StatusRequestEntityTooLarge)
		if len(r.class.state.results) != 0 {
			t.Errorf("taken: %v", r.class.state.results)
		}
	})
}

func TestTheBoardIsBounded(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		fill := func(c *client, from, n int) {
			for i := range n {
				settle() // for the rate
				c.handInAs(fmt.Sprintf("student%04d", from+i), "", 0.5, from+i)
			}
		}
		for n := range maxResults / maxResultsPerAddress {
			c, _ := r.student(n)
			fill(c, n*maxResultsPerAddress, maxResultsPerAddress)
			if n == 0 {
				settle()
				c.post("/result", `{"id": "student9999", "link": "#z", "accuracy": 1, "bytes": 1, "connections": 1}`, http.StatusServiceUnavailable)
			}
		}
		c, _ := r.student(20)
		text := c.post("/result", `{"id": "student9999", "link": "#z", "accuracy": 1, "bytes": 1, "connections": 1}`, http.StatusServiceUnavailable)
		if !strings.Contains(text, "full") || len(r.class.state.results) != maxResults {
			t.Errorf("%q with %d results", text, len(r.class.state.results))
		}
	})
}

func TestHandingInIsLimitedPerAddress(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		c := r.client("10.0.0.1")
		for i := range 12 * resultRate {
			c.handInAs("studentA", "", 0.5, i)
		}
		const body = `{"id": "studentA", "link": "#z", "accuracy": 1, "bytes": 1, "connections": 1}`
		c.post("/result", body, http.StatusTooManyRequests)
		r.client("10.0.0.2").post("/result", body, http.StatusCreated)
	})
}

// Spreadsheets take a cell that begins with = for a formula and carry it out.
func TestTheTableHasNoFormulas(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher := r.teacher()
		teacher.post("/board", `{"open": true, "askNames": true}`, http.StatusNoContent)
		names := []string{"Ada", `=HYPERLINK("x")`, "+1", "-1", "@x", `a "b", c`}
		for i, name := range names {
			settle()
			r.client("10.0.0.1").handInAs("studentA", name, 0.5, i)
		}
		_, text := teacher.do("GET", "/results.csv", "", nil)
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(rows) != 1+len(names) {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		want := []string{"Ada", `'=HYPERLINK("x")`, "'+1", "'-1", "'@x", `a "b", c`}
		for i, row := range rows[1:] {
			if row[1] != want[i] || row[3] != fmt.Sprint(i) {
				t.Errorf("row %d: %q, want the name %s", i, row, want[i])
			}
		}
	})
}
