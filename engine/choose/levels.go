package choose

// Levels returns the sparsities at which a curve is drawn: every 2.5 per cent,
// and every per cent from 90 on, where most networks collapse.
func Levels() []float64 {
	var levels []float64
	for i := range 36 {
		levels = append(levels, float64(i)*0.025)
	}
	for i := range 11 {
		levels = append(levels, 0.9+float64(i)*0.01)
	}
	return levels
}
