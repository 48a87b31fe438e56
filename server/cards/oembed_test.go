package cards

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func asked(t *testing.T, query url.Values) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, EmbedPath+"?"+query.Encode(), nil)
	r.Host = "bonsai.example:8080"
	w := httptest.NewRecorder()
	newCards(t, &fake{}).ServeEmbed(w, r)
	return w
}

// Either form of a link is answered with a frame that opens it.
func TestLinksCanBeEmbedded(t *testing.T) {
	for _, address := range []string{"http://bonsai.example:8080/s/1.abc", "http://bonsai.example:8080/#1.abc"} {
		w := asked(t, url.Values{"url": {address}, "maxwidth": {"500"}, "maxheight": {"10"}})
		var got embedding
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%s: %d %s", address, w.Code, w.Body)
		}
		if got.Type != "rich" || got.Version != "1.0" || got.Title != `Spiral & "moons"` || got.Width != 500 || got.Height != 300 {
			t.Errorf("%s: %+v", address, got)
		}
		for _, part := range []string{`src="http://bonsai.example:8080/?embed#1.abc"`, `width="500"`, `title="Spiral &amp; &#34;moons&#34;"`, "allow-scripts"} {
			if !strings.Contains(got.HTML, part) {
				t.Errorf("%s: %s is not in %s", address, part, got.HTML)
			}
		}
		if got.ThumbnailURL != "http://bonsai.example:8080/s/1.abc.png" {
			t.Errorf("the picture is %s", got.ThumbnailURL)
		}
	}
}

func TestOtherLinksAreNotEmbedded(t *testing.T) {
	for _, c := range []struct {
		query  url.Values
		status int
	}{
		{url.Values{"url": {"http://elsewhere.example/s/1.abc"}}, http.StatusNotFound},
		{url.Values{"url": {"http://bonsai.example:8080/other#1.abc"}}, http.StatusNotFound},
		{url.Values{"url": {"http://bonsai.example:8080/#nonsense"}}, http.StatusNotFound},
		{url.Values{"url": {"http://bonsai.example:8080/#1." + strings.Repeat("a", maxLink)}}, http.StatusNotFound},
		{url.Values{}, http.StatusNotFound},
		{url.Values{"url": {"http://bonsai.example:8080/#1.abc"}, "format": {"xml"}}, http.StatusNotImplemented},
	} {
		if w := asked(t, c.query); w.Code != c.status {
			t.Errorf("%.80v: %d, want %d", c.query, w.Code, c.status)
		}
	}
}

// A link's page says where to ask.
func TestAPageNamesItsEmbedding(t *testing.T) {
	page := get(newCards(t, &fake{}), "/s/1.abc").Body.String()
	found := regexp.MustCompile(`type="application/json\+oembed" href="([^"]*)"`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("there is none in %s", page)
	}
	at, err := url.Parse(found[1])
	if err != nil || at.Path != EmbedPath {
		t.Fatalf("%s: %v", found[1], err)
	}
	if w := asked(t, at.Query()); w.Code != http.StatusOK {
		t.Errorf("%s is answered with %d", found[1], w.Code)
	}
}
