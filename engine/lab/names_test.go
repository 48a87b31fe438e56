package lab

import (
	"slices"
	"testing"

	"bonsai/engine/codec"
	"bonsai/engine/data"
	"bonsai/engine/distill"
	"bonsai/engine/nn"
	"bonsai/engine/plane"
	"bonsai/engine/quant"
	"bonsai/engine/recipe"
	"bonsai/engine/train"
)

// Package recipe names what the engine can do without containing it.
func TestTheRecipesNamesAreThoseOfTheEngine(t *testing.T) {
	var datasets []string
	for _, k := range data.Kinds() {
		datasets = append(datasets, k.Name)
	}
	for what, names := range map[string][2][]string{
		"data sets":   {recipe.Datasets(), append(datasets, recipe.OwnDataset)},
		"inputs":      {recipe.PlaneInputs(), plane.Inputs},
		"activations": {recipe.Activations(), nn.Activations()},
		"inits":       {recipe.Inits(), nn.Inits()},
		"optimisers":  {recipe.Optimizers(), train.Optimizers()},
		"schemes":     {recipe.Schemes(), quant.Schemes()},
		"formats":     {recipe.Formats(), codec.Names()},
	} {
		if !slices.Equal(names[0], names[1]) {
			t.Errorf("%s: the recipe has %v, the engine %v", what, names[0], names[1])
		}
	}
	for what, limits := range map[string][2]float64{
		"batch":               {recipe.MaxBatch, train.MaxBatch},
		"smallest codebook":   {recipe.MinEntries, quant.MinEntries},
		"largest codebook":    {recipe.MaxEntries, quant.MaxEntries},
		"lowest temperature":  {recipe.MinTemperature, distill.MinTemperature},
		"highest temperature": {recipe.MaxTemperature, distill.MaxTemperature},
	} {
		if limits[0] != limits[1] {
			t.Errorf("%s: the recipe has %v, the engine %v", what, limits[0], limits[1])
		}
	}
}
