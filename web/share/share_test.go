package share_test

import (
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/lab/golden"
	"bonsai/engine/recipe"
	"bonsai/web/markup"
	"bonsai/web/share"
	"bonsai/web/text/texttest"
)

const page = "http://10.0.0.2:8080/"

func TestTheDialogShowsTheChosenLink(t *testing.T) {
	w := texttest.Words()
	recipe := golden.Links()[0]
	l := share.Links{Recipe: recipe.Address}
	d := l.Of(w, page, l.Recipe)
	if d.Link != page+recipe.Short || !d.Code.Fits() || d.Said != "" || d.Code.Label != "share.qr" {
		t.Errorf("%+v", d)
	}
	if d.Lengths["recipeLength"] != fmt.Sprintf("share.length count=%d", len(recipe.Short)) || d.Lengths["networkLength"] != "" {
		t.Errorf("lengths %v", d.Lengths)
	}
	if !strings.Contains(d.Snippet, `src="`+page+"?embed"+recipe.Short+`"`) {
		t.Errorf("snippet %s", d.Snippet)
	}
}

func TestWithoutALinkThereIsNothingToCopyOrScan(t *testing.T) {
	d := share.Links{Recipe: "#"}.Of(texttest.Words(), page, "")
	if d.Link != "" || d.Snippet != "" || d.Code.Fits() || d.Said != "" || d.Code.ViewBox != "0 0 1 1" {
		t.Errorf("%+v", d)
	}
}

func TestALinkTooLongForACodeIsTold(t *testing.T) {
	steps := strings.Repeat("t17,s:learningRate:0.00123,", 1000)
	long := "#steps=" + strings.TrimSuffix(steps, ",")
	d := share.Links{Recipe: long}.Of(texttest.Words(), page, long)
	if d.Code.Fits() || d.Said != "share.noQR" || d.Link == "" {
		t.Errorf("%d characters: a code %v, said %q", len(recipe.ShortLink(long, true)), d.Code.Fits(), d.Said)
	}
}

func TestValuesAreNamed(t *testing.T) {
	got := markup.HTML(share.ValueOptions(texttest.Words())...)
	if !strings.HasPrefix(got, `<option value="16">16</option><option value="0">share.exact</option>`) {
		t.Errorf("got %s", got)
	}
}

func ExampleSnippet() {
	fmt.Println(share.Snippet("https://example.org/bonsai/", "#dataset=xor"))
	// Output: <iframe src="https://example.org/bonsai/?embed#1.0e9INAOlz" width="960" height="600" style="border: 0; max-width: 100%" title="Bonsai"></iframe>
}
