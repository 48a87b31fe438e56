// Command server hands out the page that is embedded in it, on every address
// of the machine, and shows the QR code by which a phone in the same network
// opens it:
//
//	go run ./server -addr :8080 -data folder
//
// With -data the page offers the data sets of a folder by name.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"bonsai/static"
)

func main() {
	addr := flag.String("addr", ":8080", "`address` to serve on, [host]:port; port 0 picks a free one")
	data := flag.String("data", "", "`folder` of data sets that the page offers by name")
	flag.Parse()
	if err := run(*addr, *data); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run serves the embedded page until the person or the system says stop.
func run(addr, data string) error {
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
	announce(os.Stdout, listener.Addr(), machineAddresses())
	return serve(ctx, listener, site)
}
