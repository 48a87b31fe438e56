package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"bonsai/engine/recipe"
)

// A linkRenderer describes experiments by what their links say.
//
// It does not draw them yet: the views draw on a canvas that only a browser
// has. So each card has the general picture.
type linkRenderer struct{}

// Describe implements cards.Renderer.
func (linkRenderer) Describe(link string) (title, description string, err error) {
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
	return "Bonsai: " + r.Dataset, fmt.Sprintf("%s. Open it to see what is left after pruning.", network), nil
}

// Draw implements cards.Renderer.
func (linkRenderer) Draw(context.Context, string) ([]byte, error) {
	return nil, errors.New("server: experiments cannot be drawn without a browser")
}
