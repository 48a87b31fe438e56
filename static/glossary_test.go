package static

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/web/help"
)

// A glossaryEntry explains a control, an option, a result or a term. The page shows
// its texts as help.
type glossaryEntry struct {
	Name    string `json:"name"`    // of a term; everything else is named by its message
	What    string `json:"what"`    // what it does or means
	Formula string `json:"formula"` // the same in every language but for its words
	Source  string `json:"source"`  // authors and year
	Try     string `json:"try"`     // a value worth trying
}

// keyLine matches the line of a file of texts that begins with a key of the
// outermost object.
var keyLine = regexp.MustCompile(`(?m)^  ("[^"]+"):`)

// readJSON reads a file of the page's sources. An unknown field is an error, and so
// is a key that is there twice, of which the browser would take the last.
func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	b, err := os.ReadFile("src/" + name)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, key := range keyLine.FindAllStringSubmatch(string(b), -1) {
		if seen[key[1]] {
			t.Errorf("%s: the key %s is there twice", name, key[1])
		}
		seen[key[1]] = true
	}
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func readGlossary(t *testing.T, language string) map[string]glossaryEntry {
	t.Helper()
	glossary := map[string]glossaryEntry{}
	readJSON(t, "glossary/"+language+".json", &glossary)
	return glossary
}

// An element of index.html, with the elements in it.
type element struct {
	tag      string
	attrs    map[string]string
	children []*element
	parent   *element
}

// readIndex parses index.html.
func readIndex(t *testing.T) *element {
	t.Helper()
	file, err := os.Open("src/index.html")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	decoder := xml.NewDecoder(file)
	decoder.Strict, decoder.AutoClose, decoder.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	root := &element{}
	for at := root; ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return root
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{tag: token.Name.Local, attrs: map[string]string{}, parent: at}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			at.children = append(at.children, e)
			at = e
		case xml.EndElement:
			at = at.parent
		}
	}
}

// each calls do with e and everything in it.
func (e *element) each(do func(*element)) {
	do(e)
	for _, child := range e.children {
		child.each(do)
	}
}

// path returns what the page's help looks at in e and in all that it is in.
func (e *element) path() []help.Element {
	var path []help.Element
	for ; e.parent != nil; e = e.parent {
		inner := ""
		for _, child := range e.children {
			child.each(func(c *element) { inner = cmp.Or(inner, c.attrs["data-i18n-label"], c.attrs["data-i18n"]) })
		}
		path = append(path, help.Element{
			Tag: e.tag, Help: e.attrs["data-help"], Field: e.attrs["data-field"], Options: e.attrs["data-options"],
			Command: e.attrs["data-command"], Value: e.attrs["value"],
			Own: cmp.Or(e.attrs["data-i18n-label"], e.attrs["data-i18n"]), Inner: inner,
		})
	}
	return path
}

// Progress bars and the buttons of a failure need no help: they say what they are.
var helpless = []string{"progress", "tableProgress", "retry", "retryDefault"}

func TestEveryControlIsExplained(t *testing.T) {
	controls := 0
	for _, language := range languages(t) {
		glossary := readGlossary(t, language)
		explained := func(key, what string) {
			if glossary[key].What == "" {
				t.Errorf("%s: nothing explains %s (%s)", language, key, what)
			}
		}
		readIndex(t).each(func(e *element) {
			path := e.path()
			name := e.tag + " " + e.attrs["id"] + e.attrs["data-command"]
			keys, at := help.Find(path, func(key string) bool { return glossary[key].What != "" })
			switch e.tag {
			case "button", "input", "select", "summary", "progress":
				controls++
				switch {
				case slices.Contains(helpless, e.attrs["id"]):
				case at < 0:
					t.Errorf("%s: the help finds nothing about %s", language, name)
				case path[at].Tag != "label" && at > 0:
					t.Errorf("%s: %s is explained by %v, of what it is in", language, name, keys)
				}
			}
			for _, key := range strings.Fields(e.attrs["data-help"]) {
				explained(key, "named by "+name)
			}
			if options := e.attrs["data-options"]; options != "" && !slices.Contains([]string{"criterion", "scope", "schedule", "scheme", "cross", "pin"}, options) {
				t.Errorf("%s has the options %s, which the next test does not check", name, options)
			}
			if field := e.attrs["data-field"]; field != "" {
				explained("field."+field, "a field of the recipe")
			}
		})
		for _, key := range []string{ // controls that the page's program makes
			"layer.add", "layer.remove", "layer.activation", "neuron.add", "neuron.remove", "neuron.count",
			"table.target", "table.task", "table.missing", "table.merge", "table.role", "table.type", "table.encoding",
			"table.separator", "table.decimal", "table.thousands", "table.quote", "table.header", "table.comment",
		} {
			explained(key, "made by the program")
		}
	}
	if controls < 2*100 {
		t.Errorf("only %d controls were found in all languages", controls)
	}
}

func TestEveryOptionAndResultIsExplained(t *testing.T) {
	for _, language := range languages(t) {
		glossary := readGlossary(t, language)
		for family, names := range map[string][]string{
			"option.dataset.":        recipe.Datasets(),
			"option.inputs.":         recipe.PlaneInputs(),
			"option.activation.":     recipe.Activations(),
			"option.init.":           recipe.Inits(),
			"option.optimizer.":      recipe.Optimizers(),
			"option.regularization.": {"none", "l1", "l2"},
			"option.criterion.":      recipe.Criteria(),
			"option.scope.":          recipe.Scopes(),
			"option.schedule.":       recipe.Schedules(),
			"option.scheme.":         append(recipe.Schemes(), recipe.NoScheme),
			"option.cross.":          {"one-error", "tolerance"},
			"option.pin.":            {"free", "cut", "protect"},
			"bytes.":                 append(recipe.Formats(), "title", "operations"),
			"outcome.":               {"accuracy", "r2", "loss", "kept", "sparsity", "dead"},
			"chart.":                 {"loss", "accuracy", "train", "test"},
			"term.":                  {"weight", "bias", "output", "epsilon", "sparsity", "density", "mask", "dead", "finetuning", "testdata", "ticket", "crossvalidation"},
		} {
			for _, name := range names {
				if glossary[family+name].What == "" {
					t.Errorf("%s: nothing explains %s%s", language, family, name)
				}
			}
		}
	}
}

// The glossaries have the same entries in all languages, with the same formulas and
// sources. Only the words in them are translated.
func TestGlossariesAgree(t *testing.T) {
	offered := languages(t)
	english := readGlossary(t, offered[0])
	for key, e := range english {
		if !strings.HasSuffix(e.What, ".") || han.MatchString(e.What) {
			t.Errorf("en: %s is not an English sentence: %q", key, e.What)
		}
	}
	for _, language := range offered[1:] {
		others := readGlossary(t, language)
		for key, e := range english {
			switch o, ok := others[key]; {
			case !ok:
				t.Errorf("%s: %s is missing", language, key)
			case !slices.Equal(symbols(e.Formula), symbols(o.Formula)) || !slices.Equal(symbols(e.Source), symbols(o.Source)) || (e.Try == "") != (o.Try == "") || (e.Name == "") != (o.Name == ""):
				t.Errorf("%s: %+v in English, %+v here", language, e, o)
			case language == "zh" && (!han.MatchString(o.What) || !strings.HasSuffix(o.What, "。")):
				t.Errorf("zh: %s is not a Chinese sentence: %q", key, o.What)
			case language == "zh" && (slices.ContainsFunc(word.FindAllString(o.Formula, -1), untranslated) || strings.HasPrefix(o.Source, "after ")):
				t.Errorf("zh: there is English in the formula or the source of %s: %q, %q", key, o.Formula, o.Source)
			}
		}
		for key := range others {
			if _, ok := english[key]; !ok {
				t.Errorf("%s: %s is not in English", language, key)
			}
		}
	}
}

// han matches a Chinese character, and word an English word of two letters or more.
var (
	han  = regexp.MustCompile(`\p{Han}`)
	word = regexp.MustCompile(`\b[a-z]{2,}\b`)
)

// untranslated reports whether a word in a formula is none of the names of functions,
// which are the same in every language.
func untranslated(word string) bool {
	return !slices.Contains([]string{"cos", "log", "max", "mean", "min", "round", "sign", "sin", "softmax", "tanh"}, word)
}

// symbols returns the parts of a formula or a source that are no words, sorted, because
// the order of the words around them differs between languages.
func symbols(text string) []string {
	parts := strings.Fields(regexp.MustCompile(`[\p{Han}，,]+`).ReplaceAllString(word.ReplaceAllString(text, " "), " "))
	slices.Sort(parts)
	return parts
}

// An entry is about something that the page has: a message with the same key, or a term.
func TestGlossaryExplainsOnlyWhatIsThere(t *testing.T) {
	messages := map[string]string{}
	readJSON(t, "messages/en.json", &messages)
	commands := map[string]bool{}
	readIndex(t).each(func(e *element) { commands["command."+e.attrs["data-command"]] = true })
	for key, entry := range readGlossary(t, "en") {
		if strings.HasPrefix(key, "term.") != (entry.Name != "") {
			t.Errorf("%s has the name %q; terms have names, and others have messages", key, entry.Name)
		}
		if messages[key] == "" && !commands[key] && !strings.HasPrefix(key, "term.") {
			t.Errorf("%s explains nothing in the page", key)
		}
	}
}

// A criterion or a schedule comes with its formula, and a method from a paper with the
// paper.
func TestMethodsHaveFormulasAndSources(t *testing.T) {
	year := regexp.MustCompile(`^(after )?\p{Lu}[\p{L}&. ]+ \d{4}(; \p{Lu}[\p{L}&. ]+ \d{4})*$`)
	for key, entry := range readGlossary(t, "en") {
		if entry.Source != "" && !year.MatchString(entry.Source) {
			t.Errorf("%s: the source %q is not authors and a year", key, entry.Source)
		}
		if formula := strings.HasPrefix(key, "option.criterion.") || strings.HasPrefix(key, "option.schedule."); formula && entry.Formula == "" {
			t.Errorf("%s has no formula", key)
		}
		if strings.HasPrefix(key, "option.criterion.") && key != "option.criterion.random" && entry.Source == "" {
			t.Errorf("%s has no source", key)
		}
	}
}
