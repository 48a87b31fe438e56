package bonsai

import (
	"flag"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/recipe"
)

// The tables of the README have one row for each entry of the engine's tables.
// All cells but the last follow from the entry; the last is prose.

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

func TestTheReferenceHasEveryFormatOfExports(t *testing.T) {
	_, names, _ := strings.Cut(read(t, "README.md"), "\nawait bonsai.export(")
	names, _, _ = strings.Cut(names, "\n")
	for _, f := range exchange.Formats() {
		if !strings.Contains(names, ", '"+f.Name+"'") && !strings.Contains(names, ": '"+f.Name+"'") {
			t.Errorf("README.md, bonsai.export: the format %s is missing", f.Name)
		}
	}
}

var update = flag.Bool("update", false, "write the README's tables as they should be")

// checkTable compares all cells but the last of the README's table with this
// header, and with -update writes them.
func checkTable(t *testing.T, header string, want [][]string) {
	t.Helper()
	readme := read(t, "README.md")
	before, table, ok := strings.Cut(readme, "\n"+header)
	if !ok {
		t.Fatalf("README.md has no table with the header %s", header)
	}
	table, after, _ := strings.Cut(table, "\n\n")
	lines := strings.Split(table, "\n")
	prose := map[string]string{} // the last cell, by the row's key
	var got []string
	for _, line := range lines[2:] {
		cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "| "), " |"), " | ")
		last := len(cells) - 1
		prose[key(cells)] = cells[last]
		got = append(got, strings.Join(cells[:last], " | "))
	}
	rows := lines[:2]
	var wanted []string
	for _, cells := range want {
		wanted = append(wanted, strings.Join(cells, " | "))
		what := prose[key(cells)]
		if what == "" {
			t.Errorf("README.md does not say what the row %s … is", strings.Join(cells, " | "))
		}
		rows = append(rows, "| "+strings.Join(append(cells, what), " | ")+" |")
	}
	if slices.Equal(got, wanted) {
		return
	}
	t.Errorf("the table of README.md under %s\nis not up to date: go test -run Reference -update . writes it, but for the last cell of new rows", header)
	if *update {
		text := before + "\n" + header + strings.Join(rows, "\n") + "\n\n" + after
		if err := os.WriteFile("README.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// key identifies a row: by its name, or, of an operation that only addresses
// have, by its form.
func key(cells []string) string {
	if cells[0] != "–" {
		return cells[0]
	}
	return cells[2]
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
