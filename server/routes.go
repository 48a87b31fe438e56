package main

import (
	"net/http"
	"os"
	"strings"

	"bonsai/server/cards"
	"bonsai/server/class"
	"bonsai/server/datasets"
	"bonsai/server/front"
	"bonsai/server/guard"
)

// handler answers all requests: those for the class, for data sets, for cards
// and for the machine's addresses, and everything else from the site.
func (p parts) handler() http.Handler {
	routed := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case p.class != nil && (path == class.Path || strings.HasPrefix(path, class.Path+"/")):
			p.class.ServeHTTP(w, r)
		case p.data != nil && strings.HasPrefix(path, datasets.Path):
			p.data.ServeHTTP(w, r)
		case path == networkPath && p.listening != nil:
			sendNetwork(w, r, p.listening, machineAddresses)
		case p.cards != nil && path == cards.EmbedPath:
			p.cards.ServeEmbed(w, r)
		case p.cards != nil && strings.HasPrefix(path, cards.Path):
			p.cards.ServeHTTP(w, r)
		default:
			p.site.ServeHTTP(w, r)
		}
	})
	if hosts := p.checkedHosts(); hosts != nil {
		return guard.Headers(hosts.Guard(routed))
	}
	return guard.Headers(routed)
}

// checkedHosts returns the host names to which the server answers, or nil if it
// answers to all because everything is public.
func (p parts) checkedHosts() guard.Hosts {
	if p.class == nil && p.data == nil {
		return nil
	}
	return guard.NewHosts(p.hosts)
}

// answerer answers the requests for the page's files, as handler would.
func (p parts) answerer() front.Answerer {
	hosts := p.checkedHosts()
	p.site.Prepare(guard.Fixed())
	return func(path, host string, accept, conditions []string) (head, body []byte, ok bool) {
		if hosts != nil && !hosts.Allow(host) {
			return nil, nil, false
		}
		return p.site.Answer(path, accept, conditions)
	}
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
