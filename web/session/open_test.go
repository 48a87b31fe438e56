package session_test

import (
	"slices"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/web/session"
	"bonsai/web/session/sessiontest"
	"bonsai/web/text/texttest"
)

func TestAnAddressOfOwnDataOpensTheFilesFirst(t *testing.T) {
	for i, found := range []bool{true, false, true, true, true} {
		missing := &recipe.Problem{Code: []string{"ownMissing", "ownMissing", "ownOther", "ownColumns", "networkMissing"}[i], Args: map[string]string{"value": "0123"}}
		s, engine := sessiontest.New(texttest.Words())
		var digests []string
		o := session.Opener{Send: s.Send, OpenOwn: func(digest string, done func(bool)) {
			digests = append(digests, digest)
			done(found)
		}}
		var result error
		calls := 0
		o.Open("#own=0123", true, func(err error) { result = err; calls++ })
		engine.Answer("", missing)
		if found {
			engine.Answer("", nil)
		}
		if !slices.Equal(digests, []string{"0123"}) || calls != 1 || (result == nil) != found {
			t.Errorf("found %v: asked for %q, called %d times with %v", found, digests, calls, result)
		}
		if engine.Log[0] != `load* {"hash":"#own=0123"}` {
			t.Errorf("asked %q", engine.Log)
		}
	}
}

func TestAnAddressWaitsForItsFiles(t *testing.T) {
	a, ok := session.AwaitFiles("#own=0123", &recipe.Problem{Code: "ownOther", Args: map[string]string{"value": "0123"}})
	if !ok || !a.Is("0123") || a.Is("4567") {
		t.Errorf("refused for its files: %+v, %v", a, ok)
	}
	for _, err := range []error{nil, &recipe.Problem{Code: "link", Args: map[string]string{"value": "0123"}}} {
		if a, ok := session.AwaitFiles("#own=0123", err); ok || a.Is("") || a.Is("0123") {
			t.Errorf("%v: %+v waits", err, a)
		}
	}
}

func TestAScriptOpensOnlyWhatIsThereSoon(t *testing.T) {
	s, engine := sessiontest.New(texttest.Words())
	session.Opener{Send: s.Send, Soon: true}.Open("#steps=t1e", false, func(error) {})
	if engine.Log[0] != `loadSoon {"hash":"#steps=t1e"}` {
		t.Errorf("asked %q", engine.Log)
	}
}

func TestAnAddressWithStepsIsNotWatched(t *testing.T) {
	s, engine := sessiontest.New(texttest.Words())
	session.Opener{Send: s.Send}.Open("#steps=t1e", true, func(error) {})
	if engine.Log[0] != `load {"hash":"#steps=t1e"}` {
		t.Errorf("asked %q", engine.Log)
	}
}
