package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// file writes a file of a person's and says where.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// flowers is a table whose classes lie apart.
func flowers() string {
	var b strings.Builder
	b.WriteString("petal,sepal,kind\n")
	for i := range 120 {
		fmt.Fprintf(&b, "%d.%d,%d,%s\n", 1+4*(i%2), i%10, i%7, []string{"red", "blue"}[i%2])
	}
	return b.String()
}

func TestATableThroughTheFileChooser(t *testing.T) {
	p := open(t, "#steps=t1e")
	before := p.weights()
	p.must(p.Upload("#files", file(t, "broken.csv", "a,b,c\n1,2,x\n3,,y\n")))
	p.wait(`!document.getElementById('message').hidden`)
	for _, part := range []string{"broken.csv", "row 3", `"b"`} {
		if message := p.text("#message"); !strings.Contains(message, part) {
			t.Errorf("the message %q does not name %s", message, part)
		}
	}
	if now := p.weights(); fmt.Sprint(now) != fmt.Sprint(before) {
		t.Error("a broken file changed the network")
	}
	p.must(p.Upload("#files", file(t, "flowers.csv", flowers())))
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'own')`)
	p.eval(`bonsai.set({learningRate: 0.01}).then(() => bonsai.train({epochs: 30}))`, nil)
	if s := p.state(); s.TestAccuracy < 0.95 {
		t.Errorf("accuracy %v on classes that lie apart", s.TestAccuracy)
	}
	var columns []string
	p.eval(`[...document.getElementById('labelColumn').options].map((o) => o.textContent)`, &columns)
	if fmt.Sprint(columns) != "[petal sepal kind]" {
		t.Errorf("columns %v", columns)
	}
	// Its link asks a stranger for the file.
	var link string
	p.eval(`bonsai.link()`, &link)
	_, hash, _ := strings.Cut(link, "#")
	stranger := open(t, "#"+hash)
	if message := stranger.text("#message"); !strings.Contains(message, "same file") {
		t.Errorf("the stranger is told %q", message)
	}
}

func TestAModelLinkOpensTheSameNetworkTrained(t *testing.T) {
	p := open(t, "#steps=t5e,p:magnitude:global:s0.8,t3e,q:codebook:8,t1e")
	var link string
	p.eval(`bonsai.modelLink()`, &link)
	_, hash, _ := strings.Cut(link, "#")
	other := open(t, "#"+hash)
	a, b := p.state(), other.state()
	if a.TestLoss != b.TestLoss || a.TestAccuracy != b.TestAccuracy || b.Step != 0 {
		t.Errorf("%+v became %+v", a, b)
	}
}
