package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/web/markup"
)

func TestHTMLEscapesTextsAndValues(t *testing.T) {
	n := markup.New("p").With("title", `"a" & b`).Saying("<script>")
	want := `<p title="&#34;a&#34; &amp; b">&lt;script&gt;</p>`
	if got := markup.HTML(n); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAttributesAreAddedInOrder(t *testing.T) {
	n := markup.New("input").With("type", "number").WithNumber("min", 1).When(true, "hidden").When(false, "lang")
	if got := markup.HTML(n); got != `<input type="number" min="1" hidden></input>` {
		t.Errorf("got %s", got)
	}
	if n.Get("min") != "1" || n.Get("max") != "" {
		t.Errorf("min %q, max %q", n.Get("min"), n.Get("max"))
	}
}

func TestOptionsAreNamed(t *testing.T) {
	got := markup.HTML(markup.Options([]string{"relu", "tanh"}, strings.ToUpper)...)
	if got != `<option value="relu">RELU</option><option value="tanh">TANH</option>` {
		t.Errorf("got %s", got)
	}
}

func TestTheLastChangeOfAPropertyCounts(t *testing.T) {
	v := &markup.View{}
	v.Write("kept", "3")
	v.Write("kept", "4")
	v.Hide("#card", true)
	v.Disable("undo", false)
	v.Fill("#list", markup.Cells("a", "b")...)
	v.Set("#epsilon", "value", "0.1")
	for _, c := range []struct{ at, name, want string }{
		{`[data-out="kept"]`, "text", "4"}, {"#card", "hidden", "true"}, {`[data-command="undo"]`, "disabled", "false"},
		{"#list", "children", "<td>a</td><td>b</td>"}, {"#epsilon", "value", "0.1"},
	} {
		if got, found := v.Get(c.at, c.name); got != c.want || !found {
			t.Errorf("%s of %s is %q, want %q", c.name, c.at, got, c.want)
		}
	}
	if v.Written("kept") != "4" {
		t.Errorf("kept is %q", v.Written("kept"))
	}
	if _, found := v.Get("#epsilon", "max"); found {
		t.Error("nothing was said about the maximum")
	}
}

func ExampleNode() {
	row := markup.New("tr").Holding(markup.Cells("XOR", "98.2 %")...).Holding(
		markup.New("td").Holding(markup.Button("×", "remove").With("data-name", "XOR")))
	fmt.Println(markup.HTML(row))
	// Output: <tr><td>XOR</td><td>98.2 %</td><td><button type="button" data-command="remove" data-name="XOR">×</button></td></tr>
}

func ExampleView() {
	v := &markup.View{}
	v.Write("kept", "62")
	v.Disable("undo", true)
	for _, c := range v.Changes {
		fmt.Println(c.At, c.Name, c.Value)
	}
	// Output:
	// [data-out="kept"] text 62
	// [data-command="undo"] disabled true
}
