package figures

import (
	"math"

	"bonsai/engine/snapshot"
)

// Written rounds a share or an R² as the page writes it: a share in per cent with one
// decimal place, R² with three. What is written is what counts: somebody who reads 1.0 has
// not lost more than 1.
func Written(v float64) float64 { return math.Round(1000*v) / 1000 }

// Difference returns by how much a share or an R² is above the one before, as both are
// written: who subtracts them gets the same.
func Difference(before, after float64) float64 { return Written(Written(after) - Written(before)) }

// Change returns by how much the accuracy, or R², is above that of before anything was
// pruned, as both are written.
func Change(s *snapshot.Snapshot) float64 { return Difference(s.Dense.Accuracy, s.Test.Accuracy) }
