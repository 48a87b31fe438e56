package pace

import (
	"errors"
	"fmt"
	"testing"
)

// A computation of three pieces, the last of which ends it.
func ExampleTask() {
	t := NewTask(func(m *Meter) error {
		m.Expect(2 * piece)
		for did := 0; did < 2 && m.Did(piece); did++ {
		}
		return errors.New("it went wrong")
	})
	fmt.Println(t.Progress(), t.Meter() == nil)
	for more := true; more; {
		var err error
		more, err = t.Next()
		fmt.Println(t.Progress(), more, err)
	}
	// Output:
	// 0 true
	// 0.5 true <nil>
	// 1 true <nil>
	// 1 false it went wrong
}

func TestAStoppedTaskIsToldByItsMeter(t *testing.T) {
	told := false
	task := NewTask(func(m *Meter) error {
		told = !m.Did(piece)
		return nil
	})
	if more, err := task.Next(); !more || err != nil || told {
		t.Fatalf("the first piece: %v, %v, stopped %v", more, err, told)
	}
	task.Stop()
	if !told || task.Meter().Did(1) {
		t.Error("the computation was not told to stop")
	}
}

// A task that is stopped before its first piece never begins.
func TestATaskMayBeStoppedBeforeItBegins(t *testing.T) {
	task := NewTask(func(*Meter) error {
		t.Error("it began")
		return nil
	})
	task.Stop()
}
