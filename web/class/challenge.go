package class

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/figures"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// A Challenge asks the class for the smallest network that has at least an accuracy on
// the teacher's data.
type Challenge struct {
	Accuracy float64 `json:"accuracy"` // a share, as the page writes it
	Data     string  `json:"data"`     // as DataOf returns it
}

// NewChallenge returns the challenge with an accuracy on the data of an experiment.
func NewChallenge(accuracy float64, s *snapshot.Snapshot) *Challenge {
	return &Challenge{figures.Written(accuracy), DataOf(&s.Recipe)}
}

// DataOf returns 16 hexadecimal digits that stand for the data of an experiment: the data
// set, its noise, its division and everything else that the samples depend on. They are the
// FNV-1a hash of these fields, which package hash/fnv computes too; the page is smaller
// without it.
func DataOf(r *recipe.Recipe) string {
	text := ""
	for _, f := range recipe.Fields() {
		if f.Data {
			text += f.Name + "=" + f.Text(r) + "&"
		}
	}
	const offset, prime = 14695981039346656037, 1099511628211
	hash := uint64(offset)
	for i := range len(text) {
		hash = (hash ^ uint64(text[i])) * prime
	}
	digits := strconv.FormatUint(hash, 16)
	return strings.Repeat("0", 16-len(digits)) + digits
}

// Met reports whether a result takes part in the ranking: the teacher's page has computed
// it again, it has the accuracy, and it was measured on the same data.
func (c *Challenge) Met(r Result) bool {
	return r.Verified && r.Data == c.Data && figures.Written(r.Accuracy) >= c.Accuracy
}

// Rank returns all results, those that meet the challenge first, and the places of these:
// fewer bytes are better. Results with equally many bytes share a place, and the more
// accurate one is written first.
func (c *Challenge) Rank(results []Result) (sorted []Result, places []int) {
	sorted = Ranked(results)
	slices.SortStableFunc(sorted, func(a, b Result) int {
		switch met := c.Met(a); {
		case met != c.Met(b):
			if met {
				return -1
			}
			return 1
		case met:
			return cmp.Compare(a.Bytes, b.Bytes)
		}
		return 0
	})
	for i, r := range sorted {
		switch {
		case !c.Met(r):
			return sorted, places
		case i > 0 && r.Bytes == sorted[i-1].Bytes:
			places = append(places, places[i-1])
		default:
			places = append(places, i+1)
		}
	}
	return sorted, places
}

// ranked returns the results in the order of the board, and the places that a challenge
// gives to the first of them.
func (s *State) ranked() (sorted []Result, places []int) {
	if s.Challenge == nil {
		return Ranked(s.Results), nil
	}
	return s.Challenge.Rank(s.Results)
}

// takeChallenge takes an event; null ends the challenge.
func (s *State) takeChallenge(data string) error {
	s.Challenge = nil
	return json.Unmarshal([]byte(data), &s.Challenge)
}

// showChallenge shows what the class is asked for, and on the board how it is ranked.
func (s *State) showChallenge(v *markup.View, w *text.Words) {
	c := s.Challenge
	v.Hide("#challenge", c == nil)
	v.Hide("#ranking", c == nil)
	v.Hide("#boardPlace", c == nil)
	v.Disable("class.endChallenge", c == nil)
	if c != nil {
		v.Write("challenge", w.Text("class.challengeSaid", "accuracy", w.Percent(c.Accuracy)))
		v.Write("ranking", w.Text("class.ranking", "accuracy", w.Percent(c.Accuracy)))
	}
}
