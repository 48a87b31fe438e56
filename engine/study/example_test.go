package study_test

import (
	"fmt"
	"log"

	"bonsai/engine/snapshot"
	"bonsai/engine/study"
)

// A curve has the loss and the accuracy at each sparsity. Removing the smallest
// weights first costs less than removing random ones.
func Example() {
	helper, err := study.NewHelper("#steps=t10e", nil)
	if err != nil {
		log.Fatal(err)
	}
	accuracyAtHalf := map[string]float64{}
	for _, criterion := range []string{"magnitude", "random"} {
		curve, err := helper.Study(snapshot.StudyTask{Kind: snapshot.StudyCurveOnly, Criterion: criterion, Scope: "global"})
		if err != nil {
			log.Fatal(err)
		}
		for _, p := range curve.Points {
			if p.Sparsity <= 0.5 {
				accuracyAtHalf[criterion] = p.Accuracy
			}
		}
	}
	fmt.Println(accuracyAtHalf["magnitude"] > accuracyAtHalf["random"])
	// Output:
	// true
}
