package lesson

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/recipe"
)

const folder = "../../static/src/lessons"

// languages are those of the page, which has messages in each.
var languages = func() (names []string) {
	files, _ := filepath.Glob("../../static/src/messages/*.json") // no languages: every text is one too many
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".json"))
	}
	return names
}()

// reference matches where a text states a claim.
var reference = regexp.MustCompile(`\{(\w+)\}`)

// lessons reads all lessons, by the name of their file. A field that a lesson does not
// have is an error.
func lessons(t *testing.T) map[string]*Lesson {
	t.Helper()
	names, err := filepath.Glob(folder + "/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no lessons in %s: %v", folder, err)
	}
	all := map[string]*Lesson{}
	for _, name := range names {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(file))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(new(Lesson)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if all[filepath.Base(name)], err = Read(file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return all
}

// texts returns all texts of a lesson.
func (l *Lesson) texts() []Text {
	all := []Text{l.Title, l.Teacher}
	for _, s := range l.Steps {
		all = append(all, s.Text, s.Ask, s.Reveal, s.Task, s.Hint)
		all = append(all, s.Options...)
	}
	return slices.DeleteFunc(all, func(t Text) bool { return t == nil })
}

func TestTwelveLessonsAreCompleteInEveryLanguage(t *testing.T) {
	all := lessons(t)
	if len(all) != 12 {
		t.Errorf("there are %d lessons, want 12", len(all))
	}
	han := regexp.MustCompile(`\p{Han}`)
	for name, l := range all {
		for _, text := range l.texts() {
			if keys := slices.Sorted(maps.Keys(text)); !slices.Equal(keys, languages) {
				t.Errorf("%s: a text is in %v, want %v: %v", name, keys, languages, text)
			}
			if han.MatchString(text["en"]) || !han.MatchString(text["zh"]) {
				t.Errorf("%s: a text is in the wrong language: %v", name, text)
			}
		}
		if l.Minutes < 5 || l.Minutes > 10 {
			t.Errorf("%s takes %d minutes, want 5 to 10", name, l.Minutes)
		}
		if l.File != "" {
			if _, err := os.Stat(filepath.Join(folder, l.File)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// Every lesson has a prediction and a task, and steps that can be carried out.
func TestStepsAskPredictAndCheck(t *testing.T) {
	for name, l := range lessons(t) {
		questions, tasks := 0, 0
		for i, s := range l.Steps {
			kinds := 0
			if s.Text != nil {
				kinds++
			}
			if s.Ask != nil {
				kinds++
				questions++
				if len(s.Options) < 2 || s.Answer < 0 || s.Answer >= len(s.Options) || s.Reveal == nil {
					t.Errorf("%s, step %d: the question has %d options, the answer %d and the reveal %v", name, i+1, len(s.Options), s.Answer, s.Reveal)
				}
			}
			if s.Task != nil {
				kinds++
				tasks++
				if len(s.Check) == 0 || s.Hint == nil || s.Right == "" || len(s.Wrong) < 2 {
					t.Errorf("%s, step %d: the task has the check %v, hint %v, right %q and wrong %q", name, i+1, s.Check, s.Hint, s.Right, s.Wrong)
				}
			}
			if kinds != 1 {
				t.Errorf("%s, step %d is %d of text, question and task, want one", name, i+1, kinds)
			}
			if s.Show != "" && !slices.Contains(recipe.Controls(), s.Show) {
				t.Errorf("%s, step %d shows %q, which is not a control", name, i+1, s.Show)
			}
		}
		if questions == 0 || tasks == 0 {
			t.Errorf("%s has %d questions and %d tasks, want one of each at least", name, questions, tasks)
		}
	}
}

func TestLessonsOpenOnlyAddressesThatCanBeRead(t *testing.T) {
	for name, l := range lessons(t) {
		addresses := []string{l.Start}
		for _, s := range l.Steps {
			addresses = append(append(addresses, s.Open, s.Right), s.Wrong...)
		}
		for _, c := range l.Claims {
			addresses = append(addresses, c.Experiment, c.Minus)
		}
		for _, address := range addresses {
			if address == "" {
				continue
			}
			if _, err := recipe.ParseAddress(address); err != nil || !strings.HasPrefix(address, "#") {
				t.Errorf("%s: %q: %v", name, address, err)
			}
		}
	}
}

// A number in a text is the value of a claim, and every claim is stated in each
// language.
func TestTextsAndClaimsAgree(t *testing.T) {
	for name, l := range lessons(t) {
		ids := map[string]bool{}
		for _, c := range l.Claims {
			if ids[c.ID] {
				t.Errorf("%s has two claims %s", name, c.ID)
			}
			ids[c.ID] = true
			if unit := []string{"percent", "points", "bytes", "count"}; !slices.Contains(unit, c.Unit) {
				t.Errorf("%s: the unit of %s is %q, want one of %v", name, c.ID, c.Unit, unit)
			}
		}
		for _, language := range languages {
			stated := map[string]bool{}
			for _, text := range l.texts() {
				for _, match := range reference.FindAllStringSubmatch(text[language], -1) {
					stated[match[1]] = true
				}
			}
			if !maps.Equal(stated, ids) {
				t.Errorf("%s: the texts in %s state %v, the claims are %v", name, language, slices.Sorted(maps.Keys(stated)), slices.Sorted(maps.Keys(ids)))
			}
		}
	}
}

// The network on the page has numbers of its own. So the first sentence of a text that
// states a mean says that it is one; a mark and a note below are easily missed.
func TestTheFirstMeanOfATextIsCalledAnAverage(t *testing.T) {
	sentence := regexp.MustCompile(`.+?(?:[.?!](?: |$)|[。？！]|$)`)
	average := map[string]string{"en": "average", "zh": "平均"}
	for name, l := range lessons(t) {
		means := func(sentence string) bool {
			return slices.ContainsFunc(l.Claims, func(c Claim) bool { return !c.Same && strings.Contains(sentence, "{"+c.ID+"}") })
		}
		for _, text := range l.texts() {
			for language, word := range average {
				sentences := sentence.FindAllString(text[language], -1)
				first := slices.IndexFunc(sentences, means)
				if first >= 0 && !strings.Contains(strings.ToLower(sentences[first]), word) {
					t.Errorf("%s: %q states a mean without the word %q", name, sentences[first], word)
				}
			}
		}
	}
}
