package course

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bonsai/web/lesson"
	"bonsai/web/text/texttest"
)

func TestWhatIsMissingIsSaidInWords(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	s := at("#steps=t1e", 62) // 80 % pruned, 0.2 points lost
	s.Bytes = map[string]int{"gzip": 1234}
	for _, c := range []struct {
		name  string
		check lesson.Check
		want  []string
	}{
		{"nothing", lesson.Check{"sparsity": {Min: number(0.8)}}, nil},
		{"at least", lesson.Check{"sparsity": {Min: number(0.9)}}, []string{"lesson.atLeast what=lesson.measure.sparsity part= have=80.0 % want=90.0 %"}},
		{"at most", lesson.Check{"sparsity": {Min: number(0.1), Max: number(0.5)}}, []string{"lesson.atMost what=lesson.measure.sparsity part= have=80.0 % want=50.0 %"}},
		{"points", lesson.Check{"accuracyDrop": {Max: number(0.001)}}, []string{"lesson.atMost what=lesson.measure.accuracyDrop part= have=lesson.points points=0.2 want=lesson.points points=0.1"}},
		{"bytes", lesson.Check{"bytes": {Max: number(400)}}, []string{"lesson.atMost what=lesson.measure.bytes part= have=1234 want=400"}},
		{"done", lesson.Check{"did": {Is: "rewind"}}, []string{"lesson.did what=command.rewind"}},
		{"named", lesson.Check{"dataset": {Is: "own"}}, []string{"lesson.is what=lesson.measure.dataset want=option.dataset.own"}},
	} {
		if got := missing(texttest.Words(), c.check, s); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Everything that a lesson's check can miss has its words.
func TestEveryCheckOfALessonHasWords(t *testing.T) {
	file, err := os.ReadFile(sources + "messages/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var messages map[string]string
	if err := json.Unmarshal(file, &messages); err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(sources + "lessons/*.json")
	for _, name := range files {
		for _, step := range read(t, name).Steps {
			for measure, condition := range step.Check {
				what, _, _ := strings.Cut(measure, ".")
				key := "lesson.measure." + what
				if what == "did" {
					key = "command." + condition.Is
				}
				if messages[key] == "" {
					t.Errorf("%s: there is no message %s", name, key)
				}
			}
		}
	}
}
