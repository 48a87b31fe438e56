package class_test

import (
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/class"
)

func TestATrainingIsContinuedInTheAddress(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"#steps=", "#steps=t5"},
		{"#seed=2&steps=t20e", "#seed=2&steps=t205"}, // 10 steps an epoch
		{"#steps=t7", "#steps=t12"},
		{"#steps=t7,p:magnitude:global:s0.5", "#steps=t7,p:magnitude:global:s0.5,t5"},
		{"#steps=t7,c", "#steps=t7,c,t5"},
	} {
		if got := class.Continued(c.address, 10, 5); got != c.want {
			t.Errorf("%s: %s, want %s", c.address, got, c.want)
		}
	}
}

func TestAFollowerDoesWhatTheTeacherDoes(t *testing.T) {
	var s class.State
	var f class.Follower
	s.Begin(false)
	next := func(name string, want class.Action) {
		t.Helper()
		got := f.Next(&s, 10)
		if got.Open != want.Open || got.Link != want.Link || got.Drop != want.Drop ||
			(got.Drag == nil) != (want.Drag == nil) || (got.Operation == nil) != (want.Operation == nil) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	next("before a link", class.Action{})
	take(t, &s, "link", `{"link":"#a","revision":1}`)
	take(t, &s, "live", `{"revision":1,"operation":{"name":"play"},"steps":30}`)
	next("a link", class.Action{Open: "#a", Link: true})
	next("while it is opened", class.Action{})
	f.Opened("#steps=t1e")
	next("a training", class.Action{Open: "#steps=t40"})
	next("the same again", class.Action{})
	take(t, &s, "live", `{"revision":2,"operation":{"name":"play"},"steps":50}`)
	take(t, &s, "link", `{"link":"#b","revision":2}`)
	next("the next link", class.Action{Open: "#b", Link: true})
	f.Opened("#steps=t50")
	take(t, &s, "live", `{"revision":2,"rule":{"criterion":"magnitude","scope":"global","by":"epsilon","amount":0.1}}`)
	next("a drag", class.Action{Drag: &recipe.Rule{}})
	take(t, &s, "live", `{"revision":2}`)
	next("a drag that comes to nothing", class.Action{Drop: true})
	next("at rest", class.Action{})
	take(t, &s, "live", `{"revision":2,"operation":{"name":"gradual","arguments":"{}"},"steps":3}`)
	next("a training with a plan", class.Action{Operation: &class.Operation{}})
	take(t, &s, "live", `{"revision":2,"operation":{"name":"gradual","arguments":"{}"},"steps":9}`)
	next("it is begun once", class.Action{})
	take(t, &s, "live", `{"revision":2}`)
	next("a training that the teacher undid", class.Action{Open: "#b", Link: true})
	f.Opened("#steps=t50")
	take(t, &s, "live", `{"revision":2,"rule":{"amount":0.1}}`)
	f.Next(&s, 10)
	s.Explore()
	next("exploring during a drag", class.Action{Drop: true})
	s.Rejoin()
	next("following again", class.Action{Open: "#b", Link: true})
}

func TestTheTeacherSendsWhatHasChanged(t *testing.T) {
	var o class.Outbox
	o.Begin(10)
	now := class.Now{Link: "#a", Step: 100}
	next := func(name, want string) {
		t.Helper()
		got := "nothing"
		if r, ok := o.Next(now); ok {
			got = r.Path + " " + r.Body
		}
		if got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	next("a link", `link {"link":"#a","revision":11}`)
	next("one request at a time", "nothing")
	o.Done("link", 204)
	next("at rest", "nothing")
	now.Training, now.Step, now.Operation = true, 130, class.Operation{Name: "play"}
	next("a training", `live {"revision":11,"steps":30,"operation":{"name":"play","arguments":""}}`)
	if !o.Done("live", 0) {
		t.Error("an event that did not arrive is not sent again")
	}
	now.Step = 140
	next("again", `live {"revision":11,"steps":40,"operation":{"name":"play","arguments":""}}`)
	o.Done("live", 204)
	now.Training, now.Link, now.Step = false, "#b", 150
	next("the end of the training", `link {"link":"#b","revision":12}`)
	o.Done("link", 500)
	next("a link that did not arrive", `link {"link":"#b","revision":12}`)
	o.Done("link", 204)
	now.Rule = &recipe.Rule{Criterion: "magnitude", Scope: "global", By: "epsilon", Amount: 0.5}
	next("a drag", `live {"revision":12,"rule":{"criterion":"magnitude","scope":"global","by":"epsilon","amount":0.5}}`)
	o.Done("live", 204)
	now.Rule = nil
	next("a drag that came to nothing", `live {"revision":12}`)
	if o.Done("live", class.Forbidden) {
		t.Error("a page that is not the teacher's tries again")
	}
}

func TestTheFrontHasWhatNoOtherResultBeats(t *testing.T) {
	results := []class.Result{
		{ID: "a", Accuracy: 0.9, Bytes: 100}, {ID: "b", Accuracy: 0.8, Bytes: 200}, {ID: "c", Accuracy: 0.95, Bytes: 300},
		{ID: "d", Accuracy: 0.9, Bytes: 300}, {ID: "e", Accuracy: 0.5, Bytes: 50}, {ID: "f", Accuracy: 0.95, Bytes: 400},
	}
	ids := func(list []class.Result) (text string) {
		for _, r := range list {
			text += r.ID
		}
		return text
	}
	if got := ids(class.Front(results)); got != "eac" {
		t.Errorf("the front is %s, want eac", got)
	}
	if got := ids(class.Ranked(results)); got != "cfadbe" {
		t.Errorf("ranked: %s, want cfadbe", got)
	}
}

func TestAResultAgreesOnlyWithItsOwnNumbers(t *testing.T) {
	s := &snapshot.Snapshot{Link: "#steps=t1e", Kept: 62, Test: snapshot.Metrics{Accuracy: 0.9666666666666667}}
	h := class.HandInOf("0123456789abcdef", " Ada ", s)
	if h.Name != "Ada" || h.Connections != 62 || h.Link == "" {
		t.Errorf("handed in: %+v", h)
	}
	r := class.Result{Accuracy: h.Accuracy, Bytes: h.Bytes, Connections: h.Connections, Data: h.Data}
	if !r.Agrees(s) {
		t.Error("a result does not agree with itself")
	}
	if r.Accuracy = 0.9666666666666666; r.Agrees(s) {
		t.Error("another accuracy agrees")
	}
	r.Accuracy, r.Data = h.Accuracy, class.DataOf(&recipe.Recipe{Dataset: "xor"})
	if r.Agrees(s) {
		t.Error("other data agree")
	}
}

func TestTheTableCannotCarryFormulas(t *testing.T) {
	s := class.State{Results: []class.Result{{Name: "=1+1", Accuracy: 0.5, Bytes: 7, Connections: 3, Link: "#1.a"}}}
	got := s.Table()
	want := "place,name,accuracy,bytes,connections,verified,link\n,'=1+1,0.5,7,3,false,#1.a\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
