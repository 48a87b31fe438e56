//go:build js

package main

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"syscall/js"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/wasm/memory"
	"bonsai/web"
)

// What a person can take away as files.

// save gives the browser a file to keep.
func save(name, kind string, content any) {
	blob := js.Global().Get("Blob").New([]any{content}, map[string]any{"type": kind})
	url := js.Global().Get("URL").Call("createObjectURL", blob)
	link := element("a", "")
	link.Set("href", url)
	link.Set("download", name)
	link.Call("click")
	js.Global().Get("URL").Call("revokeObjectURL", url)
}

// module resolves with the network as a WebAssembly module, a Uint8Array.
func (a *app) module(resolve, reject func(any)) {
	a.worker.send("module", "", false, func(reply js.Value, err error) {
		if err != nil {
			reject(err)
			return
		}
		resolve(reply.Get("module"))
	})
}

// export saves the network as a program of its own.
func (a *app) export() {
	a.module(func(module any) { save("bonsai.wasm", "application/wasm", module) }, func(err any) { a.refused(err.(error)) })
}

// savePNG saves the pictures as they are on the canvas.
func (a *app) savePNG() {
	a.scene.photograph(func(pixels []byte, width, height int) {
		canvas := element("canvas", "")
		canvas.Set("width", width)
		canvas.Set("height", height)
		clamped := js.Global().Get("Uint8ClampedArray").New(memory.Array(pixels).Get("buffer"))
		canvas.Call("getContext", "2d").Call("putImageData", js.Global().Get("ImageData").New(clamped, width), 0, 0)
		canvas.Call("toBlob", js.FuncOf(func(_ js.Value, args []js.Value) any {
			save("bonsai.png", "image/png", args[0])
			return nil
		}))
	})
}

// saveSVG saves the network as a vector image, in the size that it has on the
// page.
func (a *app) saveSVG() {
	place := a.scene.place("network")
	s := a.snapshot
	title := "Bonsai: " + a.words.text("option.dataset."+s.Recipe.Dataset, nil)
	save("bonsai.svg", "image/svg+xml", web.SVG(s, a.scene.theme, place.W, place.H, a.caption(s, title)))
}

// caption is what a vector image of a network says in words.
func (a *app) caption(s *snapshot.Snapshot, title string) web.Caption {
	said := a.words.text("network.drawn", map[string]any{
		"layers": a.words.count(len(s.Layers) + 1), "kept": a.words.count(s.Kept), "total": a.words.count(s.Total),
		"dead": a.words.count(deadNeurons(s)), "accuracy": a.accuracy(s, s.Test.Accuracy),
	})
	return web.Caption{Title: title, Description: said, Inputs: a.inputNames(s)}
}

// saveWeights saves every weight and, as from −1, every bias.
func (a *app) saveWeights() {
	table := [][]string{{"layer", "to", "from", "value", "kept"}}
	for l, layer := range a.snapshot.Layers {
		for to := range layer.Out {
			row := func(from int, value float32, kept uint8) {
				table = append(table, []string{
					strconv.Itoa(l), strconv.Itoa(to), strconv.Itoa(from), strconv.FormatFloat(float64(value), 'g', -1, 32), strconv.Itoa(int(kept)),
				})
			}
			row(-1, layer.B[to], 1)
			for from := range layer.In {
				at := to*layer.In + from
				row(from, layer.W[at], layer.Mask[at])
			}
		}
	}
	save("bonsai-weights.csv", "text/csv", csvOf(table))
}

// saveNumbers saves what the page says, and the curves over time.
func (a *app) saveNumbers() {
	s := a.snapshot
	table := [][]string{{"what", "step", "value"}}
	add := func(what string, step int, value float64) {
		table = append(table, []string{what, strconv.Itoa(step), decimal(value)})
	}
	for _, m := range []struct {
		what  string
		value float64
	}{
		{"test accuracy", s.Test.Accuracy}, {"test loss", s.Test.Loss},
		{"training accuracy", s.Train.Accuracy}, {"training loss", s.Train.Loss},
		{"test accuracy, dense", s.Dense.Accuracy}, {"test loss, dense", s.Dense.Loss},
		{"connections kept", float64(s.Kept)}, {"connections", float64(s.Total)}, {"sparsity", sparsity(s)},
		{"epsilon", s.Epsilon}, {"multiply-adds", float64(s.Operations)},
	} {
		add(m.what, s.Step, m.value)
	}
	for _, format := range slices.Sorted(maps.Keys(s.Bytes)) {
		add("bytes, "+format, s.Step, float64(s.Bytes[format]))
	}
	for _, p := range s.Curve {
		add("curve: training loss", p.Step, p.Train.Loss)
		add("curve: test loss", p.Step, p.Test.Loss)
		add("curve: training accuracy", p.Step, p.Train.Accuracy)
		add("curve: test accuracy", p.Step, p.Test.Accuracy)
		add("curve: sparsity", p.Step, p.Sparsity)
	}
	save("bonsai-numbers.csv", "text/csv", csvOf(table))
}

func csvOf(table [][]string) string {
	var out strings.Builder
	if err := csv.NewWriter(&out).WriteAll(table); err != nil {
		panic(err) // a string takes everything
	}
	return out.String()
}

// An experimentFile is an experiment as a file, which can be dropped onto the
// page again. The link alone is what counts; the rest is for people.
type experimentFile struct {
	Bonsai   int           `json:"bonsai"` // the version of the format
	Link     string        `json:"link"`
	Recipe   recipe.Recipe `json:"recipe"`
	Accuracy float64       `json:"testAccuracy"`
	Kept     int           `json:"kept"`
	Total    int           `json:"total"`
}

func (a *app) saveExperiment() {
	s := a.snapshot
	text, err := json.MarshalIndent(experimentFile{1, s.Link, s.Recipe, s.Test.Accuracy, s.Kept, s.Total}, "", "  ")
	if err != nil {
		panic(err) // numbers and strings
	}
	save("bonsai.json", "application/json", string(text)+"\n")
}

// linkIn is the link in an experiment's file, if it is one.
func linkIn(text []byte) (link string, ok bool) {
	var file experimentFile
	if json.Unmarshal(text, &file) != nil || file.Bonsai != 1 || file.Link == "" {
		return "", false
	}
	return file.Link, true
}
