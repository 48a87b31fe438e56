package course

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bonsai/web/lesson"
)

// The list of lessons says of each file what the file says itself.
func TestTheListAgreesWithTheLessons(t *testing.T) {
	file, err := os.ReadFile(sources + "lessons.json")
	if err != nil {
		t.Fatal(err)
	}
	list, err := ReadList(file)
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(sources + "lessons/*.json")
	if len(files) != len(list) {
		t.Fatalf("%d files, %d lessons in the list", len(files), len(list))
	}
	for i, e := range list {
		l := read(t, files[i])
		if name := strings.TrimSuffix(filepath.Base(files[i]), ".json"); e.Name != name || e.Minutes != l.Minutes || !maps.Equal(e.Title, l.Title) {
			t.Errorf("the list has %v, the file %s %v %d", e, name, l.Title, l.Minutes)
		}
	}
}

// read reads the file of a lesson.
func read(t *testing.T, name string) *lesson.Lesson {
	t.Helper()
	file, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lesson.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
