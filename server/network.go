package main

import (
	"encoding/json"
	"net"
	"net/http"
	"net/netip"

	"bonsai/server/guard"
)

// networkPath is where the page, when it is opened on this machine under
// localhost, learns the addresses at which other devices reach it, for the QR
// code in Share: {"addresses": ["http://192.168.1.20:8080/"]}. The list is empty
// if there is no network. Other devices get 404.
const networkPath = "/network.json"

// sendNetwork answers requests for networkPath. lan returns the machine's
// addresses at the time of the request: a laptop changes networks.
func sendNetwork(w http.ResponseWriter, r *http.Request, listening net.Addr, lan func() []netip.Addr) {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	here := err == nil && peer.Addr().Unmap().IsLoopback() && r.Header.Get("X-Forwarded-For") == ""
	if !here || !guard.NewHosts(nil).Allow(r.Host) { // another site may have made its name point here
		http.NotFound(w, r)
		return
	}
	_, others := urls(listening, lan())
	if others == nil {
		others = []string{}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	json.NewEncoder(w).Encode(map[string][]string{"addresses": others}) // it fails only when the client has gone
}
