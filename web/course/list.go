package course

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"bonsai/web/lesson"
	"bonsai/web/markup"
)

// An Entry is a lesson in the list of lessons, static/src/lessons.json.
type Entry struct {
	Name    string      `json:"name"` // of its file, without the ending
	Title   lesson.Text `json:"title"`
	Minutes int         `json:"minutes"`
}

// ReadList reads the list of lessons.
func ReadList(file []byte) (list []Entry, err error) {
	if err := json.Unmarshal(file, &list); err != nil {
		return nil, fmt.Errorf("course: the list of lessons is not JSON of the right form: %w", err)
	}
	return list, nil
}

// Find returns the index of the lesson that a person has named, by its whole name or its
// number, counted from 1; -1 if there is none.
func Find(list []Entry, named string) int {
	if n, err := strconv.Atoi(named); err == nil && n >= 1 && n <= len(list) {
		return n - 1
	}
	return slices.IndexFunc(list, func(e Entry) bool { return e.Name == named })
}

// fetchList calls done once the list is there.
func (c *Course) fetchList(done func()) {
	if c.list != nil {
		done()
		return
	}
	c.Fetch("lessons.json", func(content []byte, err error) {
		if err == nil {
			c.list, err = ReadList(content)
		}
		if err != nil {
			c.Session.Refused(err)
			return
		}
		done()
	})
}

// BeginNamed begins the lesson that the page's address names. If there is none by this
// name, it says so and shows the list.
func (c *Course) BeginNamed(named string) {
	c.fetchList(func() {
		if i := Find(c.list, named); i >= 0 {
			c.Begin(c.list[i].Name)
			return
		}
		c.Address("")
		c.List(c.Session.Words.Text("lessons.unknown", "name", named))
	})
}

// List shows the list of lessons, with a message above it.
func (c *Course) List(message string) {
	c.fetchList(func() {
		c.Session.Write("lessonsSaid", message)
		c.showList()
		c.Dialog(true)
	})
}

func (c *Course) showList() {
	c.Session.View(func(v *markup.View) { v.Fill("#lessonList", c.rows()...) })
}

// rows returns an item for each lesson: a button with its number, title and length, and
// whether it is done.
func (c *Course) rows() []*markup.Node {
	w := c.Session.Words
	rows := make([]*markup.Node, len(c.list))
	for i, e := range c.list {
		about := w.Text("lessons.minutes", "minutes", w.Count(e.Minutes))
		if c.done[e.Name] {
			about += w.Text("lessons.done")
		}
		button := markup.Button("", "lesson.begin").With("data-name", e.Name).Holding(
			markup.New("span").Saying(w.Count(i+1)),
			markup.New("b").Saying(c.in(e.Title)),
			markup.New("small").Saying(about))
		if c.lesson != nil && e.Name == c.name {
			button.With("aria-current", "true")
		}
		rows[i] = markup.New("li").Holding(button)
	}
	return rows
}

// in returns a text in the page's language, or in English if it has none.
func (c *Course) in(t lesson.Text) string {
	if said, ok := t[c.Language()]; ok {
		return said
	}
	return t["en"]
}
