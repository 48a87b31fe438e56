// Command soak uses the page as people do, again and again, and prints how much memory
// it takes: the number of nodes and listeners of the document, and the memory of the
// two programs.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"bonsai/wasm/browser"
)

func main() {
	length := flag.Duration("time", 30*time.Minute, "how long to use the page, after a warm-up of three rounds")
	flag.Parse()
	if err := run(*length); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

// most is the growth, as a share, above which there is a leak.
const most = 0.05

func run(length time.Duration) error {
	program, err := browser.Find()
	if err != nil {
		return err
	}
	server, err := browser.StartServer()
	if err != nil {
		return err
	}
	defer server.Close()
	address, end, err := browser.Watch(server)
	if err != nil {
		return err
	}
	defer end()
	chromium, err := browser.StartChromium(program)
	if err != nil {
		return err
	}
	defer chromium.Close()
	page, err := chromium.Open(address + "#steps=t1e")
	if err != nil {
		return err
	}
	defer page.Close()
	if err := page.Wait(`globalThis.bonsai && bonsai.ready.then(() => true)`); err != nil {
		return err
	}
	for range 3 { // makes what is made once
		if err := browser.Round(page); err != nil {
			return err
		}
	}
	return soak(page, length)
}

// soak uses the page for a time, and prints what it uses now and then.
func soak(page browser.Page, length time.Duration) error {
	began := time.Now()
	first, err := browser.Used(page)
	if err != nil {
		return err
	}
	fmt.Printf("%8s%8s%8s%10s%12s%12s\n", "minutes", "rounds", "nodes", "listeners", "page MB", "engine MB")
	show := func(rounds int, u browser.Usage) {
		fmt.Printf("%8.1f%8d%8d%10d%12.2f%12.2f\n", time.Since(began).Minutes(), rounds, u.Nodes, u.Listeners, float64(u.Page)/1e6, float64(u.Engine)/1e6)
	}
	show(0, first)
	last, rounds, shown := first, 0, began
	for time.Since(began) < length {
		if err := browser.Round(page); err != nil {
			return err
		}
		rounds++
		if time.Since(shown) > length/15 || time.Since(began) >= length {
			shown = time.Now()
			if last, err = browser.Used(page); err != nil {
				return err
			}
			show(rounds, last)
		}
	}
	minutes, leak := time.Since(began).Minutes(), false
	for _, c := range []struct {
		what          string
		before, after int
	}{{"nodes", first.Nodes, last.Nodes}, {"listeners", first.Listeners, last.Listeners}, {"bytes of the page", first.Page, last.Page}, {"bytes of the engine", first.Engine, last.Engine}} {
		growth := float64(c.after-c.before) / float64(max(1, c.before))
		fmt.Printf("%s: %+.1f a minute, %+.1f %%\n", c.what, float64(c.after-c.before)/minutes, 100*growth)
		leak = leak || growth > most
	}
	if leak {
		return fmt.Errorf("something has grown by more than %g %%", 100*most)
	}
	return nil
}
