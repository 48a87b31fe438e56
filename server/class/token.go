package class

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"bonsai/server/guard"
)

// newSecret returns a random secret of 16 hexadecimal digits.
func newSecret() string {
	b := make([]byte, 8)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// A token is the time at which it ends, in seconds since 1970, and a signature
// of that time and of the address to which the token was given. All servers of
// a class know the secret, so each can check the tokens of the others.
const signatureLength = 16

// newToken returns a token for an address that ends at a time.
func newToken(secret string, address netip.Addr, end time.Time) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(end.Unix()))
	return base64.RawURLEncoding.EncodeToString(append(b, signature(secret, b, address)...))
}

func signature(secret string, end []byte, address netip.Addr) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("bonsai class token\x00"))
	mac.Write(end)
	mac.Write([]byte(address.String()))
	return mac.Sum(nil)[:signatureLength]
}

// validToken reports whether a token was given to address and has not ended.
func validToken(secret, token string, address netip.Addr, now time.Time) bool {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(b) != 8+signatureLength {
		return false
	}
	end := time.Unix(int64(binary.BigEndian.Uint64(b)), 0)
	return hmac.Equal(b[8:], signature(secret, b[:8], address)) && now.Before(end)
}

// isTeacher reports whether a request carries a valid token.
func (c *Class) isTeacher(r *http.Request) bool {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		token = r.URL.Query().Get("token")
	}
	return validToken(c.secret, token, guard.Client(r), time.Now())
}

// hasSecret reports whether a request carries the teacher's secret.
func (c *Class) hasSecret(r *http.Request) bool {
	return subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Class-Secret")), []byte(c.secret)) == 1
}

// giveToken answers the secret, or a valid token, with a new token.
func (c *Class) giveToken(w http.ResponseWriter, r *http.Request) {
	if !c.hasSecret(r) && !c.isTeacher(r) {
		refuse(w, errNotTeacher)
		return
	}
	token := newToken(c.secret, guard.Client(r), time.Now().Add(tokenTime))
	answer(w, http.StatusOK, map[string]any{"token": token, "seconds": int(tokenTime / time.Second)})
}
