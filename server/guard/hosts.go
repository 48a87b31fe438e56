package guard

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Hosts are the host names by which a server may be reached, in lower case.
// Checking them protects what only people in the same network should reach. A
// page of another site can make its own name point to this machine (DNS
// rebinding), and then read what the server answers as if it came from that
// site; but the browser still sends that site's name in the Host header.
type Hosts map[string]bool

// NewHosts returns names and "localhost".
func NewHosts(names []string) Hosts {
	h := Hosts{"localhost": true}
	for _, name := range names {
		h[strings.ToLower(name)] = true
	}
	return h
}

// Allow reports whether a Host header names this server. Every IP address does:
// an address cannot be made to point elsewhere.
func (h Hosts) Allow(host string) bool {
	name := hostName(host)
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return h[strings.ToLower(name)]
}

// Guard refuses requests that were sent to other hosts: status 421.
func (h Hosts) Guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !h.Allow(r.Host) {
			http.Error(w, "This server does not answer to that host name. The person who started it can allow the name with -host.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hostName returns the name or address in a Host header: without the port,
// without an IPv6 address's brackets, without a final dot.
func hostName(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	}
	return strings.TrimSuffix(name, ".")
}
