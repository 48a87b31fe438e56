package main

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"strconv"

	"github.com/mdp/qrterminal/v3"
	"golang.org/x/term"
	"rsc.io/qr"
)

// An announcement is what the server says when it begins.
type announcement struct {
	listening net.Addr
	lan       []netip.Addr
	link      string // behind the addresses, from its # on; "" for none
	class     *class // nil: none
	room      room
}

// A room is how many characters a terminal shows.
type room struct{ width, height int }

// terminalSize is that of the terminal that a file is; none where it is none.
func terminalSize(f *os.File) room {
	width, height, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return room{}
	}
	return room{width, height}
}

// print says where the page is to be had: on this machine, and in the network,
// with the QR code of the first address there.
func (a announcement) print(w io.Writer) {
	local, others := urls(a.listening, a.lan)
	fmt.Fprintln(w, "Bonsai is served on")
	if local != "" {
		fmt.Fprintf(w, "  this machine  %s\n", local+a.link)
	}
	for _, url := range others {
		fmt.Fprintf(w, "  the network   %s\n", url+a.link)
	}
	if len(others) > 0 {
		fmt.Fprintln(w)
		a.printCode(w, others[0]+a.link)
		fmt.Fprintln(w)
	}
	if a.class != nil {
		teacher := local
		if len(others) > 0 {
			teacher = others[0]
		}
		fmt.Fprintf(w, "  the teacher   %s\n", a.class.teacherAddress(teacher)+a.link)
		fmt.Fprintln(w, "Whoever opens the page follows the teacher's: keep that address to yourself.")
	}
	fmt.Fprintln(w, "Ctrl-C stops it.")
}

// printCode prints a QR code, so large that it can be scanned from the back row
// when it fits the terminal with the lines around it.
func (a announcement) printCode(w io.Writer, address string) {
	const level = qrterminal.L // a screen has no scratches: least redundancy, largest squares
	code, err := qr.Encode(address, level)
	if err != nil {
		fmt.Fprintln(w, "(The link is too long for a QR code.)")
		return
	}
	const linesAround = 8
	side := code.Size + 2*qrterminal.QUIET_ZONE
	if 2*side > a.room.width || side+linesAround > a.room.height {
		qrterminal.GenerateHalfBlock(address, level, w)
		return
	}
	qrterminal.GenerateWithConfig(address, qrterminal.Config{
		Level: level, Writer: w, QuietZone: qrterminal.QUIET_ZONE, BlackChar: qrterminal.BLACK, WhiteChar: qrterminal.WHITE,
	})
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
