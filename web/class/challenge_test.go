package class_test

import (
	"fmt"
	"hash/fnv"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/class"
	"bonsai/web/markup"
	"bonsai/web/text/texttest"
)

// Places are worked out by hand: at least 95 %, fewer bytes first, equal bytes share.
func TestAChallengeRanksTheSmallestNetworksThatMeetIt(t *testing.T) {
	s := &snapshot.Snapshot{Recipe: recipe.Default()}
	c := class.NewChallenge(0.95, s)
	if c.Accuracy != 0.95 || c.Data != class.DataOf(&s.Recipe) || len(c.Data) != 16 {
		t.Fatalf("the challenge is %+v", c)
	}
	result := func(id string, accuracy float64, bytes int) class.Result {
		return class.Result{ID: id, Accuracy: accuracy, Bytes: bytes, Data: c.Data, Verified: true}
	}
	unverified, other := result("u", 1, 1), result("o", 1, 2)
	unverified.Verified, other.Data = false, class.DataOf(&recipe.Recipe{})
	results := []class.Result{
		result("a", 0.96, 400), result("b", 0.98, 300), result("c", 0.9495, 300), // is written as 95.0 %
		result("d", 0.9494, 100), unverified, other, result("e", 0.95, 500),
	}
	sorted, places := c.Rank(results)
	order := ""
	for _, r := range sorted {
		order += r.ID
	}
	if order != "bcaeuod" || fmt.Sprint(places) != "[1 1 3 4]" {
		t.Errorf("%s with the places %v, want bcaeuod with [1 1 3 4]", order, places)
	}
}

// Whatever the samples depend on makes other data, and nothing else does.
func TestDataAreThoseThatTheSamplesDependOn(t *testing.T) {
	data := func(address string) string {
		e, err := recipe.ParseAddress(address)
		if err != nil {
			t.Fatal(err)
		}
		return class.DataOf(&e.Recipe)
	}
	h := fnv.New64a()
	h.Write([]byte("dataset=xor&noise=0&trainShare=0&inputs=&points=&own=&reading=&network=&networkReading=&labelColumn=0&regression=0&seed=0&"))
	if got, want := class.DataOf(&recipe.Recipe{Dataset: "xor"}), fmt.Sprintf("%016x", h.Sum64()); got != want {
		t.Errorf("the digest is %s, want %s", got, want)
	}
	for address, same := range map[string]bool{
		"#layers=4&optimizer=sgd&steps=t10e,p:magnitude:global:s0.5": true,
		"#noise=10": false, "#seed=2": false, "#dataset=xor": false, "#trainShare=50": false,
	} {
		if (data(address) == data("#")) != same {
			t.Errorf("%s: the same data as those of a new experiment should be %v", address, same)
		}
	}
}

func TestTheClassSeesTheChallengeAndThePlaces(t *testing.T) {
	var s class.State
	s.Begin(false)
	take(t, &s, "challenge", `{"accuracy":0.95,"data":"abc"}`)
	take(t, &s, "result", `{"result":"r1","accuracy":0.96,"bytes":300,"connections":62,"data":"abc","verified":true,"time":1}`)
	take(t, &s, "result", `{"result":"r2","accuracy":0.97,"bytes":400,"connections":62,"data":"abc","verified":false,"time":2}`)
	v := &markup.View{}
	s.Show(v, texttest.Words(), class.Look{Choice: -1})
	if said := v.Written("challenge"); said != "class.challengeSaid accuracy=95.0 %" {
		t.Errorf("the challenge: %q", said)
	}
	if said := v.Written("ranking"); said != "class.ranking accuracy=95.0 %" {
		t.Errorf("the ranking: %q", said)
	}
	rows := ""
	for _, c := range v.Changes {
		if c.At == "#boardTable tbody" && c.Name == "children" {
			rows = markup.HTML(c.Nodes...)
		}
	}
	if !strings.HasPrefix(rows, "<tr><td>1</td>") || !strings.Contains(rows, "<tr><td></td>") {
		t.Errorf("the rows are %s", rows)
	}
	if table := s.Table(); !strings.Contains(table, "\n1,,0.96,300,") || !strings.Contains(table, "\n,,0.97,400,") {
		t.Errorf("the table is %s", table)
	}
	take(t, &s, "challenge", `null`)
	if s.Challenge != nil {
		t.Error("the challenge has ended, and is still there")
	}
	take(t, &s, "challenge", `{"accuracy":0.95,"data":"abc"}`)
	take(t, &s, "reset", `{}`)
	if s.Challenge != nil {
		t.Error("after a reset the challenge is still there")
	}
}
