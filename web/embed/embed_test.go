package embed_test

import (
	"net/url"
	"slices"
	"testing"

	"bonsai/web/embed"
)

// browser returns the origin of an address as browsers do.
func browser(address string) (string, bool) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Scheme == "":
		return "", false
	case slices.Contains([]string{"http", "https", "ftp"}, u.Scheme):
		return u.Scheme + "://" + u.Host, true
	}
	return "null", true
}

func TestOnlyWebAddressesNameAnOrigin(t *testing.T) {
	for list, want := range map[string][]string{
		"": nil, "https://my.site/page,http://localhost:80": {"https://my.site", "http://localhost:80"},
		"javascript:1": nil, "about:blank": nil, "mailto:a@b": nil, "data:,": nil, "file:///a": nil, "ftp://my.site": nil,
		"nonsense": nil, "NULL": nil, "null": {"null"}, "null,https://my.site": {"null", "https://my.site"},
	} {
		if got := embed.Origins(list, browser); !slices.Equal(got, embed.Allowed(want)) {
			t.Errorf("%q allows %v, want %v", list, got, want)
		}
	}
}

func TestOnlyTheFramingPageIsHeard(t *testing.T) {
	a := embed.Origins("https://my.site", browser)
	for _, c := range []struct {
		origin     string
		fromParent bool
		heard      bool
	}{{"https://my.site", true, true}, {"https://my.site", false, false}, {"https://evil", true, false}, {"null", true, false}, {"", true, false}} {
		if a.Hear(c.origin, c.fromParent) != c.heard {
			t.Errorf("%+v is heard: %v", c, !c.heard)
		}
	}
}
