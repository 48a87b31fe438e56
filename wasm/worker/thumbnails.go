//go:build js

package main

import (
	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	"bonsai/engine/snapshot"
)

// thumbnailDots is how many points of a data set its thumbnail shows.
const thumbnailDots = 160

// thumbnails returns the dots of every data set's thumbnail, by name.
func thumbnails() map[string][]snapshot.Dot {
	dots := map[string][]snapshot.Dot{}
	for _, name := range recipe.Datasets() {
		dots[name] = samples.Thumbnail(name, thumbnailDots)
	}
	return dots
}
