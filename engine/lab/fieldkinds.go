package lab

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/data"
	"bonsai/engine/nn"
)

// The kinds of fields. Each parse checks everything that can be wrong with a
// value and changes the recipe only when nothing is.

func choice(name string, options []string, at func(*Recipe) *string) Field {
	return Field{
		Name: name, Options: options, kind: word,
		text: func(r *Recipe) string { return *at(r) },
		parse: func(r *Recipe, text string) error {
			if !slices.Contains(options, text) {
				return notAnOption(name, text, options)
			}
			*at(r) = text
			return nil
		},
	}
}

func choices(name string, options []string, least int, at func(*Recipe) *[]string) Field {
	return Field{
		Name: name, Options: options, kind: words,
		text: func(r *Recipe) string { return strings.Join(*at(r), listSeparator) },
		parse: func(r *Recipe, text string) error {
			entries := splitList(text)
			if err := checkEntries(name, entries, options); err != nil {
				return err
			}
			if len(entries) < least {
				return problem("count", "field", name, "value", len(entries), "min", least, "max", len(options))
			}
			// In the order of the options, however they were given: the
			// same choice is the same recipe.
			slices.SortFunc(entries, func(a, b string) int {
				return slices.Index(options, a) - slices.Index(options, b)
			})
			*at(r) = entries
			return nil
		},
	}
}

// checkEntries finds an entry that is no option, or is there twice.
func checkEntries(name string, entries, options []string) error {
	for i, entry := range entries {
		if !slices.Contains(options, entry) {
			return notAnOption(name, entry, options)
		}
		if slices.Contains(entries[:i], entry) {
			return problem("repeated", "field", name, "value", entry)
		}
	}
	return nil
}

func notAnOption(name, value string, options []string) error {
	return problem("choice", "field", name, "value", value, "options", strings.Join(options, ", "))
}

func real(name string, lowest, highest float64, at func(*Recipe) *float64) Field {
	return Field{
		Name: name, Min: lowest, Max: highest, kind: number,
		text: func(r *Recipe) string { return formatFloat(*at(r)) },
		parse: func(r *Recipe, text string) error {
			v, err := parseNumber(name, text, lowest, highest)
			if err != nil {
				return err
			}
			*at(r) = v
			return nil
		},
	}
}

func integer(name string, lowest, highest int, at func(*Recipe) *int) Field {
	return Field{
		Name: name, Min: float64(lowest), Max: float64(highest), kind: number,
		text: func(r *Recipe) string { return strconv.Itoa(*at(r)) },
		parse: func(r *Recipe, text string) error {
			v, err := parseInteger(name, text, lowest, highest)
			if err != nil {
				return err
			}
			*at(r) = v
			return nil
		},
	}
}

func seed() Field {
	return Field{
		Name: "seed", Max: math.MaxUint32, kind: number,
		text: func(r *Recipe) string { return strconv.FormatUint(uint64(r.Seed), 10) },
		parse: func(r *Recipe, text string) error {
			v, err := parseInteger("seed", text, 0, math.MaxUint32)
			if err != nil {
				return err
			}
			r.Seed = uint32(v)
			return nil
		},
	}
}

// digest is some hexadecimal digits, or nothing.
func digest(name string, at func(*Recipe) *string) Field {
	return Field{
		Name: name, kind: word,
		text: func(r *Recipe) string { return *at(r) },
		parse: func(r *Recipe, text string) error {
			if text != "" && len(text) != digestLength || strings.Trim(text, "0123456789abcdef") != "" {
				return problem("type", "field", name, "value", text, "want", "a digest")
			}
			*at(r) = text
			return nil
		},
	}
}

func boolean(name string, at func(*Recipe) *bool) Field {
	return Field{
		Name: name, kind: flag,
		text: func(r *Recipe) string { return formatBool(*at(r)) },
		parse: func(r *Recipe, text string) error {
			if text != "0" && text != "1" {
				return notAnOption(name, text, []string{"0", "1"})
			}
			*at(r) = text == "1"
			return nil
		},
	}
}

func integers(name string, lowest, highest, most int, at func(*Recipe) *[]int) Field {
	return Field{
		Name: name, Min: float64(lowest), Max: float64(highest), kind: numbers,
		text: func(r *Recipe) string {
			var texts []string
			for _, v := range *at(r) {
				texts = append(texts, strconv.Itoa(v))
			}
			return strings.Join(texts, listSeparator)
		},
		parse: func(r *Recipe, text string) error {
			entries := splitList(text)
			if len(entries) > most {
				return problem("count", "field", name, "value", len(entries), "min", 0, "max", most)
			}
			values := make([]int, len(entries))
			for i, entry := range entries {
				v, err := parseInteger(name, entry, lowest, highest)
				if err != nil {
					return err
				}
				values[i] = v
			}
			*at(r) = values
			return nil
		},
	}
}

// activations takes one name for all hidden layers, or one for each.
func activations() Field {
	options := nn.Activations()
	return Field{
		Name: "activation", Options: options, kind: wordOrWords,
		text: func(r *Recipe) string { return strings.Join(r.Activation, listSeparator) },
		parse: func(r *Recipe, text string) error {
			entries := splitList(text)
			if n := len(entries); n < 1 || n > MaxLayers {
				return problem("count", "field", "activation", "value", n, "min", 1, "max", MaxLayers)
			}
			for _, entry := range entries {
				if !slices.Contains(options, entry) {
					return notAnOption("activation", entry, options)
				}
			}
			r.Activation = entries
			return nil
		},
	}
}

// pointsPerUnit is the grid on which drawn points lie: tenths of a unit keep
// an address short.
const pointsPerUnit = 10

func pointList() Field {
	const far = PlaneSpan * pointsPerUnit
	f := integers("points", -far, far, 3*maxPoints, func(r *Recipe) *[]int { return &r.Points })
	parseIntegers := f.parse
	f.parse = func(r *Recipe, text string) error {
		before := r.Points
		if err := parseIntegers(r, text); err != nil {
			return err
		}
		if err := checkPoints(r.Points); err != nil {
			r.Points = before
			return err
		}
		return nil
	}
	return f
}

// checkPoints wants three numbers a point, the third a class.
func checkPoints(numbers []int) error {
	if len(numbers)%3 != 0 {
		return problem("triples", "field", "points", "value", len(numbers))
	}
	for i := 2; i < len(numbers); i += 3 {
		if class := numbers[i]; class < 0 || class > 1 {
			return problem("range", "field", "points", "value", class, "min", 0, "max", 1)
		}
	}
	return nil
}

// drawnPoints are the points of a recipe as the data package takes them.
func drawnPoints(r *Recipe) []data.Point {
	points := make([]data.Point, 0, len(r.Points)/3)
	for n := r.Points; len(n) > 0; n = n[3:] {
		points = append(points, data.Point{
			X:     float32(n[0]) / pointsPerUnit,
			Y:     float32(n[1]) / pointsPerUnit,
			Label: float32(n[2]),
		})
	}
	return points
}

func parseNumber(name, text string, lowest, highest float64) (float64, error) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil && !math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, problem("type", "field", name, "value", text, "want", number)
	}
	if v < lowest || v > highest {
		return 0, problem("range", "field", name, "value", text, "min", formatFloat(lowest), "max", formatFloat(highest))
	}
	return v, nil
}

func parseInteger(name, text string, lowest, highest int) (int, error) {
	v, err := parseNumber(name, text, float64(lowest), float64(highest))
	if err != nil {
		return 0, err
	}
	if v != math.Trunc(v) {
		return 0, problem("type", "field", name, "value", text, "want", "a whole number")
	}
	return int(v), nil
}
