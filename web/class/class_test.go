package class_test

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/web/class"
	"bonsai/web/markup"
	"bonsai/web/text/texttest"
)

// status is what a page says, and which of its buttons are shown.
func status(s *class.State) (said string) {
	v := &markup.View{}
	s.Show(v, texttest.Words(), class.Look{Choice: -1})
	for _, command := range []string{"leave", "comeBack", "class.handIn", "class.board"} {
		if hidden, found := v.Get(markup.Command(command), "hidden"); found && hidden == "false" {
			said += command + " "
		}
	}
	return said + v.Written("classSaid")
}

func take(t *testing.T, s *class.State, event, data string) {
	t.Helper()
	if err := s.Take(event, data); err != nil {
		t.Fatalf("%s %s: %v", event, data, err)
	}
}

func TestAStudentFollowsUntilExploring(t *testing.T) {
	var s class.State
	if s.Explore() || !s.Own() {
		t.Error("without a class there is nothing to leave, and the work is one's own")
	}
	s.Begin(false)
	if status(&s) != "leave class.waiting" || s.Own() {
		t.Errorf("at first: %s", status(&s))
	}
	take(t, &s, "link", `{"link":"#1.a","revision":1}`)
	if status(&s) != "leave class.following" || !s.Follows() || s.Report() != "following" {
		t.Errorf("with a link: %s", status(&s))
	}
	if !s.Explore() || s.Explore() || status(&s) != "comeBack class.alone" || s.Follows() || !s.Own() || s.Report() != "exploring" {
		t.Errorf("alone: %s", status(&s))
	}
	s.Rejoin()
	s.Reached(false)
	if status(&s) != "leave class.lost" || !s.Follows() {
		t.Errorf("without the server: %s", status(&s))
	}
	take(t, &s, "full", `{"limit":3}`)
	if status(&s) != "leave class.full" {
		t.Errorf("without room: %s", status(&s))
	}
	take(t, &s, "reset", `{}`)
	take(t, &s, "board", `{"open":true,"shown":true}`)
	if status(&s) != "leave class.handIn class.board class.following" {
		t.Errorf("with a board: %s", status(&s))
	}
}

func TestTheTeacherCallsBackFreezesAndLetsExplore(t *testing.T) {
	var s class.State
	s.Begin(false)
	s.Explore()
	take(t, &s, "mode", `{"calls":1}`)
	if !s.Follows() {
		t.Error("a call does not bring a student back")
	}
	s.Explore()
	take(t, &s, "reset", `{}`) // after a break, the same mode comes again
	take(t, &s, "mode", `{"calls":1}`)
	if s.Follows() {
		t.Error("a call that was heard brings a student back again")
	}
	take(t, &s, "mode", `{"do":"freeze","calls":1}`)
	if !s.Follows() || !s.Frozen() || s.Explore() {
		t.Error("a frozen page can leave the class")
	}
	take(t, &s, "mode", `{"do":"explore","calls":1}`)
	if s.Follows() || s.Frozen() {
		t.Error("a page that was told to explore follows")
	}
	s.Rejoin()
	take(t, &s, "mode", `{"do":"explore","calls":1,"picture":"1"}`)
	if !s.Follows() {
		t.Error("another picture sends a student away who has come back")
	}
}

func TestTheTeacherSeesHowManyFollow(t *testing.T) {
	var s class.State
	s.Begin(true)
	if status(&s) != "class.board class.beginning" || !s.Own() {
		t.Errorf("at first: %s", status(&s))
	}
	take(t, &s, "link", `{"link":"#1.a","revision":1}`)
	take(t, &s, "counts", `{"following":24,"exploring":3,"gone":1,"full":true}`)
	if want := "class.board class.teaching following=24 exploring=3 gone=1 class.fullTeacher"; status(&s) != want {
		t.Errorf("%s, want %s", status(&s), want)
	}
	s.Refused(true)
	if status(&s) != "class.board class.notTeacher" {
		t.Errorf("with another class's secret: %s", status(&s))
	}
}

func TestEventsOfAnotherVersionAreErrors(t *testing.T) {
	var s class.State
	for _, event := range []string{"link", "live", "mode", "counts", "board", "poll", "votes", "result", "removed"} {
		if s.Take(event, `{"link":[],"steps":"","do":1,"following":"","open":1,"poll":1,"counts":1,"result":1,"id":1}`) == nil {
			t.Errorf("%s: no error", event)
		}
	}
}

func TestAPollShowsChoicesAndThenBars(t *testing.T) {
	var s class.State
	s.Begin(false)
	poll, ok := class.NewPoll("p1", "After 80 %?", "above\n\n below \n")
	if !ok || len(poll.Choices) != 2 {
		t.Fatalf("the poll is %+v", poll)
	}
	if _, ok := class.NewPoll("p1", "?", "one"); ok {
		t.Error("a poll has one choice")
	}
	show := func() string {
		v := &markup.View{}
		s.Show(v, texttest.Words(), class.Look{Choice: 1})
		for _, c := range v.Changes {
			if c.At == "#poll" && c.Name == "children" {
				return markup.HTML(c.Nodes...)
			}
		}
		return ""
	}
	s.Poll = poll
	if html := show(); strings.Count(html, "class.vote") != 2 || !strings.Contains(html, `data-choice="1" aria-pressed="true"`) || strings.Contains(html, "meter") {
		t.Errorf("an open poll: %s", html)
	}
	s.Teacher, s.Votes = true, class.Votes{Poll: "p1", Counts: []int{3, 9}}
	if html := show(); strings.Contains(html, "meter") || !strings.Contains(html, "count=12") {
		t.Errorf("the teacher's page before the votes are revealed: %s", html)
	}
	s.Teacher, s.Poll = false, poll.Reveal()
	if html := show(); strings.Contains(html, "class.vote\"") || !strings.Contains(html, `max="9" value="3"`) || !strings.Contains(html, "count=12") {
		t.Errorf("a revealed poll: %s", html)
	}
}

func Example() {
	var s class.State
	s.Begin(false)
	if err := s.Take("link", `{"link": "#1.CpXRjU1LB6j7gkFhT6", "revision": 1}`); err != nil {
		fmt.Println(err)
	}
	var f class.Follower
	fmt.Println(f.Next(&s, 14).Open)
	f.Opened("#steps=t10e")
	if err := s.Take("live", `{"revision": 1, "operation": {"name": "train"}, "steps": 21}`); err != nil {
		fmt.Println(err)
	}
	fmt.Println(f.Next(&s, 14).Open)
	// Output:
	// #1.CpXRjU1LB6j7gkFhT6
	// #steps=t161
}
