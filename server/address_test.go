package main

import (
	"bytes"
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

func addresses(texts ...string) []netip.Addr {
	var all []netip.Addr
	for _, text := range texts {
		all = append(all, netip.MustParseAddr(text))
	}
	return all
}

func TestLANAddressesAreThoseOthersReach(t *testing.T) {
	loopback := adapter{net.FlagUp | net.FlagLoopback, addresses("127.0.0.1", "::1", "10.9.9.9")}
	bridge := adapter{net.FlagUp, addresses("172.17.0.1")}
	wireless := adapter{net.FlagUp, addresses("fe80::1", "192.168.1.20", "2001:db8::5")}
	unplugged := adapter{0, addresses("10.0.0.7")}
	public := adapter{net.FlagUp, addresses("203.0.113.9", "169.254.3.4", "224.0.0.5")}
	mapped := adapter{net.FlagUp, addresses("::ffff:10.0.0.8")}

	for name, test := range map[string]struct {
		adapters []adapter
		outbound string
		want     []netip.Addr
	}{
		"no network":                   {[]adapter{loopback}, "127.0.0.1", nil},
		"one adapter":                  {[]adapter{loopback, wireless}, "192.168.1.20", addresses("192.168.1.20")},
		"the way out comes first":      {[]adapter{loopback, bridge, wireless}, "192.168.1.20", addresses("192.168.1.20", "172.17.0.1")},
		"the way out is unknown":       {[]adapter{bridge, wireless}, "0.0.0.0", addresses("172.17.0.1", "192.168.1.20")},
		"adapters that are down":       {[]adapter{unplugged, wireless}, "192.168.1.20", addresses("192.168.1.20")},
		"public and link-local":        {[]adapter{public}, "203.0.113.9", addresses("203.0.113.9")},
		"IPv4 in the dress of an IPv6": {[]adapter{mapped}, "0.0.0.0", addresses("10.0.0.8")},
	} {
		got := lanAddresses(test.adapters, netip.MustParseAddr(test.outbound))
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestURLsFollowTheListeningAddress(t *testing.T) {
	lan := addresses("192.168.1.20", "172.17.0.1")
	for listening, want := range map[string]struct {
		local  string
		others []string
	}{
		"[::]:8080":         {"http://localhost:8080/", []string{"http://192.168.1.20:8080/", "http://172.17.0.1:8080/"}},
		"0.0.0.0:80":        {"http://localhost:80/", []string{"http://192.168.1.20:80/", "http://172.17.0.1:80/"}},
		"127.0.0.1:9000":    {"http://127.0.0.1:9000/", nil},
		"[::1]:9000":        {"http://[::1]:9000/", nil},
		"192.168.1.20:8080": {"", []string{"http://192.168.1.20:8080/"}},
	} {
		local, others := urls(net.TCPAddrFromAddrPort(netip.MustParseAddrPort(listening)), lan)
		if local != want.local || !slices.Equal(others, want.others) {
			t.Errorf("%s: %q and %q, want %q and %q", listening, local, others, want.local, want.others)
		}
	}
}

func TestAnnouncementShowsACodeOnlyForTheNetwork(t *testing.T) {
	listening := net.TCPAddrFromAddrPort(netip.MustParseAddrPort("[::]:8080"))
	const block = "█"

	var alone bytes.Buffer
	announcement{listening: listening}.print(&alone)
	if !strings.Contains(alone.String(), "http://localhost:8080/") || strings.Contains(alone.String(), block) {
		t.Errorf("without a network: %q, want the local address and no code", alone.String())
	}

	var networked bytes.Buffer
	announcement{listening: listening, lan: addresses("192.168.1.20")}.print(&networked)
	for _, want := range []string{"http://localhost:8080/", "http://192.168.1.20:8080/", block} {
		if !strings.Contains(networked.String(), want) {
			t.Errorf("in a network: %q is missing", want)
		}
	}
}

// A link goes behind every address, and the code is as large as the terminal
// lets it be.
func TestTheAnnouncementHasTheLinkAndTheTeacher(t *testing.T) {
	listening := &net.TCPAddr{IP: net.IPv4zero, Port: 8080}
	a := announcement{listening: listening, lan: addresses("192.168.1.20"), link: "#1.abc", class: newClass()}
	var small, large strings.Builder
	a.print(&small)
	a.room = room{200, 60}
	a.print(&large)
	for _, want := range []string{
		"http://localhost:8080/#1.abc\n", "http://192.168.1.20:8080/#1.abc\n",
		"http://192.168.1.20:8080/?teach=" + a.class.secret + "#1.abc\n",
	} {
		if !strings.Contains(small.String(), want) {
			t.Errorf("%q is missing in %s", want, small.String())
		}
	}
	if few, many := strings.Count(small.String(), "\n"), strings.Count(large.String(), "\n"); many < few+10 {
		t.Errorf("%d lines where there is room, %d where there is none", many, few)
	}
	a.room = room{200, 20}
	var low strings.Builder
	if a.print(&low); low.String() != small.String() {
		t.Error("a low terminal gets a code that it cannot show")
	}
	a.link = "#" + strings.Repeat("x", 5000)
	var long strings.Builder
	if a.print(&long); !strings.Contains(long.String(), "too long") {
		t.Error("a link that is too long for a code is not told")
	}
}
