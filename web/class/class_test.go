package class_test

import (
	"fmt"
	"testing"

	"bonsai/web/class"
	"bonsai/web/markup"
	"bonsai/web/text/texttest"
)

// status is what a page says, and which of its buttons are shown.
func status(s *class.State) (said string) {
	v := &markup.View{}
	s.Show(v, texttest.Words())
	for _, command := range []string{"leave", "comeBack"} {
		if hidden, found := v.Get(markup.Command(command), "hidden"); found && hidden == "false" {
			said += command + " "
		}
	}
	return said + v.Written("classSaid")
}

func TestAStudentFollowsUntilExploring(t *testing.T) {
	var s class.State
	if s.Explore() || !s.Own() {
		t.Error("without a class there is nothing to leave, and the work is one's own")
	}
	s.Begin(false)
	if status(&s) != "leave class.waiting count=" || s.Follows() || s.Own() {
		t.Errorf("at first: %s", status(&s))
	}
	s.Newest = "#1.a"
	if status(&s) != "leave class.following count=" || !s.Follows() {
		t.Errorf("with a link: %s", status(&s))
	}
	if !s.Explore() || s.Explore() || status(&s) != "comeBack class.alone count=" || s.Follows() || !s.Own() {
		t.Errorf("alone: %s", status(&s))
	}
	s.Follow()
	s.Reached(false)
	if status(&s) != "leave class.lost count=" || !s.Follows() {
		t.Errorf("without the server: %s", status(&s))
	}
	if s.Send("#1.b", false) {
		t.Error("a student sends a link")
	}
}

func TestTheTeacherSendsWhatHasChanged(t *testing.T) {
	var s class.State
	s.Begin(true)
	if status(&s) != "class.beginning count=" || !s.Own() {
		t.Errorf("at first: %s", status(&s))
	}
	if s.Send("", true) {
		t.Error("nothing is sent again")
	}
	if !s.Send("#1.a", false) || s.Send("#1.b", false) {
		t.Error("one link at a time is on its way")
	}
	s.Sent("#1.a", "3")
	if status(&s) != "class.teaching count=3" || s.Send("#1.a", false) || !s.Send("#1.a", true) {
		t.Errorf("once sent: %s", status(&s))
	}
}

func TestALinkThatHasNotArrivedIsSentAgain(t *testing.T) {
	for _, c := range []struct {
		answer int
		again  bool
		want   string
	}{
		{answer: class.Unreachable, again: true, want: "class.lost count=2"},
		{answer: 500, again: true, want: "class.lost count=2"},
		{answer: 429, again: true, want: "class.teaching count=2"}, // too many requests: the server is there
		{answer: 403, again: false, want: "class.notTeacher count=2"},
	} {
		var s class.State
		s.Begin(true)
		s.Send("#1.a", false)
		s.Sent("#1.a", "2")
		s.Send("#1.b", false)
		if again := s.Failed(c.answer); again != c.again || status(&s) != c.want {
			t.Errorf("%d: again %v, %s", c.answer, again, status(&s))
		}
		if s.Send("#1.b", false) {
			t.Errorf("%d: it is sent at once", c.answer)
		}
		if s.Retry(); s.Send("#1.b", false) != c.again {
			t.Errorf("%d: it is sent again: %v", c.answer, !c.again)
		}
	}
}

func Example() {
	var s class.State
	s.Begin(true)
	fmt.Println(s.Send("#1.CpXRjU1LB6j7gkFhT6", false))
	s.Sent("#1.CpXRjU1LB6j7gkFhT6", "12")
	fmt.Println(s.Send("#1.CpXRjU1LB6j7gkFhT6", false)) // it has not changed
	// Output:
	// true
	// false
}
