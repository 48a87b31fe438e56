package bonsai

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/recipe"
)

// The tables of the README have one row for each entry of the engine's tables.
// All cells but the last, which is prose, are what the entry says.

func TestTheReferenceHasEveryOperation(t *testing.T) {
	var want [][]string
	described := map[string]string{} // operations by the text of an argument
	for _, e := range recipe.Operations() {
		want = append(want, []string{code(e.Name), arguments(e, described), codes(e.Forms)})
	}
	checkTable(t, "| in a script | arguments | in an address |", want)
}

func TestTheReferenceHasEveryField(t *testing.T) {
	standard := recipe.Default()
	var want [][]string
	for _, f := range recipe.Fields() {
		f.Default = f.Text(&standard)
		changes := "before training"
		switch {
		case f.View:
			changes = "the view only"
		case f.Live:
			changes = "at any time"
		}
		want = append(want, []string{code(f.Name), values(f.Spec), defaultOf(f.Spec), changes})
	}
	checkTable(t, "| field | values | default | changes |", want)
}

// checkTable compares all cells but the last of the table with this header, and
// prints the table that there should be.
func checkTable(t *testing.T, header string, want [][]string) {
	t.Helper()
	_, table, ok := strings.Cut(read(t, "README.md"), "\n"+header)
	if !ok {
		t.Fatalf("README.md has no table with the header %s", header)
	}
	prose := map[string]string{} // the last cell, by the others
	var got []string
	for _, line := range strings.Split(table, "\n")[2:] {
		last := strings.LastIndex(strings.TrimSuffix(line, " |"), " | ")
		if last < 0 {
			break // the table has ended
		}
		row := line[:last+len(" | ")]
		got = append(got, row)
		prose[row] = strings.TrimSuffix(line[len(row):], " |")
	}
	var rows, wanted []string
	for _, cells := range want {
		row := "| " + strings.Join(cells, " | ") + " | "
		wanted = append(wanted, row)
		rows = append(rows, row+prose[row]+" |")
		if slices.Contains(got, row) && strings.TrimSpace(prose[row]) == "" {
			t.Errorf("README.md does not say what %s is", cells[0])
		}
	}
	if !slices.Equal(got, wanted) {
		t.Errorf("the table of README.md should be as follows, with a last cell in every row:\n%s\n%s", header, strings.Join(rows, "\n"))
	}
}

// arguments describes the arguments of an operation. One that is described in a
// row above is only named.
func arguments(e recipe.Entry, described map[string]string) string {
	var texts []string
	inRow := map[string][]string{} // names of arguments, by the row that describes them
	var rows []string
	for i := 0; i < len(e.Arguments); i++ {
		text, names := argument(e.Arguments[i]), code(e.Arguments[i].Name)
		for group := e.Arguments[i].Either; group != "" && i+1 < len(e.Arguments) && e.Arguments[i+1].Either == group; i++ {
			text += " or " + argument(e.Arguments[i+1])
			names += " or " + code(e.Arguments[i+1].Name)
		}
		row, known := described[text]
		switch {
		case !known:
			described[text] = e.Name
			texts = append(texts, text)
		case inRow[row] == nil:
			rows = append(rows, row)
			fallthrough
		default:
			inRow[row] = append(inRow[row], names)
		}
	}
	var shared []string
	for _, row := range rows {
		shared = append(shared, strings.Join(inRow[row], ", ")+" as for "+code(row))
	}
	if all := append(shared, texts...); len(all) > 0 {
		return strings.Join(all, "<br>")
	}
	return "–"
}

// argument describes an argument: its name, its values, and its default if it
// may be left out.
func argument(s recipe.Spec) string {
	text := code(s.Name) + " " + values(s)
	if s.Optional {
		text += "; default " + defaultOf(s)
	}
	return text
}

// defaultOf returns a default as a script has it. One out of range stands for
// leaving the argument out.
func defaultOf(s recipe.Spec) string {
	switch v, err := strconv.ParseFloat(s.Default, 64); {
	case s.Kind == recipe.Flag:
		return code(strconv.FormatBool(s.Default == "1"))
	case s.Default == "", err == nil && (v < s.Min || v > s.Max):
		return "none"
	}
	return code(s.Default)
}

// values describes the values that can be given.
func values(s recipe.Spec) string {
	text := string(s.Kind)
	if s.Unit != "" {
		text += " (" + s.Unit + ")"
	}
	switch {
	case len(s.Options) == 0 && s.Max > s.Min:
		text += ", " + number(s.Min) + " to " + number(s.Max)
	case len(s.Options) > 0 && s.Kind == recipe.Word:
		text = codes(s.Options)
	case len(s.Options) > 0:
		text += " out of " + codes(s.Options)
	}
	return text
}

// number writes a number with a comma between thousands.
func number(v float64) string {
	digits, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".")
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if fraction != "" {
		digits += "." + fraction
	}
	if v < 0 {
		return "−" + digits
	}
	return digits
}

func code(text string) string {
	if text == "" {
		return "–"
	}
	return "`" + text + "`"
}

func codes(texts []string) string {
	if len(texts) == 0 {
		return "–"
	}
	return "`" + strings.Join(texts, "` `") + "`"
}
