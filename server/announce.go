package main

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"

	"github.com/mdp/qrterminal/v3"
)

// announce prints where the page is to be had: on this machine, and in the
// network, with the QR code of the first address there.
func announce(w io.Writer, listening net.Addr, lan []netip.Addr) {
	local, others := urls(listening, lan)
	fmt.Fprintln(w, "Bonsai is served on")
	if local != "" {
		fmt.Fprintf(w, "  this machine  %s\n", local)
	}
	for _, url := range others {
		fmt.Fprintf(w, "  the network   %s\n", url)
	}
	if len(others) > 0 {
		fmt.Fprintln(w)
		qrterminal.GenerateHalfBlock(others[0], qrterminal.L, w) // a screen has no scratches: least redundancy, largest squares
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, "Ctrl-C stops it.")
}

// urls are the page's address for this machine, empty when it is not served to
// itself, and those for other devices.
func urls(listening net.Addr, lan []netip.Addr) (local string, others []string) {
	bound, err := netip.ParseAddrPort(listening.String())
	if err != nil {
		return "http://" + listening.String() + "/", nil
	}
	url := func(host string) string {
		return "http://" + net.JoinHostPort(host, strconv.Itoa(int(bound.Port()))) + "/"
	}
	switch address := bound.Addr().Unmap(); {
	case address.IsUnspecified():
		for _, a := range lan {
			others = append(others, url(a.String()))
		}
		return url("localhost"), others
	case address.IsLoopback():
		return url(address.String()), nil
	default:
		return "", []string{url(address.String())}
	}
}
