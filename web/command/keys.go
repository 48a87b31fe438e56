package command

import (
	"math"
	"strings"
)

// A level moves by these steps on the keyboard, as a slider does.
const (
	levelStep = 0.005
	levelPage = 0.1
)

// KeyLevel returns where a key moves a level between a lowest value and 1, and
// whether it moves it at all.
func KeyLevel(key string, level, lowest float64) (moved float64, ok bool) {
	switch key {
	case "ArrowLeft", "ArrowDown":
		level -= levelStep
	case "ArrowRight", "ArrowUp":
		level += levelStep
	case "PageDown":
		level -= levelPage
	case "PageUp":
		level += levelPage
	case "Home":
		level = 0
	case "End":
		level = 1
	default:
		return level, false
	}
	return min(max(math.Round(level/levelStep)*levelStep, lowest), 1), true
}

// Shortcut returns the command of a key that is pressed with Control or Command; "" if
// it has none.
func Shortcut(key string, shift bool) string {
	switch strings.ToLower(key) {
	case "z":
		if shift {
			return "redo"
		}
		return "undo"
	case "y":
		return "redo"
	}
	return ""
}
