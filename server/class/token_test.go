package class

import (
	"net/http"
	"net/netip"
	"testing"
	"time"
)

func TestATokenIsValidForItsAddressAndTime(t *testing.T) {
	now := time.Unix(1_000_000, 0)
	teacher, neighbour := netip.MustParseAddr("192.168.1.2"), netip.MustParseAddr("192.168.1.3")
	token := newToken("secret", teacher, now.Add(tokenTime))
	for name, test := range map[string]struct {
		secret, token string
		address       netip.Addr
		now           time.Time
		want          bool
	}{
		"at once":           {"secret", token, teacher, now, true},
		"just before":       {"secret", token, teacher, now.Add(tokenTime - 1), true},
		"at its end":        {"secret", token, teacher, now.Add(tokenTime), false},
		"another address":   {"secret", token, neighbour, now, false},
		"another class":     {"Secret", token, teacher, now, false},
		"a later end":       {"secret", "B" + token[1:], teacher, now, false},
		"cut":               {"secret", token[:len(token)-4], teacher, now, false},
		"empty":             {"secret", "", teacher, now, false},
		"not base64":        {"secret", "!" + token[1:], teacher, now, false},
		"the secret itself": {"secret", "secret", teacher, now, false},
	} {
		if got := validToken(test.secret, test.token, test.address, test.now); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

// The secret crosses the network once; after that, each token is given for the
// one before.
func TestTokensAreRenewed(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		teacher := r.teacher()
		first := teacher.token
		time.Sleep(tokenTime / 2)
		teacher.token = teacher.newTokenByToken()
		time.Sleep(tokenTime/2 + time.Second)
		teacher.post("/mode", "{}", http.StatusNoContent)
		teacher.token = first
		teacher.post("/mode", "{}", http.StatusForbidden)
		if status, _ := teacher.do("POST", "/token", "", nil); status != http.StatusForbidden {
			t.Errorf("a token that has ended is renewed: status %d", status)
		}
		// In an address, for streams and downloads, which have no headers.
		valid := teacher.newToken()
		teacher.token = ""
		if status, _ := teacher.do("GET", "/results.csv?token="+valid, "", nil); status != http.StatusOK {
			t.Errorf("a token in the address: status %d", status)
		}
	})
}

func (c *client) newTokenByToken() string {
	c.room.t.Helper()
	var given struct{ Token string }
	if err := decode([]byte(c.post("/token", "", http.StatusOK)), &struct {
		Token   *string `json:"token"`
		Seconds int     `json:"seconds"`
	}{Token: &given.Token}); err != nil {
		c.room.t.Fatal(err)
	}
	return given.Token
}

func TestTheSecretCannotBeTriedOften(t *testing.T) {
	inClass(t, NewMemory(), func(r *classroom) {
		c := r.client("10.0.0.1")
		status := 0
		for range 11 {
			status, _ = c.do("POST", "/token", "", http.Header{"X-Class-Secret": {"0123456789abcdef"}})
		}
		if status != http.StatusTooManyRequests {
			t.Errorf("the eleventh attempt at once: status %d, want 429", status)
		}
	})
}
