package class

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"bonsai/server/guard"
)

// A route is what answers requests for one path below Path.
type route struct {
	method  string
	teacher bool // only with a token
	handle  func(w http.ResponseWriter, r *http.Request) error
}

func (c *Class) allRoutes() map[string]route {
	const get, post = http.MethodGet, http.MethodPost
	return map[string]route{
		"events":      {get, false, c.followStudents},
		"report":      {post, false, c.takeReport},
		"result":      {post, false, c.takeResult},
		"vote":        {post, false, c.takeVote},
		"teacher":     {get, true, c.followTeacher},
		"link":        {post, true, c.takeLink},
		"live":        {post, true, c.takeLive},
		"mode":        {post, true, c.takeObject("mode")},
		"challenge":   {post, true, c.takeObject("challenge")},
		"poll":        {post, true, c.takePoll},
		"board":       {post, true, c.takeBoard},
		"verify":      {post, true, c.verifyResult},
		"remove":      {post, true, c.removeResult},
		"results.csv": {get, true, c.sendTable},
	}
}

// sameOrigin refuses requests that change something if a page of another site
// makes a browser send them.
var sameOrigin = http.NewCrossOriginProtection()

func (c *Class) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := sameOrigin.Check(r); err != nil {
		http.Error(w, "Pages of other sites may not do this.", http.StatusForbidden)
		return
	}
	path := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, Path), "/")
	result, isResult := strings.CutPrefix(path, "results/")
	found, ok := c.routes[path]
	switch {
	case path == "token":
		found, ok = route{http.MethodPost, false, c.takeSecret}, true
	case isResult:
		found, ok = route{http.MethodGet, false, func(w http.ResponseWriter, r *http.Request) error {
			return c.sendResult(w, r, result)
		}}, true
	}
	switch {
	case !ok:
		http.Error(w, "There is no such place in the class.", http.StatusNotFound)
	case r.Method != found.method:
		w.Header().Set("Allow", found.method)
		http.Error(w, "Only "+found.method+" is answered here.", http.StatusMethodNotAllowed)
	case found.teacher && !c.isTeacher(r):
		refuse(w, errNotTeacher)
	case !found.teacher && !c.requests.allow(guard.Client(r)):
		refuse(w, errTooMany)
	default:
		if err := found.handle(w, r); err != nil {
			refuse(w, err)
		}
	}
}

func (c *Class) takeSecret(w http.ResponseWriter, r *http.Request) error {
	if !c.isTeacher(r) && !c.attempts.allow(guard.Client(r)) {
		return errTooMany
	}
	c.giveToken(w, r)
	return nil
}

// A refusal is an error with the HTTP status that goes with it.
type refusal struct {
	status int
	text   string
}

func (e *refusal) Error() string { return e.text }

var (
	errNotTeacher = &refusal{http.StatusForbidden, "Only the teacher's page may do this."}
	errTooMany    = &refusal{http.StatusTooManyRequests, "Too many requests: try again in a few seconds."}
	errNoBackend  = &refusal{http.StatusServiceUnavailable, "The class's servers have lost each other: try again soon."}
)

// malformed is a refusal of a request that makes no sense.
func malformed(format string, values ...any) error {
	return &refusal{http.StatusBadRequest, fmt.Sprintf(format, values...)}
}

// refuse answers with an error.
func refuse(w http.ResponseWriter, err error) {
	r := errNoBackend
	errors.As(err, &r)
	http.Error(w, r.text, r.status)
}

// answer answers with JSON.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	io.WriteString(w, encode(v)) // it fails only when the client has gone
}

// body reads a request's body of up to limit bytes.
func body(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, &refusal{http.StatusRequestEntityTooLarge, fmt.Sprintf("The request's body may have %d bytes.", limit)}
	}
	if err != nil {
		return nil, malformed("The request's body did not arrive.")
	}
	return text, nil
}

// decode reads one JSON value into v. Fields that v does not have are errors.
func decode(text []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return malformed("The request is not as it should be: %v.", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return malformed("The request goes on after its end.")
	}
	return nil
}

// read reads a request's JSON body of up to 8 kB into v.
func read(w http.ResponseWriter, r *http.Request, v any) error {
	text, err := body(w, r, maxEvent)
	if err != nil {
		return err
	}
	return decode(text, v)
}

// readObject reads a request's body of up to 8 kB that is any JSON object, or
// null if that is allowed. It is returned in one line; null as nil.
func readObject(w http.ResponseWriter, r *http.Request, orNull bool) ([]byte, error) {
	text, err := body(w, r, maxEvent)
	if err != nil {
		return nil, err
	}
	var line bytes.Buffer
	if err := json.Compact(&line, text); err != nil {
		return nil, malformed("The request is not JSON: %v.", err)
	}
	switch {
	case orNull && line.String() == "null":
		return nil, nil
	case line.Bytes()[0] != '{':
		return nil, malformed("The request should be a JSON object.")
	}
	return line.Bytes(), nil
}

// isID reports whether s can be the id of a student or a poll.
func isID(s string, shortest int) bool {
	letter := func(c rune) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }
	return shortest <= len(s) && len(s) <= 32 && !strings.ContainsFunc(s, func(c rune) bool { return !letter(c) })
}

// checkLink reports whether link is the part of an address from its # on.
func checkLink(link string, longest int) error {
	switch {
	case !strings.HasPrefix(link, "#"):
		return malformed("A link begins with #.")
	case len(link) > longest:
		return &refusal{http.StatusRequestEntityTooLarge, fmt.Sprintf("A link may have %d bytes.", longest)}
	case strings.ContainsFunc(link, func(c rune) bool { return c <= ' ' || c > '~' }):
		return malformed("A link has neither spaces nor other characters than ASCII's.")
	}
	return nil
}

// done answers a request that has been carried out.
func done(w http.ResponseWriter) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}
