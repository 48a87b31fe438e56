package class

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func openFile(t *testing.T, path string) *File {
	t.Helper()
	f, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAClassContinuesFromItsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "class.json")
	var secret, id string
	inClass(t, openFile(t, path), func(r *classroom) {
		secret = r.class.secret
		teacher := r.teacher()
		teacher.post("/link", `{"link": "#seed=1", "revision": 7}`, http.StatusNoContent)
		teacher.post("/board", `{"open": true, "askNames": true}`, http.StatusNoContent)
		teacher.post("/mode", `{"mode": "frozen"}`, http.StatusNoContent)
		teacher.post("/poll", `{"id": "p1", "question": "?", "choices": ["a", "b"], "open": true}`, http.StatusNoContent)
		student := r.client("10.0.0.1")
		id = student.handInAs("studentA", "Ada", 0.9, 400)
		student.post("/vote", `{"id": "studentA", "poll": "p1", "choice": 1}`, http.StatusNoContent)
		teacher.post("/live", `{"steps": 1}`, http.StatusNoContent)
	})
	inClass(t, openFile(t, path), func(r *classroom) {
		if r.class.secret != secret {
			t.Errorf("the secret is %s, want %s", r.class.secret, secret)
		}
		events := r.teacher().listen("/teacher", "").now()
		for event, want := range map[string]string{
			"link": `{"link":"#seed=1","revision":7}`, "mode": `{"mode":"frozen"}`, "votes": `{"poll":"p1","counts":[0,1]}`,
			"board": encode(Board{Open: true, AskNames: true}),
		} {
			if got := last(events, event); got != want {
				t.Errorf("%s: %s, want %s", event, got, want)
			}
		}
		if got := results(t, events); len(got) != 1 || got[0].Result != id || got[0].Name != "Ada" {
			t.Errorf("results: %+v", got)
		}
		c, student := r.student(0)
		if live := last(c.listen("/events?state=following&id="+student, "").now(), "live"); live != "null" {
			t.Errorf("the live event of before the restart is told: %s", live)
		}
	})
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file with the secret has the mode %v, %v", info.Mode(), err)
	}
}

// The server may end without warning, so changes do not wait for its end.
func TestChangesAreSavedWithinASecond(t *testing.T) {
	path := filepath.Join(t.TempDir(), "class.json")
	inClass(t, openFile(t, path), func(r *classroom) {
		r.teacher().post("/link", `{"link": "#seed=12345", "revision": 1}`, http.StatusNoContent)
		time.Sleep(savePause)
		settle()
		if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), "#seed=12345") {
			t.Errorf("%s, %v", text, err)
		}
	})
}

func TestAFileThatIsNoClassIsRefused(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"notes.txt": "remember the milk", "empty": "", "other.json": `{"secret": "x"}`, "future.json": `{"bonsai": "class 2", "secret": "x"}`,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenFile(path); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v, want one that names the file", name, err)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != content {
			t.Errorf("%s was changed to %q, %v", name, after, err)
		}
	}
	if _, err := OpenFile(filepath.Join(dir, "none", "class.json")); err == nil {
		t.Error("a file in a folder that does not exist is accepted")
	}
}
