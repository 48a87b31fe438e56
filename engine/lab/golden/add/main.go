// Command add prints golden links for addresses: for each the recipe, and the
// network that it leads to, in all forms. Append what it prints to the file
// links.
//
//	go run ./engine/lab/golden/add '#dataset=xor&steps=t5e' >> engine/lab/golden/links
package main

import (
	"fmt"
	"io"
	"log"
	"os"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
)

// entries is the number of values in a layer of the network in a link.
const entries = 16

func main() {
	if err := write(os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

// write prints the lines of addresses, up to the first that is wrong.
func write(out io.Writer, addresses []string) error {
	for _, address := range addresses {
		links, err := linksOf(address)
		if err != nil {
			return fmt.Errorf("%s: %w", address, err)
		}
		for _, link := range links {
			fmt.Fprintln(out, link, recipe.ShortLink(link, false), recipe.ShortLink(link, true))
		}
	}
	return nil
}

// linksOf returns the address of the experiment that an address opens, and that of its
// network.
func linksOf(address string) ([]string, error) {
	x, err := recipe.ParseAddress(address)
	if err != nil {
		return nil, err
	}
	l, err := lab.New(recipe.Default(), nil)
	if err != nil {
		return nil, err
	}
	if err := l.Do(recipe.Load{Experiment: x}); err != nil {
		return nil, err
	}
	if err := l.Finish(); err != nil {
		return nil, err
	}
	m, err := l.Model(entries)
	if err != nil {
		return nil, err
	}
	return []string{l.Snapshot().Link, m.Link}, nil
}
