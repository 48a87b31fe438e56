package class

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bonsai/server/guard"
)

// A Poll asks the class for a prediction.
type Poll struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	Choices  []string `json:"choices"`
	Open     bool     `json:"open"`  // students can vote, and change their vote
	Shown    bool     `json:"shown"` // students see how many have chosen what
}

func (p *Poll) check() error {
	switch {
	case !isID(p.ID, 1):
		return malformed("A poll's id has 1 to 32 letters and digits.")
	case len(p.Choices) < 2 || len(p.Choices) > maxChoices:
		return malformed("A poll has 2 to %d choices.", maxChoices)
	case !utf8.ValidString(p.Question) || slices.ContainsFunc(p.Choices, func(s string) bool { return s == "" || !utf8.ValidString(s) }):
		return malformed("A poll's question and choices are text.")
	}
	return nil
}

// takePoll takes a new poll, a change of the present one, or its end.
func (c *Class) takePoll(w http.ResponseWriter, r *http.Request) error {
	text, err := readObject(w, r, true)
	if err != nil {
		return err
	}
	var value []byte
	var poll Poll
	if text != nil {
		if err := decode(text, &poll); err != nil {
			return err
		}
		if err := poll.check(); err != nil {
			return err
		}
		value = []byte(encode(poll))
	}
	c.lock.Lock()
	old := c.votesInOtherPolls(poll.ID)
	c.lock.Unlock()
	if err := c.backend.Put("poll", value); err != nil {
		return err
	}
	c.ended.Go(func() { // a large class's votes take a while to remove from NATS
		for _, key := range old {
			if c.backend.Put(key, nil) != nil {
				return // what is left is removed with the next poll
			}
		}
	})
	return done(w)
}

// votesInOtherPolls returns the keys of the votes in all polls but one.
func (c *Class) votesInOtherPolls(poll string) []string {
	var keys []string
	for id, votes := range c.state.votes {
		if id == poll {
			continue
		}
		for student := range votes {
			keys = append(keys, "vote."+id+"."+student)
		}
	}
	return keys
}

func (c *Class) deliverPoll(value []byte) error {
	c.state.poll = nil
	if value != nil {
		c.state.poll = new(Poll)
		if err := decode(value, c.state.poll); err != nil {
			return err
		}
	}
	c.both("poll", "poll", orNull(value))
	c.tellVotes()
	return nil
}

// tellVotes tells how many have chosen what.
func (c *Class) tellVotes() {
	p := c.state.poll
	if p == nil {
		c.students.drop("votes")
		c.teachers.drop("votes")
		return
	}
	counts := make([]int, len(p.Choices))
	for _, choice := range c.state.votes[p.ID] {
		if choice < len(counts) {
			counts[choice]++
		}
	}
	told := encode(struct {
		Poll   string `json:"poll"`
		Counts []int  `json:"counts"`
	}{p.ID, counts})
	c.teachers.set("votes", "votes", told)
	if p.Shown {
		c.students.set("votes", "votes", told)
	} else {
		c.students.drop("votes")
	}
}

// vote is a student's request.
type vote struct {
	ID     string `json:"id"`
	Poll   string `json:"poll"`
	Choice int    `json:"choice"`
}

// takeVote takes a student's vote, which replaces the one before.
func (c *Class) takeVote(w http.ResponseWriter, r *http.Request) error {
	var v vote
	if err := read(w, r, &v); err != nil {
		return err
	}
	if !isID(v.ID, 8) {
		return malformed("An id has 8 to 32 letters and digits.")
	}
	address := guard.Client(r)
	c.lock.Lock()
	err := c.mayVote(v)
	if _, again := c.state.votes[v.Poll][v.ID]; err == nil && !again {
		if c.voted.of(address) >= maxVotesPerAddress || len(c.state.votes[v.Poll]) >= maxStudents {
			err = &refusal{http.StatusServiceUnavailable, "Too many votes come from your network address."}
		} else {
			c.voted.add(address)
		}
	}
	c.lock.Unlock()
	if err != nil {
		return err
	}
	if err := c.backend.Put("vote."+v.Poll+"."+v.ID, []byte(strconv.Itoa(v.Choice))); err != nil {
		return err
	}
	return done(w)
}

func (c *Class) mayVote(v vote) error {
	p := c.state.poll
	switch {
	case p == nil || p.ID != v.Poll:
		return &refusal{http.StatusNotFound, "There is no such poll."}
	case !p.Open:
		return &refusal{http.StatusConflict, "The poll is closed."}
	case v.Choice < 0 || v.Choice >= len(p.Choices):
		return malformed("The poll's choices have the numbers 0 to %d.", len(p.Choices)-1)
	}
	return nil
}

// deliverVote takes a vote into the state. It may come before its poll when a
// server starts, since values are delivered in the order in which they were put
// last.
func (c *Class) deliverVote(key string, value []byte) error {
	poll, student, _ := strings.Cut(key, ".")
	votes := c.state.votes[poll]
	if value == nil {
		if delete(votes, student); len(votes) == 0 {
			delete(c.state.votes, poll)
			c.voted = tally{}
		}
		return nil
	}
	choice, err := strconv.Atoi(string(value))
	if err != nil || choice < 0 {
		return malformed("The vote is %q.", value)
	}
	if votes == nil {
		votes = map[string]int{}
		c.state.votes[poll] = votes
	}
	votes[student] = choice
	c.votesChanged = true
	return nil
}
