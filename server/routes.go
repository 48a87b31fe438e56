package main

import (
	"net/http"
	"os"
	"strings"

	"bonsai/server/class"
	"bonsai/server/datasets"
	"bonsai/server/guard"
)

// handler answers all requests: those for the class and for data sets, and
// everything else from the site.
func (p parts) handler() http.Handler {
	routed := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case p.class != nil && (path == class.Path || strings.HasPrefix(path, class.Path+"/")):
			p.class.ServeHTTP(w, r)
		case p.data != nil && strings.HasPrefix(path, datasets.Path):
			p.data.ServeHTTP(w, r)
		default:
			p.site.ServeHTTP(w, r)
		}
	})
	if p.class == nil && p.data == nil {
		return guard.Headers(routed) // everything is public
	}
	return guard.Headers(guard.Hosts(routed, p.hosts))
}

// machineNames are the names by which other devices may know this machine: its
// own name, and the same in the local network's name service (mDNS).
func machineNames() []string {
	name, err := os.Hostname()
	if err != nil || name == "" {
		return nil
	}
	return []string{name, name + ".local"}
}
