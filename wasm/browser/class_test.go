package browser

import (
	"fmt"
	"image"
	"image/draw"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// classroom starts a server with a class and returns the addresses for the teacher and the
// students, as phones in the network have them.
func classroom(t *testing.T) (teacher, student string) {
	t.Helper()
	lan(t)
	s, err := StartServer("-class")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	phone := func(url string) string { return Phone() + url[strings.LastIndex(url, ":"):] }
	return "http://" + phone(s.Teacher), "http://" + phone(s.URL)
}

func TestStudentsFollowTheTeacher(t *testing.T) {
	teacherAddress, studentAddress := classroom(t)
	teacher := openAt(t, teacherAddress+"#dataset=xor&layers=4&steps=t3e")
	students := []*tab{openAt(t, studentAddress), openAt(t, studentAddress)}
	same := func(student *tab) {
		t.Helper()
		link := ""
		teacher.eval(`bonsai.link()`, &link)
		_, hash, _ := strings.Cut(link, "#")
		student.wait(fmt.Sprintf(`bonsai.link().then((l) => l.endsWith('#' + %q))`, hash))
		if !reflect.DeepEqual(student.weights(), teacher.weights()) {
			t.Error("the student's weights differ from the teacher's")
		}
	}
	for _, s := range students {
		same(s)
	}
	teacher.wait(`document.querySelector('[data-out=classSaid]').textContent.includes('Followers')`)
	teacher.eval(`bonsai.prune({sparsity: 0.5})`, nil)
	for _, s := range students {
		same(s)
	}
	students[0].must(students[0].Screenshot(screens + "/following.png"))

	// A student who leaves the class keeps their own experiment until they come back.
	alone := students[0]
	alone.click(`[data-command=leave]`)
	alone.eval(`bonsai.train({epochs: 2})`, nil)
	own := alone.weights()
	teacher.eval(`bonsai.train({epochs: 1})`, nil)
	same(students[1])
	if !reflect.DeepEqual(alone.weights(), own) {
		t.Error("the teacher changed the experiment of a student who had left")
	}
	alone.click(`[data-command=comeBack]`)
	same(alone)

	// Using any control also leaves the class: a button, a list, the histogram.
	alone.click(`[data-command=epoch]`)
	alone.wait(`!document.querySelector('[data-command=comeBack]').hidden`)
	for name, touch := range map[string]func(){
		"ε":         func() { alone.must(alone.Drag("#histogram", 0.1, 0.4, 4)) },
		"criterion": func() { alone.must(alone.Select("#criterion", "random")) },
	} {
		alone.click(`[data-command=comeBack]`)
		same(alone)
		touch()
		alone.wait(`!document.querySelector('[data-command=comeBack]').hidden`)
		own = alone.weights()
		teacher.eval(`bonsai.train({epochs: 1})`, nil)
		same(students[1])
		if !reflect.DeepEqual(alone.weights(), own) {
			t.Errorf("the teacher changed the experiment of a student who had used %s", name)
		}
	}

	// A link that the teacher shares does not contain the teacher's secret.
	var link string
	if teacher.eval(`bonsai.shortLink()`, &link); strings.Contains(link, "teach") {
		t.Errorf("the teacher's secret is in %s", link)
	}
}

// When the server is started again, the pages of the class connect to it by themselves.
func TestAClassSurvivesARestartOfTheServer(t *testing.T) {
	lan(t)
	first, err := StartServer("-class")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	student := openAt(t, first.URL)
	student.wait(`document.querySelector('[data-out=classSaid]').textContent.includes('not started')`)
	first.Close()
	student.wait(`document.querySelector('[data-out=classSaid]').textContent.includes('Not connected')`)
	again, err := StartServer("-class", "-addr", first.URL[len("http://localhost"):len(first.URL)-1])
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	teacher := openAt(t, again.Teacher+"#dataset=xor&layers=3&steps=t1e")
	student.wait(`bonsai.state().then((s) => s.recipe.dataset === 'xor')`)
	teacher.wait(`document.querySelector('[data-out=classSaid]').textContent === 'The class sees this. Followers: 1'`)
	student.Complaints() // failed requests while there was no server
}

// The article in the README, on another site, changes the amount of pruning in the page
// that it embeds, if the address of that page allows the article's origin.
func TestTheArticleControlsTheEmbeddedPage(t *testing.T) {
	host := lan(t)
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, article, _ := strings.Cut(string(readme), "```html\n")
	article, _, _ = strings.Cut(article, "```")
	source := regexp.MustCompile(`src="[^"]*"`)
	if !source.MatchString(article) {
		t.Fatal("the README has no HTML that embeds a page")
	}
	var text string
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, text)
	}))
	defer site.Close()
	for allowed, works := range map[string]bool{site.URL: true, "https://example.org": false} {
		text = source.ReplaceAllString(article, `src="`+host+"?embed="+allowed+`#steps=t5e"`)
		page, err := chromium.Open(site.URL)
		if err != nil {
			t.Fatal(err)
		}
		p := &tab{t, page}
		moved := func(share float64) string {
			return fmt.Sprintf(`(() => {
				const slider = document.querySelector('input');
				slider.value = %v;
				slider.dispatchEvent(new Event('input'));
			})()`, share)
		}
		if works {
			// The page does not answer before it has been loaded.
			p.wait(`new Promise((seen) => { ` + moved(0.5) + `; setTimeout(() => seen(document.querySelector('output').value.includes('%')), 500); })`)
			var before, after string
			p.eval(`document.querySelector('output').value`, &before)
			p.eval(moved(0.95), nil)
			p.wait(fmt.Sprintf(`document.querySelector('output').value !== %q`, before))
			p.eval(`document.querySelector('output').value`, &after)
			if before < after { // compares as text: both have two digits before the point
				t.Errorf("the accuracy is %s with half of the weights pruned and %s with 95 %%", before, after)
			}
			p.must(p.Screenshot(screens + "/article.png"))
		} else {
			var said string
			p.eval(`new Promise((seen) => { let n = 0; const again = setInterval(() => { `+moved(0.5)+`; if (++n === 12) { clearInterval(again); seen(document.querySelector('output').value); } }, 500); })`, &said)
			if said != "" {
				t.Errorf("the page answered an origin that is not allowed: %q", said)
			}
		}
		p.Close()
	}
}

// A page from a file has the origin "null", and is answered if the address allows that.
// Messages that make no sense get an error, and do not stop the page.
func TestNonsenseFromAnArticleInAFileGetsErrors(t *testing.T) {
	lan(t)
	article := file(t, "article.html", fmt.Sprintf(`<!doctype html>
<iframe src="%s?embed=null,no%%20address,https://my.site/#steps=t1e"></iframe>
<script>
const answers = new Map(), frame = document.querySelector('iframe');
addEventListener('message', ({data}) => answers.get(data.id)?.(data));
const ask = (message) => new Promise((answered) => {
  message.id = answers.size;
  answers.set(message.id, answered);
  frame.contentWindow.postMessage(message, '*');
});
</script>`, server.URL))
	page, err := chromium.Open("file://" + article)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	p := &tab{t, page}
	// The page does not answer before it has been loaded.
	p.wait(`Promise.race([ask({bonsai: 'state'}).then((a) => a.value.total === 310), new Promise((seen) => setTimeout(seen, 300, false))])`)
	for _, nonsense := range []string{
		`{bonsai: 'prune', args: [{sparsity: 1n}]}`, `{bonsai: 'set', args: [(() => { const o = {}; o.o = o; return o; })()]}`,
		`{bonsai: 'open', args: [null]}`, `{bonsai: 'open', args: [[1]]}`, `{bonsai: 'open', args: [[{name: 'x', bytes: 'y'}]]}`,
		`{bonsai: 'nothing'}`, `{bonsai: 'load', args: [{}]}`,
	} {
		var refused string
		p.eval(`ask(`+nonsense+`).then((a) => a.error ?? '')`, &refused)
		if refused == "" {
			t.Errorf("there is no error for %s", nonsense)
		}
	}
	p.eval(`frame.contentWindow.postMessage({bonsai: 5}, '*')`, nil)
	p.eval(`frame.contentWindow.postMessage({bonsai: 'state', args: {length: 1e9}}, '*')`, nil)
	var total int
	if p.eval(`ask({bonsai: 'state'}).then((a) => a.value.total)`, &total); total != 310 {
		t.Errorf("there are %d connections, want 310", total)
	}
}

// The presenter's view shows the network, ε and the results, in large type, and a QR code
// of the experiment.
func TestThePresentersView(t *testing.T) {
	p := openAt(t, lan(t)+"?present#steps=t5e,p:magnitude:global:s0.5")
	var seen []string
	p.eval(`['network', 'histogram', 'epsilon', 'theme', 'learningRate', 'rounds'].filter((id) => document.getElementById(id)?.getClientRects().length)`, &seen)
	if fmt.Sprint(seen) != "[network histogram]" && fmt.Sprint(seen) != "[network histogram epsilon]" {
		t.Errorf("these parts are visible: %v", seen)
	}
	if !strings.Contains(p.text(".strip"), "155") {
		t.Errorf("the results are %q, want 155 connections", p.text(".strip"))
	}
	p.click(`#code`)
	file := screens + "/present.png"
	p.must(p.Screenshot(file))
	var at struct{ X, Y, Width, Height int }
	p.eval(`(({x, y, width, height}) => ({x: Math.floor(x), y: Math.floor(y), width: Math.floor(width), height: Math.floor(height)}))(
		document.getElementById('corner').getBoundingClientRect())`, &at)
	code := image.NewRGBA(image.Rect(0, 0, at.Width, at.Height)) // only the corner with the code
	draw.Draw(code, code.Rect, photograph(t, file), image.Pt(at.X, at.Y), draw.Src)
	if address := scanned(t, code); !strings.HasPrefix(address, strings.ToUpper(lan(t))+"#1:") {
		t.Errorf("the code has the address %s", address)
	}
	// The code changes with the experiment.
	p.eval(`bonsai.prune({sparsity: 0.8})`, nil)
	p.idle()
	p.wait(`bonsai.link().then((l) => l === location.origin + location.pathname + location.hash)`)
	p.must(p.Screenshot(file))
	if address := scan(t, file); !strings.Contains(openAt(t, address).text(".strip"), "62/310") {
		t.Errorf("after pruning, the code has the address %s", address)
	}
	p.must(p.Press("Escape"))
	p.wait(`document.getElementById('corner').getClientRects().length === 0`)
}
