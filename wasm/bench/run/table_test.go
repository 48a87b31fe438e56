package main

import "testing"

func TestDigitsAreThreeAndGroupedByThousands(t *testing.T) {
	for v, want := range map[float64]string{
		0.01234: "0.0123", 12.34: "12.3", 123: "123", 999.6: "1,000",
		1234: "1,230", 12_345: "12,300", 936_400: "936,000", 1_234_567: "1,230,000",
	} {
		if got := digits(v); got != want {
			t.Errorf("digits(%v) = %q, want %q", v, got, want)
		}
	}
}
