package main

import (
	"bufio"
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

// An announcement is what the server prints when it starts.
type announcement struct {
	listening net.Addr
	lan       []netip.Addr
	link      string                  // added to the addresses, from its # on; may be ""
	teacher   func(url string) string // the teacher's address, made of the page's; nil without a class
	note      string                  // one more line; may be ""
	room      room
}

// A room is the number of characters that a terminal shows.
type room struct{ width, height int }

// terminalSize returns the size of the terminal to which f leads, or zeros if
// f is not a terminal.
func terminalSize(f *os.File) room {
	width, height, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return room{}
	}
	return room{width, height}
}

// clearScreen makes a terminal forget what it shows and what was scrolled away.
const clearScreen = "\x1b[2J\x1b[3J\x1b[H"

// show prints the announcement to out. The QR code is often shown to the class
// by a projector, which must not show the teacher's secret as well. So if a
// person sits at the terminal, the secret comes first, alone, and is cleared
// away when they press Enter.
func (a announcement) show(out io.Writer, keyboard, screen *os.File) {
	if a.teacher == nil {
		a.print(out)
		return
	}
	a.printTeacher(out)
	if term.IsTerminal(int(keyboard.Fd())) && term.IsTerminal(int(screen.Fd())) {
		fmt.Fprintln(out, "Open it, then press Enter: this screen is cleared and shows the students' address and QR code.")
		if _, err := bufio.NewReader(keyboard).ReadString('\n'); err == nil {
			io.WriteString(out, clearScreen)
		}
	}
	a.print(out)
}

// printTeacher prints the address that makes its reader the teacher.
func (a announcement) printTeacher(w io.Writer) {
	address, others := urls(a.listening, a.lan)
	if len(others) > 0 {
		address = others[0]
	}
	fmt.Fprintf(w, "  the teacher   %s\n", a.teacher(address)+a.link)
	fmt.Fprintln(w, "Only the teacher should see this address: it controls what the class sees.")
}

// print prints the addresses of the page: on this machine and in the network,
// with the QR code of the first one in the network.
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
	if a.note != "" {
		fmt.Fprintln(w, a.note)
	}
	fmt.Fprintln(w, "Ctrl-C stops it.")
}

// printCode prints a QR code. It is drawn large enough to be scanned from the
// back row if the terminal has room for that and for the lines around it.
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

// urls returns the page's address on this machine, "" if it cannot be reached
// from there, and its addresses for other devices.
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
