package course

import (
	"strings"
	"testing"
)

// A class's teacher asks the class for the accuracy of a task: 98.2 % less two points.
func TestATeacherChallengesTheClassWithATask(t *testing.T) {
	d := begun(t)
	d.Do("lesson.skip", "") // the text has no task
	for d.current().Task == nil {
		d.Do("lesson.next", "")
	}
	d.answer(at("#task", 310))
	if d.Show(); strings.Contains(d.shown(), "lesson.challenge") {
		t.Error("a page that is not a teacher's asks a class")
	}
	d.teaches = true
	d.Show()
	d.shows(t, "lesson.challenge")
	d.Do("lesson.challenge", "")
	if last := d.log[len(d.log)-1]; last != "compete 0.962" {
		t.Errorf("the class was asked for %s, want 0.962", last)
	}
}
