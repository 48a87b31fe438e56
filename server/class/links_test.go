package class

import (
	"net/http"
	"strings"
	"testing"
)

// Pages of the first version of the protocol know only links.
func TestPagesThatKnowOnlyLinksFollow(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher, student := r.client("192.168.1.2"), r.client("10.0.0.1")
		secret := func() http.Header { return http.Header{"X-Class-Secret": {r.class.secret}} }
		stream := student.listen("", "")
		other, id := r.student(1)
		newer := other.listen("/events?state=exploring&id="+id, "")
		status, text := teacher.do("POST", "", "#seed=1", secret())
		if status != http.StatusOK || text != "2" {
			t.Errorf("publishing: status %d, %q; want 200 and two who follow", status, text)
		}
		if status, _ := teacher.do("POST", "", "#seed=2", secret()); status != http.StatusTooManyRequests {
			t.Errorf("a second link at once: status %d, want 429", status)
		}
		stream.expect("", "#seed=1")
		newer.expect("link", `{"link":"#seed=1","revision":1}`)
		for name, try := range map[string]struct {
			header http.Header
			link   string
			want   int
		}{
			"no secret":    {nil, "#seed=2", http.StatusForbidden},
			"wrong secret": {http.Header{"X-Class-Secret": {"0123456789abcdef"}}, "#seed=2", http.StatusForbidden},
			"oversized":    {secret(), "#" + strings.Repeat("x", maxLink), http.StatusRequestEntityTooLarge},
			"no link":      {secret(), "seed=2", http.StatusBadRequest},
			"two lines":    {secret(), "#seed=2\ndata: x", http.StatusBadRequest},
		} {
			if status, text := teacher.do("POST", "", try.link, try.header); status != try.want {
				t.Errorf("%s: status %d, %q; want %d", name, status, text, try.want)
			}
		}
		settle()
		if status, _ := teacher.do("POST", "", "#seed=2", secret()); status != http.StatusOK {
			t.Errorf("after a pause: status %d", status)
		}
		stream.expect("", "#seed=2")
	})
}
