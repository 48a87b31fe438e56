package guard

import (
	"net/http"
	"net/netip"
	"strings"
)

// Client returns the address by which the sender of a request is known when
// requests are limited per address. For IPv6 that is the network (its first 64
// bits), because one device may use all addresses in it.
//
// A request from this machine that a proxy here has passed on counts for the
// last address in X-Forwarded-For, the one that the proxy itself saw. From
// elsewhere that header is ignored, since anybody can write it.
func Client(r *http.Request) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	address := peer.Addr()
	if forwarded := r.Header.Values("X-Forwarded-For"); address.Unmap().IsLoopback() && len(forwarded) > 0 {
		last := forwarded[len(forwarded)-1]
		last = last[strings.LastIndex(last, ",")+1:]
		if original, err := netip.ParseAddr(strings.TrimSpace(last)); err == nil {
			address = original
		}
	}
	address = address.Unmap().WithZone("")
	if address.Is4() {
		return address
	}
	network, err := address.Prefix(64)
	if err != nil {
		return address
	}
	return network.Addr()
}
