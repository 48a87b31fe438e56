package film

import (
	"strconv"

	"bonsai/web"
	"bonsai/web/command"
	"bonsai/web/markup"
)

// Begun shows that a film is being made, and nothing is known yet of how long it takes.
func Begun(v *markup.View) {
	v.Hide("#film", false)
	v.Set("#filmProgress", "value", "")
}

// Progress shows how much of a film is made.
func Progress(v *markup.View, done, all int) {
	v.Set("#filmProgress", "value", strconv.FormatFloat(float64(done)/float64(all), 'f', 4, 64))
}

// Ended shows that no film is being made.
func Ended(v *markup.View) { v.Hide("#film", true) }

// Arguments tells the engine how to add the picture of a scene to a GIF.
func Arguments(s Scene) string {
	return command.JSON(map[string]int{"width": web.FrameWidth, "milliseconds": int(s.Hold.Milliseconds())})
}

// MomentsOf tells the engine of which experiment the moments are wanted, and how many.
func MomentsOf(link string, stepsPerEpoch int) string {
	return command.JSON(map[string]any{"link": link, "stepsPerEpoch": stepsPerEpoch, "wanted": Sweep})
}
