package class

import (
	"cmp"
	"encoding/csv"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// takeBoard takes how the board is used.
func (c *Class) takeBoard(w http.ResponseWriter, r *http.Request) error {
	var board Board
	if err := read(w, r, &board); err != nil {
		return err
	}
	if err := c.backend.Put("board", []byte(encode(board))); err != nil {
		return err
	}
	return done(w)
}

func (c *Class) deliverBoard(value []byte) error {
	before := c.state.board
	c.state.board = Board{Open: true}
	if value != nil {
		if err := decode(value, &c.state.board); err != nil {
			return err
		}
	}
	now := c.state.board
	c.both("board", "board", encode(now))
	if before.Shown == now.Shown && before.ShowNames == now.ShowNames {
		return nil
	}
	c.students.drop("result.")
	c.students.set("cleared", "cleared", "{}")
	if now.Shown {
		for _, result := range c.sortedResults() {
			c.students.set("result."+result.Result, "result", encode(result.forStudents(now)))
		}
	}
	return nil
}

// sortedResults returns the results in the order in which they were handed in.
func (c *Class) sortedResults() []Result {
	return slices.SortedFunc(maps.Values(c.state.results), func(a, b Result) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Result, b.Result))
	})
}

// verifyResult marks a result that the teacher's page has computed itself.
func (c *Class) verifyResult(w http.ResponseWriter, r *http.Request) error {
	var request struct {
		Result   string `json:"result"`
		Verified bool   `json:"verified"`
	}
	if err := read(w, r, &request); err != nil {
		return err
	}
	result, err := c.result(request.Result)
	if err != nil {
		return err
	}
	result.Verified = request.Verified
	if err := c.backend.Put("result."+result.Result, []byte(encode(result))); err != nil {
		return err
	}
	return done(w)
}

// result returns a result by its id.
func (c *Class) result(id string) (Result, error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	result, ok := c.state.results[id]
	if !ok {
		return Result{}, &refusal{http.StatusNotFound, "There is no such result."}
	}
	return result, nil
}

// removeResult removes one result, or all.
func (c *Class) removeResult(w http.ResponseWriter, r *http.Request) error {
	var request struct {
		Result string `json:"result"`
	}
	if err := read(w, r, &request); err != nil {
		return err
	}
	remove := []string{request.Result}
	if request.Result == "" {
		c.lock.Lock()
		remove = slices.Sorted(maps.Keys(c.state.results))
		c.lock.Unlock()
	} else if _, err := c.result(request.Result); err != nil {
		return err
	}
	for _, id := range remove {
		if err := c.backend.Put("result."+id, nil); err != nil {
			return err
		}
	}
	return done(w)
}

// sendResult sends one result with its link, to the teacher or, if the board is
// shown, to anybody in the class.
func (c *Class) sendResult(w http.ResponseWriter, r *http.Request, id string) error {
	teacher := c.isTeacher(r)
	c.lock.Lock()
	board := c.state.board
	c.lock.Unlock()
	if !board.Shown && !teacher {
		return &refusal{http.StatusConflict, "The results are not shown at the moment."}
	}
	result, err := c.result(id)
	if err != nil {
		return err
	}
	sent := result.forTeacher()
	if !teacher && !board.ShowNames {
		sent.Name = ""
	}
	answer(w, http.StatusOK, sent)
	return nil
}

// sendTable sends all results as a CSV file.
func (c *Class) sendTable(w http.ResponseWriter, _ *http.Request) error {
	c.lock.Lock()
	results := c.sortedResults()
	c.lock.Unlock()
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="results.csv"`)
	w.Header().Set("Cache-Control", "no-store")
	table := csv.NewWriter(w)
	table.Write([]string{"time", "name", "accuracy", "bytes", "connections", "verified", "link"})
	for _, r := range results {
		table.Write([]string{
			time.UnixMilli(r.Time).UTC().Format(time.RFC3339), inert(r.Name), strconv.FormatFloat(r.Accuracy, 'g', -1, 64),
			strconv.Itoa(r.Bytes), strconv.Itoa(r.Connections), strconv.FormatBool(r.Verified), r.Link,
		})
	}
	table.Flush() // it fails only when the client has gone
	return nil
}

// inert returns a name that spreadsheets take for text: a name that begins like
// a formula gets an apostrophe before it.
func inert(name string) string {
	if name != "" && strings.ContainsRune("=+-@\t\r", rune(name[0])) {
		return "'" + name
	}
	return name
}
