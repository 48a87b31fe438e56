package main

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/server/cards"
	"bonsai/server/cards/picture"
	"bonsai/static"
	"bonsai/web/text"
)

// newRenderer returns what describes experiments in the words of the page, and
// draws them in a process of its own.
func newRenderer(files fs.FS) (*cards.Process, error) {
	words, err := picture.Words(files)
	if err != nil {
		return nil, err
	}
	return &cards.Process{Describer: func(link string) (title, description string, err error) { return describe(words, link) }}, nil
}

// describe says what a link leads to, as far as the link alone says it.
func describe(w *text.Words, link string) (title, description string, err error) {
	experiment, err := recipe.ParseAddress(link)
	if err != nil {
		return "", "", err
	}
	r := experiment.Recipe
	var layers []string
	for _, n := range r.Layers {
		layers = append(layers, strconv.Itoa(n))
	}
	network := "A neural network without hidden layers"
	if len(layers) > 0 {
		network = "A neural network with hidden layers of " + strings.Join(layers, ", ") + " neurons"
	}
	return picture.Title(w, r.Dataset), network + ". Open it to see what is left after pruning.", nil
}

// drawCard is what the drawing process does: it carries the experiment of a link
// out and returns its card.
func drawCard(link string) ([]byte, error) {
	files, err := static.Files()
	if err != nil {
		return nil, err
	}
	return drawFrom(files, link)
}

// drawFrom draws the card of a link with the words and colours of a page.
func drawFrom(files fs.FS, link string) ([]byte, error) {
	words, err := picture.Words(files)
	if err != nil {
		return nil, err
	}
	theme, err := picture.Theme(files)
	if err != nil {
		return nil, err
	}
	experiment, err := recipe.ParseAddress(link)
	if err != nil {
		return nil, err
	}
	if experiment.Recipe.Dataset == "own" {
		return nil, fmt.Errorf("server: an experiment with a person's own data cannot be drawn without them")
	}
	l, err := lab.Replay(experiment, nil)
	if err != nil {
		return nil, err
	}
	return picture.File(picture.Draw(l.Snapshot(), theme, words, cards.Width, cards.Height))
}
