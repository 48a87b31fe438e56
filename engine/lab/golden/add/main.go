// Command add prints golden links for addresses: for each the recipe, and the
// network that it leads to, in all forms. Append what it prints to the file
// links.
//
//	go run ./engine/lab/golden/add '#dataset=xor&steps=t5e' >> engine/lab/golden/links
package main

import (
	"fmt"
	"log"
	"os"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
)

// entries is the number of values in a layer of the network in a link.
const entries = 16

func main() {
	for _, address := range os.Args[1:] {
		if err := write(address); err != nil {
			log.Fatalf("%s: %v", address, err)
		}
	}
}

func write(address string) error {
	x, err := recipe.ParseAddress(address)
	if err != nil {
		return err
	}
	l, err := lab.New(recipe.Default(), nil)
	if err != nil {
		return err
	}
	if err := l.Do(recipe.Load{Experiment: x}); err != nil {
		return err
	}
	if err := l.Finish(); err != nil {
		return err
	}
	m, err := l.Model(entries)
	if err != nil {
		return err
	}
	for _, link := range []string{l.Snapshot().Link, m.Link} {
		fmt.Println(link, recipe.ShortLink(link, false), recipe.ShortLink(link, true))
	}
	return nil
}
