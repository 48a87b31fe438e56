package course

import (
	"bonsai/engine/snapshot"
	"bonsai/web/lesson"
	"bonsai/web/markup"
	"bonsai/web/session"
)

// A Course is connected with the page by its functions. All of them must be set.
type Course struct {
	Session *session.Session

	Language func() string                                           // the code of the page's language, such as "en"
	Fetch    func(name string, done func(content []byte, err error)) // gets a file of the page, by its name in the sources
	Hold     func(name, digest string, done func(error))             // gets a data file of the page, to be opened when an address names its digest
	Open     func(address string, done func(error))                  // opens an experiment
	Address  func(name string)                                       // names the lesson in the page's address; "" removes the name
	Point    func(control string)                                    // draws a ring around a control and brings it into view; "" removes the ring
	Focus    func(selector string)                                   // moves the keyboard to the last of the elements that can be seen
	Dialog   func(open bool)                                         // opens or closes the list of lessons
	Teaches  func() bool                                             // this is the page of a class's teacher
	Compete  func(accuracy float64)                                  // asks the class for the smallest network with an accuracy
	Aside    func(done func(error))                                  // sets the experiment on the page aside, to be come back to
	TakeUp   func(back string, done func(error))                     // goes back to that experiment, whose address is given, or with "" makes all since then one step for undo
	Left     func()                                                  // a lesson has ended; what is on the page is not the person's own work yet

	list []Entry         // nil until it is fetched
	done map[string]bool // by name: the lessons completed since the page was opened

	name      string         // of the lesson
	lesson    *lesson.Lesson // nil: there is none
	step      int            // index of the step
	steps     []progress     // by step
	ending    bool           // the lesson has ended, and the person chooses how to go on
	completed bool           // it has ended after the last step
	mine      string         // the address of the experiment before the lesson

	opening int // addresses on their way to the engine and back
}

// progress is what a person has done in a step.
type progress struct {
	chosen   int  // the option that was chosen, -1 before
	answered bool // the answer to the question is shown
	hint     bool // the hint is shown
	solved   bool
	missed   []string // the conditions of the task that are not fulfilled
	checked  bool     // missed has been measured
}

// Active returns whether there is a lesson.
func (c *Course) Active() bool { return c.lesson != nil }

// Begin begins a lesson, by its name.
func (c *Course) Begin(name string) {
	c.Dialog(false)
	c.Session.Explore()
	c.Session.Tell("")
	c.Fetch("lessons/"+name+".json", func(content []byte, err error) {
		if err != nil {
			c.Session.Refused(err)
			return
		}
		l, err := lesson.Read(content)
		if err != nil {
			c.Session.Refused(err)
			return
		}
		c.fetchData(l, func(err error) {
			if err != nil {
				c.Session.Refused(err)
				return
			}
			c.begin(name, l)
		})
	})
}

// fetchData gets the data file of a lesson, if it has one.
func (c *Course) fetchData(l *lesson.Lesson, done func(error)) {
	if l.File == "" {
		done(nil)
		return
	}
	c.Hold("lessons/"+l.File, l.Digest(), done)
}

// begin shows the first step. Another lesson that was under way leaves the person's
// experiment set aside.
func (c *Course) begin(name string, l *lesson.Lesson) {
	if c.lesson == nil {
		c.Aside(func(err error) {
			if err != nil {
				c.Session.Refused(err)
				return
			}
			c.mine = c.Session.Snapshot.Link
			c.first(name, l)
		})
		return
	}
	c.first(name, l)
}

func (c *Course) first(name string, l *lesson.Lesson) {
	c.name, c.lesson = name, l
	c.steps = make([]progress, len(l.Steps))
	for i := range c.steps {
		c.steps[i].chosen = -1
	}
	c.Address(name)
	c.goTo(0, c.experimentAt(0))
}

// goTo shows a step with an experiment, "" for the one on the page, and moves the keyboard
// to its text.
func (c *Course) goTo(step int, address string) {
	c.step, c.ending, c.completed = step, false, false
	c.load(address)
	c.Show()
	c.Focus("#lessonText")
	c.Point(c.current().Show)
}

func (c *Course) current() *lesson.Step { return &c.lesson.Steps[c.step] }

// opens returns the address that a step opens, "" if it goes on with the experiment of
// the step before. The address of a question belongs to its answer.
func (c *Course) opens(step int) string {
	if s := &c.lesson.Steps[step]; s.Ask == nil || c.steps[step].answered {
		return s.Open
	}
	return ""
}

// experimentAt returns the latest address that the steps up to this one open.
func (c *Course) experimentAt(step int) string {
	for ; step >= 0; step-- {
		if address := c.opens(step); address != "" {
			return address
		}
	}
	return c.lesson.Start
}

// load opens an address, unless it is "".
func (c *Course) load(address string) {
	if address == "" {
		return
	}
	c.opening++
	c.Open(address, func(err error) {
		c.opening--
		c.Session.RefusedIf(err)
		c.Update()
	})
}

// next goes to the next step, or ends the lesson after the last one.
func (c *Course) next() {
	if c.step+1 < len(c.lesson.Steps) {
		c.goTo(c.step+1, c.opens(c.step+1))
		return
	}
	if c.done == nil {
		c.done = map[string]bool{}
	}
	c.done[c.name], c.completed = true, true
	c.end()
}

// back goes to the step before, with its experiment; from the end to the last step.
func (c *Course) back() {
	if c.ending {
		c.goTo(c.step, "")
		return
	}
	c.goTo(c.step-1, c.experimentAt(c.step-1))
}

// end lets the person choose how to go on after the lesson.
func (c *Course) end() {
	c.ending = true
	c.Show()
	c.Focus("#lessonText")
	c.Point("")
}

// leave closes the pane. mine tells whether to open the experiment from before the
// lesson.
func (c *Course) leave(mine bool) {
	address := ""
	if mine {
		address = c.mine
	}
	c.lesson, c.steps, c.ending, c.mine = nil, nil, false, ""
	c.Left()
	c.Address("")
	c.Point("")
	c.Show()
	c.Focus("#sheetButton, " + markup.Command("lessons"))
	c.TakeUp(address, c.Session.RefusedIf)
}

// answer shows the answer to a question, and its experiment.
func (c *Course) answer() {
	c.steps[c.step].answered = true
	c.load(c.opens(c.step))
	c.Show()
	c.Focus("#lessonReveal")
}

// Update brings the pane up to date with the newest snapshot. The conditions of a task are
// measured unless an address is being opened or something is trained. A task that was
// solved stays solved.
func (c *Course) Update() {
	s := c.Session.Snapshot
	if c.lesson == nil || c.opening > 0 || s.Training {
		return
	}
	if c.current().Task != nil && !c.ending {
		c.check(s)
	}
	c.Show()
}

func (c *Course) check(s *snapshot.Snapshot) {
	p := &c.steps[c.step]
	if p.solved {
		return
	}
	p.checked, p.missed = true, missing(c.Session.Words, c.current().Check, s)
	p.solved = p.missed == nil
}

// target returns the accuracy that the task of the step asks for, 0 if it asks for none.
func (c *Course) target() float64 {
	check := c.current().Check
	if least := check["accuracy"].Min; least != nil {
		return *least
	}
	if drop := check["accuracyDrop"].Max; drop != nil {
		return c.Session.Snapshot.Dense.Accuracy - *drop
	}
	return 0
}

// Do carries out the command of a button, with its data-name. Commands that are not those
// of lessons are ignored.
func (c *Course) Do(command, name string) {
	switch command {
	case "lessons":
		c.List("")
	case "closeLessons":
		c.Dialog(false)
	case "lesson.begin":
		c.Begin(name)
	}
	if c.lesson == nil {
		return
	}
	switch command {
	case "lesson.next", "lesson.skip":
		c.next()
	case "lesson.back":
		c.back()
	case "lesson.answer":
		c.answer()
	case "lesson.hint":
		c.steps[c.step].hint = true
		c.Show()
		c.Focus("#lessonHint")
	case "lesson.challenge":
		c.Compete(c.target())
	case "lesson.close":
		c.close()
	case "lesson.mine":
		c.leave(true)
	case "lesson.stay":
		c.leave(false)
	}
}

// close ends the lesson: at once if the experiment from before it is on the page, or if
// the person has been asked already.
func (c *Course) close() {
	if c.ending || c.mine == c.Session.Snapshot.Link {
		c.leave(false)
		return
	}
	c.end()
}

// Choose takes the option that was chosen for a question.
func (c *Course) Choose(option int) {
	if c.lesson != nil {
		c.steps[c.step].chosen = option
		c.Show()
	}
}
