package export_test

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/snapshot"
	"bonsai/web/export"
	"bonsai/web/markup"
	"bonsai/web/text"
)

// words say their keys and values.
var words = text.New(func(key string, values []string) string {
	return strings.TrimSpace(key + " " + strings.Join(values, " "))
}, func(v float64, digits int) string { return fmt.Sprintf("%.*f", digits, v) })

func TestEveryFileHasARowWithItsSize(t *testing.T) {
	svg := func() string { return "<svg/>" }
	formats := []snapshot.Export{{Format: "onnx", Bytes: 2249, Snippet: "lines <of> code"}}
	v := &markup.View{}
	export.Saves(v, words, small(), formats, export.Sizes{PNG: 77, OnePage: 88, Video: true}, svg)
	rows, _ := v.Get("#saves", "children")
	for _, part := range []string{
		`data-command="saveFormat" data-name="onnx"`, "2249", "lines &lt;of&gt; code", `data-command="copyCode" data-name="code-onnx"`, `id="code-onnx"`,
		`data-command="savePNG"`, `data-command="saveGIF"`, `data-command="saveMovingSVG"`, `data-command="saveVideo"`, "export.bytes n 77", `data-command="saveOnePage"`, "export.bytes n 88", "export.bytes n 6<",
		fmt.Sprintf("export.bytes n %d<", len(export.Weights(small()))), fmt.Sprintf("export.bytes n %d<", len(export.Experiment(small()))),
	} {
		if !strings.Contains(rows, part) {
			t.Errorf("%q is not in %s", part, rows)
		}
	}
	// Of a large network, files that take a while are not written to know their sizes.
	large := small()
	large.Total = 1_000_000
	large.Empty = true
	export.Saves(v, words, large, nil, export.Sizes{Video: true}, func() string { t.Error("the picture was drawn"); return "" })
	if rows, _ := v.Get("#saves", "children"); strings.Contains(rows, "saveOnePage") || strings.Contains(rows, "saveGIF") || strings.Contains(rows, "saveVideo") {
		t.Error("the page as one file is offered where there is none, or a film of the accuracy without data")
	}
}

func TestFilesHaveNamesAndTypes(t *testing.T) {
	for command, want := range map[string]string{
		"saveSVG": "bonsai.svg", "saveWeights": "bonsai-weights.csv", "saveNumbers": "bonsai-numbers.csv", "saveExperiment": "bonsai.json",
	} {
		f := export.Made(command, small(), func() string { return "<svg/>" })
		if f.Name != want || f.Type == "" || f.Content == "" {
			t.Errorf("%s: %+v", command, f)
		}
	}
	if export.Said(true) == export.Said(false) {
		t.Error("a copy that failed is not told")
	}
}
