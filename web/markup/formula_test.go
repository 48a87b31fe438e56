package markup_test

import (
	"testing"

	"bonsai/web/markup"
)

func TestAFormulaHasSubscripts(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "",
		"|w|":                     "<span>|w|</span>",
		"(H_SS + λI)·v = (C·w)_S": "<span>(H</span><sub>SS</sub><span> + λI)·v = (C·w)</span><sub>S</sub>",
		"w² / Σ_{|v| ≥ |w|} v²":   "<span>w² / Σ</span><sub>|v| ≥ |w|</sub><span> v²</span>",
		"‖w_in‖₂ · ‖w_out‖₂":      "<span>‖w</span><sub>in</sub><span>‖₂ · ‖w</span><sub>out</sub><span>‖₂</span>",
		"|W_L|···|W₁|·1":          "<span>|W</span><sub>L</sub><span>|···|W₁|·1</span>",
	} {
		if got := markup.HTML(markup.Formula(text)...); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
