package course

import (
	"strconv"
	"strings"

	"bonsai/web/lesson"
	"bonsai/web/markup"
)

// Show shows the pane beside the network as it is now, or hides it.
func (c *Course) Show() {
	c.Session.View(func(v *markup.View) {
		v.Hide("#lesson", c.lesson == nil)
		if c.lesson != nil {
			v.Fill("#lesson", c.pane()...)
		}
	})
}

// Translate shows the pane and the list in the language of now.
func (c *Course) Translate() {
	if c.lesson != nil && c.steps[c.step].checked && !c.steps[c.step].solved {
		c.check(c.Session.Snapshot)
	}
	c.Show()
	c.Session.Write("lessonsSaid", "")
	c.showList()
}

// pane returns the parts of the pane, always the same five: a screen reader hears the
// changes of an element that stays.
func (c *Course) pane() []*markup.Node {
	w := c.Session.Words
	where := w.Text("lesson.step", "step", w.Count(c.step+1), "steps", w.Count(len(c.lesson.Steps)))
	if c.ending {
		where = ""
	}
	return []*markup.Node{
		markup.New("header").Holding(
			markup.New("h2").With("id", "lessonTitle").With("class", "title").Saying(c.title()),
			markup.New("p").Saying(where),
			markup.Button("×", "lesson.close").With("class", "close").With("aria-label", w.Text("lesson.close"))),
		markup.New("div").With("class", "text").With("tabindex", "0").With("role", "group").With("aria-labelledby", "lessonTitle").
			Holding(c.marked(c.content())...),
		markup.New("p").With("id", "lessonSaid").With("role", "status").Saying(c.said()),
		markup.New("p").With("class", "moves").Holding(c.moves()...),
		markup.New("details").Holding(
			markup.New("summary").Saying(w.Text("lesson.teacher")),
			markup.New("p").Saying(c.fill(c.lesson.Teacher))),
	}
}

// title returns the lesson's title behind its number, if the list is there.
func (c *Course) title() string {
	title := c.in(c.lesson.Title)
	if i := Find(c.list, c.name); i >= 0 {
		return c.Session.Words.Text("lesson.title", "number", c.Session.Words.Count(i+1), "title", title)
	}
	return title
}

// marked returns what the step says, with the meaning of the mark at means behind it.
func (c *Course) marked(content []*markup.Node) []*markup.Node {
	if !strings.Contains(markup.HTML(content...), lesson.MeanMark) {
		return content
	}
	w := c.Session.Words
	return append(content, markup.New("p").With("class", "mean").Saying(w.Text("lesson.mean", "seed", w.Count(int(c.Session.Snapshot.Recipe.Seed)))))
}

// fill returns a text in the page's language with its claims in it.
func (c *Course) fill(t lesson.Text) string { return c.lesson.Fill(c.in(t), c.Session.Words.Number) }

// paragraph returns a text to which the keyboard can be moved.
func paragraph(id, text string) *markup.Node {
	return markup.New("p").With("id", id).With("tabindex", "-1").Saying(text)
}

// content returns what the step says.
func (c *Course) content() []*markup.Node {
	s, p := c.current(), &c.steps[c.step]
	switch {
	case c.completed:
		return []*markup.Node{paragraph("lessonText", c.Session.Words.Text("lesson.completed"))}
	case c.ending:
		return []*markup.Node{paragraph("lessonText", c.Session.Words.Text("lesson.left"))}
	case s.Ask != nil:
		return c.question(s, p)
	case s.Task != nil:
		nodes := []*markup.Node{paragraph("lessonText", c.Session.Words.Text("lesson.task", "task", c.fill(s.Task)))}
		if p.hint {
			nodes = append(nodes, paragraph("lessonHint", c.Session.Words.Text("lesson.hintSaid", "hint", c.fill(s.Hint))))
		}
		return nodes
	}
	return []*markup.Node{paragraph("lessonText", c.fill(s.Text))}
}

// question returns a question with its options and, once it is answered, what was
// predicted, what is right, and why.
func (c *Course) question(s *lesson.Step, p *progress) []*markup.Node {
	w := c.Session.Words
	options := markup.New("fieldset").With("aria-labelledby", "lessonText")
	for i, option := range s.Options {
		options.Holding(markup.New("label").Holding(
			markup.New("input").With("type", "radio").With("name", "lessonOption").With("data-change", "lesson.option").
				WithNumber("data-option", i).With("checked", strconv.FormatBool(i == p.chosen)).When(p.answered, "disabled"),
			markup.New("span").Saying(c.fill(option))))
	}
	nodes := []*markup.Node{paragraph("lessonText", c.fill(s.Ask)), options}
	if !p.answered {
		return append(nodes, markup.Button(w.Text("lesson.answer"), "lesson.answer").When(p.chosen < 0, "disabled"))
	}
	verdict := w.Text("lesson.right", "answer", c.fill(s.Options[s.Answer]))
	if p.chosen != s.Answer {
		verdict = w.Text("lesson.wrong", "yours", c.fill(s.Options[p.chosen]), "answer", c.fill(s.Options[s.Answer]))
	}
	// One element holds both, so that moving the keyboard there brings both into view.
	return append(nodes, markup.New("div").With("id", "lessonReveal").With("tabindex", "-1").Holding(
		markup.New("p").Saying(verdict), markup.New("p").Saying(c.fill(s.Reveal))))
}

// said returns what the task still needs, or that it is solved.
func (c *Course) said() string {
	s, p := c.current(), &c.steps[c.step]
	if c.ending || s.Task == nil {
		return ""
	}
	w := c.Session.Words
	if p.solved {
		return w.Text("lesson.solved")
	}
	if !p.checked {
		return ""
	}
	return w.Text("lesson.missing", "missing", strings.Join(p.missed, " "))
}

// moves returns the buttons that go on.
func (c *Course) moves() []*markup.Node {
	w := c.Session.Words
	if c.ending {
		return c.endings()
	}
	s, p := c.current(), &c.steps[c.step]
	open := s.Ask != nil && !p.answered || s.Task != nil && !p.solved
	next := "lesson.next"
	if c.step+1 == len(c.lesson.Steps) {
		next = "lesson.finish"
	}
	buttons := []*markup.Node{
		markup.Button(w.Text("lesson.back"), "lesson.back").When(c.step == 0, "disabled"),
		markup.Button(w.Text(next), "lesson.next").With("class", "primary").When(open, "disabled"),
	}
	if s.Task != nil && !p.hint {
		buttons = append(buttons, markup.Button(w.Text("lesson.hint"), "lesson.hint"))
	}
	if s.Task != nil && c.Teaches() && c.target() > 0 {
		buttons = append(buttons, markup.Button(w.Text("lesson.challenge"), "lesson.challenge"))
	}
	if open {
		buttons = append(buttons, markup.Button(w.Text("lesson.skip"), "lesson.skip").With("class", "plain"))
	}
	return buttons
}

// endings returns the buttons after a lesson.
func (c *Course) endings() []*markup.Node {
	w := c.Session.Words
	buttons := []*markup.Node{markup.Button(w.Text("lesson.back"), "lesson.back")}
	if i := Find(c.list, c.name); i >= 0 && i+1 < len(c.list) && c.completed {
		buttons = append(buttons, markup.Button(w.Text("lesson.following"), "lesson.begin").
			With("data-name", c.list[i+1].Name).With("class", "primary"))
	}
	if c.mine != c.Session.Snapshot.Link {
		buttons = append(buttons, markup.Button(w.Text("lesson.mine"), "lesson.mine"))
	}
	return append(buttons,
		markup.Button(w.Text("lesson.stay"), "lesson.stay"),
		markup.Button(w.Text("lesson.all"), "lessons"))
}
