package guard

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Hosts refuses requests that were sent to another host name than those of
// this server: status 421. It protects what only people in the same network
// should reach. A page of another site can make its own name point to this
// machine (DNS rebinding), and then read what the server answers as if it came
// from that site; but the browser still sends that site's name in the Host
// header.
//
// Allowed are names, "localhost", and every IP address: an address cannot be
// made to point elsewhere.
func Hosts(next http.Handler, names []string) http.Handler {
	allowed := map[string]bool{"localhost": true}
	for _, name := range names {
		allowed[strings.ToLower(name)] = true
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := hostName(r.Host)
		if _, err := netip.ParseAddr(name); err != nil && !allowed[strings.ToLower(name)] {
			http.Error(w, "This server does not answer to that host name. Whoever started it can allow the name with -host.", http.StatusMisdirectedRequest)
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
