package main

import (
	"bytes"
	"net"
	"net/netip"
	"os"
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
		"no network":             {[]adapter{loopback}, "127.0.0.1", nil},
		"one adapter":            {[]adapter{loopback, wireless}, "192.168.1.20", addresses("192.168.1.20")},
		"outbound comes first":   {[]adapter{loopback, bridge, wireless}, "192.168.1.20", addresses("192.168.1.20", "172.17.0.1")},
		"outbound is unknown":    {[]adapter{bridge, wireless}, "0.0.0.0", addresses("172.17.0.1", "192.168.1.20")},
		"adapters that are down": {[]adapter{unplugged, wireless}, "192.168.1.20", addresses("192.168.1.20")},
		"public and link-local":  {[]adapter{public}, "203.0.113.9", addresses("203.0.113.9")},
		"IPv4 mapped to IPv6":    {[]adapter{mapped}, "0.0.0.0", addresses("10.0.0.8")},
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

func TestTheLinkIsPartOfEveryAddress(t *testing.T) {
	listening := &net.TCPAddr{IP: net.IPv4zero, Port: 8080}
	a := announcement{listening: listening, lan: addresses("192.168.1.20"), link: "#1.abc", note: "A note."}
	var text strings.Builder
	a.print(&text)
	for _, want := range []string{"http://localhost:8080/#1.abc\n", "http://192.168.1.20:8080/#1.abc\n", "A note.\n"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in %s", want, text.String())
		}
	}
	a.link = "#" + strings.Repeat("x", 5000)
	var long strings.Builder
	if a.print(&long); !strings.Contains(long.String(), "too long") {
		t.Error("nothing says that the link is too long for a code")
	}
}

func TestTheCodeIsAsLargeAsTheTerminalAllows(t *testing.T) {
	a := announcement{listening: &net.TCPAddr{IP: net.IPv4zero, Port: 8080}, lan: addresses("192.168.1.20")}
	lines := func(r room) int {
		a.room = r
		var text strings.Builder
		a.print(&text)
		return strings.Count(text.String(), "\n")
	}
	small, large := lines(room{}), lines(room{200, 60})
	if large < small+10 {
		t.Errorf("%d lines in a large terminal, %d without one", large, small)
	}
	for _, narrow := range []room{{200, 20}, {40, 60}} {
		if got := lines(narrow); got != small {
			t.Errorf("%v: %d lines, want the small code's %d", narrow, got, small)
		}
	}
}

// A projector that shows the code must not show the secret.
func TestTheTeachersAddressIsPrintedBeforeTheCode(t *testing.T) {
	notATerminal, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer notATerminal.Close()
	a := announcement{
		listening: &net.TCPAddr{IP: net.IPv4zero, Port: 8080}, lan: addresses("192.168.1.20"), link: "#1.abc",
		teacher: func(url string) string { return url + "?teach=secret" },
	}
	var text strings.Builder
	a.show(&text, notATerminal, notATerminal)
	before, after, found := strings.Cut(text.String(), "Bonsai is served on")
	if !found || !strings.Contains(before, "http://192.168.1.20:8080/?teach=secret#1.abc\n") {
		t.Errorf("the teacher's address is not printed first: %s", text.String())
	}
	if strings.Contains(after, "secret") || strings.Contains(before, "█") {
		t.Errorf("secret and code are not apart: %s", text.String())
	}
}
