package web

import "math"

// least takes the place of the largest |value| when there is none above zero, so that
// one can divide by it.
const least = 1e-30

// largestAbs returns the largest finite |value|, or least.
func largestAbs(values []float32) float32 {
	largest := float32(least)
	for _, v := range values {
		if finite(v) {
			largest = max(largest, abs(v))
		}
	}
	return largest
}

func abs(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }

func finite(v float32) bool { return v-v == 0 }
