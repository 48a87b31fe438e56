package class

import (
	"strconv"
	"strings"

	"bonsai/web/markup"
	"bonsai/web/text"
)

// A Poll asks the class for a prediction.
type Poll struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	Choices  []string `json:"choices"`
	Open     bool     `json:"open"`  // students can vote
	Shown    bool     `json:"shown"` // students see how many have chosen what
}

// Votes are how many have chosen what in a poll.
type Votes struct {
	Poll   string `json:"poll"`
	Counts []int  `json:"counts"`
}

// NewPoll returns a poll with the choices of a text, one a line. ok is false with
// fewer than two choices.
func NewPoll(id, question, choices string) (p *Poll, ok bool) {
	const most = 10
	p = &Poll{ID: id, Question: strings.TrimSpace(question), Open: true}
	for line := range strings.Lines(choices) {
		if choice := strings.TrimSpace(line); choice != "" && len(p.Choices) < most {
			p.Choices = append(p.Choices, choice)
		}
	}
	return p, len(p.Choices) >= 2
}

// Reveal returns the poll with its votes shown to the class; nobody can vote any
// more.
func (p Poll) Reveal() *Poll {
	p.Open, p.Shown = false, true
	return &p
}

// pollNodes returns the question, and the choices: as buttons while a student can
// vote, and with bars once the votes are revealed. Before that the teacher's page,
// which may be on a projector, shows only how many have voted. chosen is the
// student's choice, −1 for none.
func (s *State) pollNodes(w *text.Words, chosen int) []*markup.Node {
	p := s.Poll
	if p == nil {
		return nil
	}
	nodes := []*markup.Node{markup.New("b").Saying(p.Question)}
	votes, total, most := make([]int, len(p.Choices)), 0, 1
	if s.Votes.Poll == p.ID && len(s.Votes.Counts) == len(votes) {
		votes = s.Votes.Counts
	}
	for _, n := range votes {
		total += n
		most = max(most, n)
	}
	for i, choice := range p.Choices {
		if !s.Teacher && p.Open {
			nodes = append(nodes, markup.Button(choice, "class.vote").WithNumber("data-choice", i).
				With("aria-pressed", strconv.FormatBool(i == chosen)))
			continue
		}
		name := choice
		if i == chosen {
			name = "✓ " + choice
		}
		if !p.Shown {
			nodes = append(nodes, markup.New("span").Saying(name))
			continue
		}
		nodes = append(nodes, markup.New("label").With("class", "bar").Holding(
			markup.New("span").Saying(name),
			markup.New("meter").WithNumber("max", most).WithNumber("value", votes[i]).Saying(w.Count(votes[i])),
			markup.New("b").Saying(w.Count(votes[i]))))
	}
	said := w.Text("class.votes", "count", w.Count(total))
	if !s.Teacher && p.Open {
		said = w.Text("class.predict")
	}
	return append(nodes, markup.New("small").Saying(said))
}
