package class

import (
	"net/http"

	"bonsai/server/guard"
)

// followStudents sends the student stream.
func (c *Class) followStudents(w http.ResponseWriter, r *http.Request) error {
	id, state := r.URL.Query().Get("id"), r.URL.Query().Get("state")
	if err := checkStudent(id, state); err != nil {
		return err
	}
	if state == gone {
		return malformed("A page that follows cannot have the state gone.")
	}
	address := guard.Client(r)
	arrived, full := c.presence.enter(id, state, address)
	if full != "" {
		streamHeaders(w.Header())
		w.Write(append([]byte("retry: 60000\n\n"), frame("full", "", full)...)) // it fails only when the client has gone
		return nil
	}
	if arrived {
		c.arrived(id)
	}
	return c.stream(w, r, c.students, func() { c.presence.leave(id, address) })
}

func checkStudent(id, state string) error {
	if !isID(id, 8) {
		return malformed("An id has 8 to 32 letters and digits.")
	}
	if !isState(state) {
		return malformed("A state is %s, %s or %s.", following, exploring, gone)
	}
	return nil
}

// takeReport takes the state of a student.
func (c *Class) takeReport(w http.ResponseWriter, r *http.Request) error {
	var report struct {
		ID    string `json:"id"`
		State string `json:"state"`
	}
	if err := read(w, r, &report); err != nil {
		return err
	}
	if err := checkStudent(report.ID, report.State); err != nil {
		return err
	}
	if c.presence.report(report.ID, report.State) {
		c.arrived(report.ID)
	}
	return done(w)
}
