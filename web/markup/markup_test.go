package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/web/markup"
)

func TestHTMLEscapesTextsAndValues(t *testing.T) {
	n := markup.New("p", "title", `"a" & b`).Saying("<script>")
	want := `<p title="&#34;a&#34; &amp; b">&lt;script&gt;</p>`
	if got := markup.HTML(n); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAnElementAndItsCopyShareNoAttributes(t *testing.T) {
	plain := markup.New("input", "type", "number")
	first, second := plain.With("min", "1"), plain.With("max", "9")
	if got := markup.HTML(plain, first, second); got !=
		`<input type="number"></input><input type="number" min="1"></input><input type="number" max="9"></input>` {
		t.Errorf("got %s", got)
	}
	if first.Get("min") != "1" || first.Get("max") != "" {
		t.Errorf("min %q, max %q", first.Get("min"), first.Get("max"))
	}
}

func TestWhenAddsAnAttributeOnACondition(t *testing.T) {
	if got := markup.HTML(markup.New("p").When(true, "hidden").When(false, "lang")); got != "<p hidden></p>" {
		t.Errorf("got %s", got)
	}
}

func TestOptionsAreNamed(t *testing.T) {
	got := markup.HTML(markup.Options([]string{"relu", "tanh"}, strings.ToUpper)...)
	if got != `<option value="relu">RELU</option><option value="tanh">TANH</option>` {
		t.Errorf("got %s", got)
	}
}

func Example() {
	row := markup.New("tr").Holding(append(
		markup.Cells("XOR", "98.2 %"),
		markup.New("td").Holding(markup.Button("×", "remove", "data-name", "XOR")))...)
	fmt.Println(markup.HTML(row))
	// Output: <tr><td>XOR</td><td>98.2 %</td><td><button type="button" data-command="remove" data-name="XOR">×</button></td></tr>
}
