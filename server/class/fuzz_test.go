package class

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"
)

// oneLine fails if a value could end an event of a stream early.
func oneLine(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsAny(text, "\r\n") || !json.Valid([]byte(text)) {
		t.Fatalf("%q is not one line of JSON", text)
	}
}

func FuzzResult(f *testing.F) {
	f.Add([]byte(`{"id": "studentA", "link": "#1.abc", "accuracy": 0.967, "bytes": 412, "connections": 62, "name": "Ada"}`))
	f.Add([]byte(`{"id": "studentA", "link": "#1.abc", "accuracy": -3, "bytes": 0, "connections": 0}{}`))
	f.Add([]byte(`{"id": null, "link": ["#"], "accuracy": 1e400}`))
	f.Add([]byte(`{"name": "\u2028\ud800"}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var h handIn
		if decode(text, &h) != nil || h.check() != nil {
			return
		}
		r := Result{Result: "1", Name: h.Name, Link: h.Link, Accuracy: h.Accuracy, Bytes: h.Bytes, Connections: h.Connections, Student: h.ID}
		line := encode(r)
		oneLine(t, line)
		var again Result
		if err := decode([]byte(line), &again); err != nil || again != r {
			t.Errorf("%+v is read back as %+v, %v", r, again, err)
		}
		if !strings.HasPrefix(r.Link, "#") || utf8.RuneCountInString(r.Name) > maxName || !(r.Accuracy <= 1) || r.Bytes < 0 {
			t.Errorf("accepted: %+v", r)
		}
	})
}

func FuzzPoll(f *testing.F) {
	f.Add([]byte(`{"id": "p1", "question": "After 80 %?", "choices": ["above", "below"], "open": true, "shown": false}`))
	f.Add([]byte(`{"id": "p1", "choices": ["", "b"]}`))
	f.Add([]byte(`{"id": "p1", "choices": 2}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var p Poll
		if decode(text, &p) != nil || p.check() != nil {
			return
		}
		oneLine(t, encode(p))
		if len(p.Choices) < 2 || len(p.Choices) > maxChoices || strings.ContainsAny(p.ID, ". \n") {
			t.Errorf("accepted: %+v", p)
		}
	})
}

func FuzzVote(f *testing.F) {
	f.Add([]byte(`{"id": "studentA", "poll": "p1", "choice": 1}`), uint8(2))
	f.Add([]byte(`{"id": "studentA", "poll": "p1", "choice": 1e3}`), uint8(2))
	f.Fuzz(func(t *testing.T, text []byte, choices uint8) {
		c := &Class{state: state{poll: &Poll{ID: "p1", Open: true, Choices: make([]string, choices)}}}
		var v vote
		if decode(text, &v) != nil || c.mayVote(v) != nil {
			return
		}
		if v.Choice < 0 || v.Choice >= int(choices) || v.Poll != "p1" {
			t.Errorf("%+v is accepted where there are %d choices", v, choices)
		}
	})
}
