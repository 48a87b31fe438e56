package curve_test

import (
	"fmt"
	"testing"

	"bonsai/engine/curve"
	"bonsai/engine/snapshot"
)

func Example() {
	var c curve.Curve
	const stepsPerEpoch = 4
	for step := 0; step <= 12; step++ {
		if c.Due(step, stepsPerEpoch) {
			c.Add(snapshot.CurvePoint{Step: step})
		}
	}
	for _, p := range c.Points {
		fmt.Print(p.Step, " ")
	}
	// Output: 0 4 8 12
}

// After 1,000 epochs of 3 steps there is a point every fourth epoch: the curve was halved
// after 301 points (step 900) and once more after step 1,800.
func TestALongCurveIsHalved(t *testing.T) {
	var c curve.Curve
	for step := range 3001 {
		if c.Due(step, 3) && !c.Add(snapshot.CurvePoint{Step: step}) {
			t.Errorf("step %d was not added", step)
		}
	}
	if len(c.Points) > curve.MaxPoints || len(c.Points) != 251 {
		t.Errorf("%d points, want 251", len(c.Points))
	}
	for i, p := range c.Points {
		if p.Step != 12*i {
			t.Fatalf("point %d is of step %d, want %d", i, p.Step, 12*i)
		}
	}
}

func TestAPointIsAddedOnce(t *testing.T) {
	var c curve.Curve
	if !c.Add(snapshot.CurvePoint{Step: 1}) || c.Add(snapshot.CurvePoint{Step: 1}) || len(c.Points) != 1 {
		t.Errorf("%d points, want 1", len(c.Points))
	}
}

// A copy made before stays as it was when the curve loses points.
func TestACopyKeepsItsPoints(t *testing.T) {
	var c curve.Curve
	for step := range curve.MaxPoints {
		c.Add(snapshot.CurvePoint{Step: step})
	}
	before := c.Clone()
	c.Add(snapshot.CurvePoint{Step: curve.MaxPoints})
	if len(before.Points) != curve.MaxPoints || before.Points[1].Step != 1 || len(c.Points) != 151 {
		t.Errorf("the copy has %d points, the curve %d", len(before.Points), len(c.Points))
	}
}
