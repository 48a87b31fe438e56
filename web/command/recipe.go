package command

import (
	"math"
	"slices"
	"strconv"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Fields are the fields of a recipe that the command "set" changes.
type Fields map[string]any

// Whole checks the number in a control that carries out a command when it is changed. It
// returns an error with the right range unless the number is whole and in that range.
func Whole(command string, v float64) error {
	if command == "neuron.count" {
		return within("layers", v, 1, recipe.MaxNeurons)
	}
	return within("bounds", v, 0, 100)
}

// Epochs checks the text in the field for the epochs of an operation. It returns an error
// unless that is a whole number from 1 to the most that the field Epochs takes.
func Epochs(entered string) error {
	v, err := strconv.ParseFloat(entered, 64)
	if err != nil {
		v = math.NaN()
	}
	return within("epochs", v, 1, recipe.MaxEpochs)
}

func within(field string, v float64, least, most int) error {
	code, value := "", strconv.FormatFloat(v, 'f', -1, 64) // as it was typed, without an exponent
	switch {
	case !IsNumber(v):
		code, value = "empty", ""
	case !IsWhole(v):
		code = "whole"
	case v < float64(least) || v > float64(most):
		code = "range"
	default:
		return nil
	}
	return recipe.NewProblem(code, "field", field, "value", value, "min", least, "max", most)
}

// Resize gives a hidden layer another number of neurons; 0 removes it.
func Resize(r *recipe.Recipe, layer, neurons int) Fields {
	if neurons == 0 {
		return RemoveLayer(r, layer)
	}
	layers := slices.Clone(r.Layers)
	layers[layer] = neurons
	return Fields{"layers": layers}
}

// RemoveLayer removes a hidden layer and, if each layer has its own, its
// activation.
func RemoveLayer(r *recipe.Recipe, layer int) Fields {
	fields := Fields{"layers": slices.Delete(slices.Clone(r.Layers), layer, layer+1)}
	if len(r.Activation) > 1 {
		fields["activation"] = shortest(slices.Delete(slices.Clone(r.Activation), layer, layer+1))
	}
	return fields
}

// AddLayer adds a hidden layer as large as the last one.
func AddLayer(r *recipe.Recipe) Fields {
	size := 4
	if n := len(r.Layers); n > 0 {
		size = r.Layers[n-1]
	}
	return Fields{"layers": append(slices.Clone(r.Layers), size)}
}

// Activation gives one hidden layer of a snapshot another activation.
func Activation(s *snapshot.Snapshot, layer int, activation string) Fields {
	names := make([]string, len(s.Recipe.Layers))
	for i := range names {
		names[i] = s.Layers[i].Activation
	}
	names[layer] = activation
	return Fields{"activation": shortest(names)}
}

// shortest returns one name where all are the same.
func shortest(names []string) []string {
	if len(slices.Compact(slices.Clone(names))) == 1 {
		return names[:1]
	}
	return names
}

// Erase is the pen that removes the nearest point. The others draw points of
// the class "0" or "1".
const Erase = "erase"

// Draw puts a point of the plane into the set that is drawn by hand, or
// removes the nearest.
func Draw(r *recipe.Recipe, pen string, x, y float64) Fields {
	points := slices.Clone(r.Points)
	switch px, py := tenths(x), tenths(y); pen {
	case "0":
		points = append(points, px, py, 0)
	case "1":
		points = append(points, px, py, 1)
	case Erase:
		points = withoutNearest(points, px, py)
	}
	return Fields{"points": points}
}

// tenths returns a coordinate of the plane as the recipe has it.
func tenths(v float64) int {
	return int(math.Round(10 * min(max(v, -snapshot.PlaneSpan), snapshot.PlaneSpan)))
}

// reach is how far from the pen a point is erased, in tenths of the plane's
// unit.
const reach = 5

// withoutNearest removes the point that is nearest to a place and within reach
// of it.
func withoutNearest(points []int, x, y int) []int {
	nearest, smallest := -1, reach*reach+1
	for i := 0; i < len(points); i += 3 {
		dx, dy := points[i]-x, points[i+1]-y
		if squared := dx*dx + dy*dy; squared < smallest {
			nearest, smallest = i, squared
		}
	}
	if nearest < 0 {
		return points
	}
	return slices.Delete(points, nearest, nearest+3)
}
