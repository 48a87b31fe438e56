package main

import (
	"fmt"
	"io/fs"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/server/cards"
	"bonsai/server/cards/picture"
	"bonsai/static"
	"bonsai/web/text"
)

// languages are those in which cards are described. Their pictures are in the first: the
// font has no Chinese characters.
var languages = []string{"en", "zh"}

// wordsOf returns the words of a page by language.
func wordsOf(files fs.FS) (map[string]*text.Words, error) {
	all := map[string]*text.Words{}
	for _, language := range languages {
		words, err := picture.Words(files, language)
		if err != nil {
			return nil, err
		}
		all[language] = words
	}
	return all, nil
}

// newRenderer returns what describes experiments in the words of the page, and
// draws them in a process of its own.
func newRenderer(files fs.FS) (*cards.Process, error) {
	words, err := wordsOf(files)
	if err != nil {
		return nil, err
	}
	return &cards.Process{Describer: func(link, language string) (title, description string, err error) {
		return describe(words[language], link)
	}}, nil
}

// describe says what a link leads to, as far as the link alone says it.
func describe(w *text.Words, link string) (title, description string, err error) {
	experiment, err := recipe.ParseAddress(link)
	if err != nil {
		return "", "", err
	}
	r := experiment.Recipe
	return picture.Title(w, r.Dataset), picture.Outline(w, r.Layers), nil
}

// drawCard is what the drawing process does: it carries the experiment of a link
// out and returns its card.
func drawCard(link string) (cards.Card, error) {
	files, err := static.Files()
	if err != nil {
		return cards.Card{}, err
	}
	return drawFrom(files, link)
}

// drawFrom draws the card of a link with the words and colours of a page.
func drawFrom(files fs.FS, link string) (cards.Card, error) {
	words, err := wordsOf(files)
	if err != nil {
		return cards.Card{}, err
	}
	theme, err := picture.Theme(files)
	if err != nil {
		return cards.Card{}, err
	}
	experiment, err := recipe.ParseAddress(link)
	if err != nil {
		return cards.Card{}, err
	}
	if experiment.Recipe.Dataset == "own" {
		return cards.Card{}, fmt.Errorf("server: an experiment with a person's own data cannot be drawn without them")
	}
	l, err := lab.Replay(experiment, nil)
	if err != nil {
		return cards.Card{}, err
	}
	s := l.Snapshot()
	card := cards.Card{Numbers: map[string]string{}}
	for language, w := range words {
		card.Numbers[language] = picture.Numbers(w, s)
	}
	card.Picture, err = picture.File(picture.Draw(s, theme, words[languages[0]], cards.Width, cards.Height))
	return card, err
}
