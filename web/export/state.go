package export

import (
	"encoding/json"

	"bonsai/engine/snapshot"
	"bonsai/web/figures"
)

// State returns the numbers of a snapshot as JSON, for scripts.
func State(s *snapshot.Snapshot) string {
	encoded, err := json.Marshal(map[string]any{
		"recipe":        s.Recipe,
		"epoch":         s.Epoch,
		"step":          s.Step,
		"epsilon":       s.Epsilon,
		"kept":          s.Kept,
		"total":         s.Total,
		"sparsity":      figures.Sparsity(s),
		"trainLoss":     s.Train.Loss,
		"testLoss":      s.Test.Loss,
		"trainAccuracy": s.Train.Accuracy,
		"testAccuracy":  s.Test.Accuracy,
		"dense":         map[string]float64{"testLoss": s.Dense.Loss, "testAccuracy": s.Dense.Accuracy},
		"bytes":         s.Bytes,
		"operations":    s.Operations,
		"held":          s.Held,
		"sharing":       s.Sharing,
		"student":       s.Student,
		"pruning":       s.Pruning,
		"training":      s.Training,
		"preprocessing": preprocessing(s), // null for other data than a table
	})
	if err != nil {
		panic(err) // the engine's metrics are finite
	}
	return string(encoded)
}
