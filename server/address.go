package main

import (
	"net"
	"net/netip"
	"slices"
)

// An adapter is one of the machine's network interfaces, without the parts that
// do not matter here.
type adapter struct {
	flags     net.Flags
	addresses []netip.Addr
}

// lanAddresses returns the IPv4 addresses at which other devices in the network
// may reach this machine: those of adapters that are up, without loopback and
// link-local addresses. Public addresses are among them, since some universities
// give them to laptops. The address that carries the machine's own traffic comes
// first, because the others often belong to bridges to virtual machines.
func lanAddresses(adapters []adapter, outbound netip.Addr) []netip.Addr {
	var found []netip.Addr
	for _, a := range adapters {
		if a.flags&net.FlagUp == 0 || a.flags&net.FlagLoopback != 0 {
			continue
		}
		for _, address := range a.addresses {
			if address = address.Unmap(); address.Is4() && address.IsGlobalUnicast() {
				found = append(found, address)
			}
		}
	}
	if i := slices.Index(found, outbound); i > 0 {
		found = slices.Insert(slices.Delete(found, i, i+1), 0, outbound)
	}
	return found
}

// machineAddresses returns the lanAddresses of this machine. Adapters that the
// system cannot describe are left out.
func machineAddresses() []netip.Addr {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil
	}
	var adapters []adapter
	for _, i := range interfaces {
		prefixes, err := i.Addrs()
		if err != nil {
			continue
		}
		a := adapter{flags: i.Flags}
		for _, p := range prefixes {
			if prefix, err := netip.ParsePrefix(p.String()); err == nil {
				a.addresses = append(a.addresses, prefix.Addr())
			}
		}
		adapters = append(adapters, a)
	}
	return lanAddresses(adapters, outboundAddress())
}

// outboundAddress returns the address of the adapter that leads to the
// internet. "Connecting" a UDP socket sends nothing, it only looks up the route:
// here to an address that is reserved for documentation (RFC 5737).
func outboundAddress() netip.Addr {
	connection, err := net.Dial("udp4", "192.0.2.1:9")
	if err != nil {
		return netip.Addr{}
	}
	defer connection.Close()
	address, _ := netip.ParseAddrPort(connection.LocalAddr().String())
	return address.Addr()
}
