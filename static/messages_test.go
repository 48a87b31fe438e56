package static

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/exchange"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/engine/table/cell"
)

// languages returns the languages that the page offers, in the order of its
// choice, English first. There are messages and a glossary in each.
func languages(t *testing.T) []string {
	t.Helper()
	var offered []string
	readIndex(t).each(func(e *element) {
		if e.tag == "option" && e.parent.attrs["id"] == "language" {
			offered = append(offered, e.attrs["value"])
		}
	})
	for _, folder := range []string{"messages", "glossary"} {
		files, err := os.ReadDir("src/" + folder)
		if err != nil || len(files) != len(offered) {
			t.Fatalf("%d files in %s for the languages %v (%v)", len(files), folder, offered, err)
		}
	}
	if offered[0] != "en" {
		t.Fatalf("the first language is %s", offered[0])
	}
	return offered
}

// messages returns the messages of a language by their keys.
func messages(t *testing.T, language string) map[string]string {
	t.Helper()
	m := map[string]string{}
	readJSON(t, "messages/"+language+".json", &m)
	return m
}

// placeholder matches a part of a message that is filled in.
var placeholder = regexp.MustCompile(`\{\w+\}`)

func TestLanguagesHaveTheSameMessages(t *testing.T) {
	offered := languages(t)
	english := messages(t, offered[0])
	for _, language := range offered[1:] {
		others := messages(t, language)
		for key, text := range english {
			other, ok := others[key]
			if !ok {
				t.Errorf("%s: %s is missing", language, key)
				continue
			}
			a, b := placeholder.FindAllString(text, -1), placeholder.FindAllString(other, -1)
			slices.Sort(a)
			slices.Sort(b)
			if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
				t.Errorf("%s: the placeholders of %s are %v; in English they are %v", language, key, b, a)
			}
		}
		for key := range others {
			if _, ok := english[key]; !ok {
				t.Errorf("%s: %s is not in English", language, key)
			}
		}
	}
}

// Every key in the page has a message, and every message is used.
func TestEveryMessageExistsAndIsUsed(t *testing.T) {
	english := messages(t, "en")
	source := ""
	for _, pattern := range []string{"../wasm/*/*.go", "../web/*/*.go", "../server/cards/*/*.go", "src/*.html", "src/*.js", "src/loader/*.js"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v %v", pattern, files, err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source += string(b)
		}
	}
	for _, named := range regexp.MustCompile(`data-i18n(?:-label|-regression)?="([\w.-]+)"`).FindAllStringSubmatch(source, -1) {
		if _, ok := english[named[1]]; !ok {
			t.Errorf("there is no message %s", named[1])
		}
	}
	// Keys with these beginnings are composed at run time.
	families := []string{"option.", "why.", "bytes.", "field.", "unit.", "problem.", "want.", "presets.", "study.", "tickets.", "rivals.", "table.", "network.", "export.", "command.save", "headline.", "lesson.measure.", "chart.loss.", "chart.accuracy.", "input.", "lineage."}
	for key := range english {
		composed := slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(key, f) })
		if named := strings.TrimSuffix(key, ".r2"); named != key && strings.Contains(source, `"`+named+`"+measure(s)`) {
			composed = true // in regression the message speaks of R²
		}
		if !composed && !strings.Contains(source, `"`+key+`"`) && !strings.Contains(source, `'`+key+`'`) {
			t.Errorf("the message %s is not used", key)
		}
	}
	for _, f := range recipe.Fields() {
		if english["field."+f.Name] == "" {
			t.Errorf("the field %s has no name", f.Name)
		}
		for _, option := range f.Options {
			if f.Name != "hide" && english["option."+f.Name+"."+option] == "" {
				t.Errorf("the option %s of %s has no name", option, f.Name)
			}
		}
	}
	for family, names := range map[string][]string{
		"option.criterion.": recipe.Criteria(), "why.criterion.": recipe.Criteria(), "option.scope.": recipe.Scopes(),
		"option.schedule.": recipe.Schedules(), "why.schedule.": recipe.Schedules(),
		"option.scheme.": recipe.Schemes(), "why.scheme.": recipe.Schemes(), "bytes.": recipe.Formats(),
		"lineage.": recipe.StepKinds(), "tickets.": {snapshot.TicketsFound, snapshot.TicketsRedrawn, "why"},
	} {
		for _, name := range names {
			if english[family+name] == "" {
				t.Errorf("there is no message %s", family+name)
			}
		}
	}
	saved := []string{"wasm"} // written by package deploy
	for _, f := range exchange.Formats() {
		saved = append(saved, f.Name)
	}
	for _, name := range saved {
		if english["export."+name] == "" || english["export."+name+".for"] == "" {
			t.Errorf("the format %s has no name, or nothing says what it is for (export.%s, export.%s.for)", name, name, name)
		}
	}
	for _, code := range recipe.ProblemCodes() {
		if english["problem."+code] == "" {
			t.Errorf("the problem %s has no message", code)
		}
	}
	for _, code := range cell.Codes() {
		if english["problem.table."+code] == "" {
			t.Errorf("the problem %s of a table has no message", code)
		}
	}
	for _, code := range exchange.Codes() {
		if english["problem.file."+code] == "" {
			t.Errorf("the refusal %s of a network has no message", code)
		}
	}
	for _, kind := range cell.Types() {
		if english["table.type."+string(kind)] == "" {
			t.Errorf("the type %s of a column has no name", kind)
		}
	}
	for _, dataset := range recipe.Datasets() {
		for _, kind := range []string{".good", ".bad"} {
			if english["presets."+dataset+kind] == "" {
				t.Errorf("the preset %s%s has no explanation", dataset, kind)
			}
		}
	}
}
