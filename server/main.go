// Command server hands out the page that is embedded in it, on every address
// of the machine, and shows the QR code by which a phone in the same network
// opens it:
//
//	go run ./server -addr :8080 -open '#1.CpXRjU1LB6j7gkFhT6' -data folder -class
//
// With -open the addresses that are printed, and the QR code, lead to that
// link. With -data the page offers the data sets of a folder by name. With
// -class the pages of all who open it follow the teacher's, whose address is
// printed too.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"bonsai/static"
)

func main() {
	addr := flag.String("addr", ":8080", "`address` to serve on, [host]:port; port 0 picks a free one")
	data := flag.String("data", "", "`folder` of data sets that the page offers by name")
	link := flag.String("open", "", "`link` of an experiment, from its # on, that the printed addresses lead to")
	class := flag.Bool("class", false, "let pages follow the teacher's page")
	flag.Parse()
	if err := run(*addr, *data, *link, *class); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run serves the embedded page until the person or the system says stop.
func run(addr, data, link string, inClass bool) error {
	if link != "" && !strings.HasPrefix(link, "#") {
		return fmt.Errorf("server: -open %q is no link; right is what stands in a shared address from its # on", link)
	}
	files, err := static.Files()
	if err != nil {
		return err
	}
	site, err := newSite(files)
	if err != nil {
		return err
	}
	if data != "" {
		offer, err := newOffer(data)
		if err != nil {
			return err
		}
		if err := site.withOffer(offer); err != nil {
			return err
		}
	}
	listener, err := listen(addr)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends at once
	a := announcement{listening: listener.Addr(), lan: machineAddresses(), link: link, room: terminalSize(os.Stdout)}
	if !inClass {
		a.print(os.Stdout)
		return serve(ctx, listener, site)
	}
	if err := site.mark("class"); err != nil {
		return err
	}
	c := newClass()
	a.class = c
	a.print(os.Stdout)
	return serve(ctx, listener, c.with(site))
}
