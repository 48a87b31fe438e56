package recipe

import (
	"slices"
	"testing"
)

// stagesOf reads addresses as stages with 10 optimiser steps in an epoch.
func stagesOf(t *testing.T, addresses ...string) []Stage {
	t.Helper()
	var stages []Stage
	for _, address := range addresses {
		x, err := ParseAddress("#steps=" + address)
		if err != nil {
			t.Fatal(err)
		}
		stages = append(stages, Stage{x.Operations, 10})
	}
	return stages
}

// Three epochs are 30 optimiser steps. What leads somewhere else, or trains longer than
// wanted, is passed over; of the same stage twice the later counts.
func TestThroughFindsWhereAnExperimentPasses(t *testing.T) {
	const pruned = "t3e,p:magnitude:global:s0.5"
	stages := stagesOf(t, pruned, "", "t3e", "t2e", "t3e", pruned+",t12", pruned+",t15", pruned+",t9e", "p:magnitude:global:s0.5", pruned+",q:codebook:4")
	for _, test := range []struct {
		wanted  string
		through []int
		partly  int
	}{
		{pruned + ",t2e", []int{1, 4, 0}, 6},
		{pruned + ",t13", []int{1, 4, 0}, 5},
		{pruned, []int{1, 4, 0}, -1},
		{"t25", []int{1}, 3},
		{"t1e", []int{1}, -1},
		{"q:codebook:4", []int{1}, -1},
	} {
		through, partly := Through(stages, stagesOf(t, test.wanted)[0].Operations)
		if !slices.Equal(through, test.through) || partly != test.partly {
			t.Errorf("%s: through %v, in the middle %d; want %v, %d", test.wanted, through, partly, test.through, test.partly)
		}
	}
	if through, partly := Through(nil, stages[0].Operations); through != nil || partly != -1 {
		t.Errorf("without stages: %v, %d", through, partly)
	}
}
