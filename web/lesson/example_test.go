package lesson_test

import (
	"fmt"
	"strconv"

	"bonsai/engine/snapshot"
	"bonsai/web/lesson"
)

func Example() {
	l, err := lesson.Read([]byte(`{
		"title": {"en": "Half"}, "minutes": 1, "start": "#steps=t10e", "teacher": {},
		"steps": [{"task": {"en": "Prune half. It costs {half} points."}, "check": {"sparsity": {"min": 0.5}}}],
		"claims": [{"id": "half", "experiment": "#steps=t10e,p:magnitude:global:s0.5",
			"measure": "accuracyDrop", "value": 1.2, "unit": "points", "tolerance": 0.05}]
	}`))
	if err != nil {
		panic(err)
	}
	step := l.Steps[0]
	fmt.Println(l.Fill(step.Task["en"], func(v float64, decimals int) string {
		return strconv.FormatFloat(v, 'f', decimals, 64)
	}))
	fmt.Println(step.Check.Missed(&snapshot.Snapshot{Kept: 200, Total: 310}))
	fmt.Println(step.Check.Missed(&snapshot.Snapshot{Kept: 155, Total: 310}))
	// Output:
	// Prune half. It costs 1.2* points.
	// [sparsity]
	// []
}
