// Command soak uses the page as people do, again and again, and prints how much memory
// it takes: the number of nodes and listeners of the document, and the memory of the
// two programs.
package main

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"bonsai/wasm/browser"
)

func main() {
	length := flag.Duration("time", 30*time.Minute, "how long to use the page, after a warm-up of 30 rounds")
	flag.Parse()
	if *length <= 0 {
		fmt.Fprintf(os.Stderr, "soak: -time is %v, and has to be positive\n", *length)
		os.Exit(2)
	}
	if err := run(*length); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

const (
	most    = 0.05 // the growth, as a share, above which there is a leak
	samples = 15   // how often what the page takes is printed

	// After about 28 rounds the memory of both programs had the size that it kept for the
	// other 150 rounds of half an hour: Go returns no memory to the browser, and where a
	// collection of garbage begins varies.
	warmUp = 30
)

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
	for range warmUp {
		if err := browser.Round(page); err != nil {
			return err
		}
	}
	return soak(page, length)
}

// soak uses the page for a time, prints what it takes now and then, and returns an error
// if that has grown.
func soak(page browser.Page, length time.Duration) error {
	var minutes []float64
	var usages []browser.Usage
	fmt.Printf("%8s%8s%8s%10s%12s%12s\n", "minutes", "rounds", "nodes", "listeners", "page MB", "engine MB")
	for began, rounds := time.Now(), 0; ; rounds++ {
		since := time.Since(began)
		if since >= length*time.Duration(len(usages))/samples {
			u, err := browser.Used(page)
			if err != nil {
				return err
			}
			minutes, usages = append(minutes, since.Minutes()), append(usages, u)
			fmt.Printf("%8.1f%8d%8d%10d%12.2f%12.2f\n", since.Minutes(), rounds, u.Nodes, u.Listeners, float64(u.Page)/1e6, float64(u.Engine)/1e6)
		}
		if since >= length {
			return grown(minutes, usages)
		}
		if err := browser.Round(page); err != nil {
			return err
		}
	}
}

// grown prints how everything has grown from the first half of the time to the second, and
// returns an error if one of them has by more than most. What is garbage but not yet
// collected comes and goes, so the least of each half counts.
func grown(minutes []float64, usages []browser.Usage) error {
	half, leak := len(usages)/2, false
	for _, c := range []struct {
		what string
		of   func(browser.Usage) int
	}{
		{"nodes", func(u browser.Usage) int { return u.Nodes }},
		{"listeners", func(u browser.Usage) int { return u.Listeners }},
		{"bytes of the page", func(u browser.Usage) int { return u.Page }},
		{"bytes of the engine", func(u browser.Usage) int { return u.Engine }},
	} {
		least := func(of []browser.Usage) float64 {
			return float64(c.of(slices.MinFunc(of, func(a, b browser.Usage) int { return c.of(a) - c.of(b) })))
		}
		first := least(usages[:half])
		more := least(usages[half:]) - first
		growth := more / max(1, first)
		fmt.Printf("%s: %+.1f a minute, %+.1f %%\n", c.what, more/(minutes[half]-minutes[0]), 100*growth)
		leak = leak || growth > most
	}
	if leak {
		return fmt.Errorf("something has grown by more than %g %%", 100*most)
	}
	return nil
}
