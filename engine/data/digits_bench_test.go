package data

import "testing"

func BenchmarkDigits14(b *testing.B) {
	for b.Loop() {
		GenerateDigits(14, 4000, 20, 1)
	}
}

func BenchmarkDigits28(b *testing.B) {
	for b.Loop() {
		GenerateDigits(28, 6000, 20, 1)
	}
}
