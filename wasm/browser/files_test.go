package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// file writes a temporary file and returns its path.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// flowers returns a table whose classes are easy to separate.
func flowers() string {
	var b strings.Builder
	b.WriteString("petal,sepal,kind\n")
	for i := range 120 {
		fmt.Fprintf(&b, "%d.%d,%d,%s\n", 1+4*(i%2), i%10, i%7, []string{"red", "blue"}[i%2])
	}
	return b.String()
}

func TestATableThroughTheFileChooser(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t1e")
	before := p.weights()
	p.must(p.Upload("#files", file(t, "broken.csv", "a,b,c\n1,2,x\n3,,y\n")))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableProblem').hidden`)
	if problem := p.text("#tableProblem"); !strings.Contains(problem, "3") {
		t.Errorf("the problem is %q, want one about too few rows", problem)
	}
	p.must(p.Click(`#tablePreview [data-command="cancelTable"]`))
	if now := p.weights(); fmt.Sprint(now) != fmt.Sprint(before) {
		t.Error("a file with an error changed the weights")
	}
	// A file that cannot be read as it was detected can be read otherwise.
	p.must(p.Upload("#files", file(t, "ragged.csv", flowers()+"sum\n1,2,3\n")))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableProblem').hidden && document.getElementById('tableTarget').hidden`)
	p.must(p.Click("#tablePreview summary"))
	p.must(p.Type(`[data-what="foot"]`, "2"))
	p.wait(`document.getElementById('tableProblem').hidden && document.getElementById('tableRows').textContent.includes('120')`)
	p.must(p.Click("#tablePreview summary"))
	p.must(p.Press("Escape"))
	p.must(p.Upload("#files", file(t, "flowers.csv", flowers())))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableChoices').hidden`)
	if rows := p.text("#tableRows"); !strings.Contains(rows, "120") {
		t.Errorf("the preview says %q, want 120 rows", rows)
	}
	// What the file cannot be read as is said, and the dialog stays as it was.
	p.must(p.Click("#tablePreview summary"))
	p.must(p.Select(`[data-what="format"]`, "json"))
	p.wait(`!document.getElementById('tableProblem').hidden`)
	if problem := p.text("#tableProblem"); !strings.Contains(problem, "JSON") {
		t.Errorf("the problem is %q, want one about JSON", problem)
	}
	p.must(p.Press("Escape"))
	p.must(p.Upload("#files", file(t, "flowers.csv", flowers())))
	p.wait(`document.getElementById('tablePreview').open && !document.getElementById('tableChoices').hidden`)
	p.must(p.Click(`[data-command="openTable"]`))
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'own' && s.epoch === 40 && !s.training)`) // it is trained at once
	if s := p.state(); s.TestAccuracy < 0.95 {
		t.Errorf("the accuracy is %v, want at least 0.95", s.TestAccuracy)
	}
	if about := p.text("#tableAbout"); !strings.Contains(about, "kind") {
		t.Errorf("the page says %q, want the target column kind", about)
	}
	// The link does not contain the file, so the page asks for it.
	var link string
	p.eval(`bonsai.link()`, &link)
	_, hash, _ := strings.Cut(link, "#")
	other := open(t, "#"+hash)
	if message := other.text("#message"); !strings.Contains(message, "same file") {
		t.Errorf("the message is %q, want one that asks for the same file", message)
	}
	// Opened, the file brings the experiment of the link, and nothing is asked.
	other.must(other.Upload("#files", file(t, "flowers.csv", flowers())))
	other.wait(fmt.Sprintf(`bonsai.link().then((link) => link.endsWith(%q))`, "#"+hash))
	if a, b := p.state(), other.state(); a.TestLoss != b.TestLoss || a.Kept != b.Kept {
		t.Errorf("with the same file the link leads to %+v, want %+v", b, a)
	}
	if other.isOpen("#tablePreview") {
		t.Error("the page asks how the file should be read, though the link says it")
	}
}

func TestAModelLinkOpensTheSameNetworkTrained(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t5e,p:magnitude:global:s0.8,t3e,q:codebook:8,t1e")
	var link string
	p.eval(`bonsai.modelLink()`, &link)
	_, hash, _ := strings.Cut(link, "#")
	other := open(t, "#"+hash)
	a, b := p.state(), other.state()
	if a.TestLoss != b.TestLoss || a.TestAccuracy != b.TestAccuracy || b.Step != 0 {
		t.Errorf("the state is %+v, behind the link %+v", a, b)
	}
}
