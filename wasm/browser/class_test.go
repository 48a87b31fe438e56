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
	phone := students[0]
	phone.must(phone.Resize(390, 844, 2, false))
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
	all := func() {
		t.Helper()
		for _, s := range students {
			same(s)
		}
	}
	says := func(p *tab, text string) {
		t.Helper()
		p.wait(fmt.Sprintf(`document.querySelector('[data-out=classSaid]').textContent.includes(%q)`, text))
	}
	all()
	says(teacher, "Following: 2, exploring: 0")

	// The secret is no longer in the address, nor in a link that the teacher shares.
	var links string
	if teacher.eval(`bonsai.shortLink().then((link) => link + location.href)`, &links); strings.Contains(links, "teach") {
		t.Errorf("the teacher's secret is in %s", links)
	}

	// Training is followed while it lasts.
	teacher.click(`[data-command=play]`)
	for _, s := range students {
		s.wait(`bonsai.state().then((s) => s.epoch > 10)`)
	}
	var training bool
	if teacher.eval(`bonsai.state().then((s) => s.training)`, &training); !training {
		t.Error("the students have seen the training only after its end")
	}
	teacher.click(`[data-command=play]`)
	teacher.idle()
	all()

	// So is ε while it is dragged, here by the keyboard, whose steps count when it rests.
	teacher.eval(`(() => {
		const slider = document.getElementById('epsilon');
		globalThis.drag = setInterval(() => {
			slider.value = 0.2 + 0.2 * Math.random();
			slider.dispatchEvent(new Event('input'));
		}, 50);
	})()`, nil)
	for _, s := range students {
		s.wait(`Number(document.getElementById('epsilon').value) > 0.15`)
	}
	var link string
	if teacher.eval(`bonsai.link()`, &link); strings.Contains(link, ",p:") {
		t.Error("the drag has ended before the students have seen it")
	}
	teacher.eval(`(clearInterval(drag), document.getElementById('epsilon').dispatchEvent(new Event('change')))`, nil)
	teacher.wait(`bonsai.link().then((l) => l.includes(',p:'))`)
	all()
	phone.must(phone.Screenshot(screens + "/following.png"))

	// The students look at the picture that the teacher has chosen.
	teacher.must(teacher.Select("#picture", "1"))
	phone.wait(`document.getElementById('picture').value === '1'`)
	teacher.must(teacher.Screenshot(screens + "/teacher.png"))

	// A phone that leaves keeps its own experiment until the teacher calls it back.
	phone.click(`[data-command=leave]`)
	says(teacher, "Following: 1, exploring: 1")
	phone.eval(`bonsai.train({epochs: 2})`, nil)
	own := phone.weights()
	teacher.eval(`bonsai.train({epochs: 1})`, nil)
	same(students[1])
	if !reflect.DeepEqual(phone.weights(), own) {
		t.Error("the teacher changed the experiment of a student who had left")
	}
	teacher.click(`[data-command="class.back"]`)
	same(phone)
	phone.click(`[data-command=epoch]`) // using any control leaves the class too
	phone.wait(`!document.querySelector('[data-command=comeBack]').hidden`)
	teacher.click(`[data-command="class.freeze"]`)
	same(phone)
	phone.wait(`document.querySelector('.transport').inert`)
	teacher.click(`[data-command="class.freeze"]`)
	phone.wait(`!document.querySelector('.transport').inert`)

	// A student hands in a result, which the teacher's page computes again and opens.
	students[1].click(`[data-command=leave]`)
	students[1].eval(`bonsai.prune({sparsity: 0.5})`, nil)
	students[1].click(`[data-command="class.handIn"]`)
	teacher.wait(`document.querySelector('#boardPlot .point.verified')`)
	students[1].eval(`bonsai.prune({sparsity: 0.6})`, nil)
	students[1].click(`[data-command="class.handIn"]`)
	teacher.wait(`document.querySelectorAll('#boardPlot .point.verified').length === 2`)
	teacher.click(`[data-command="class.board"]`)
	teacher.must(teacher.Screenshot(screens + "/board.png"))
	teacher.click(`#boardPlot .point`)
	teacher.wait(`bonsai.state().then((s) => s.sparsity >= 0.4)`)
	students[1].click(`[data-command=comeBack]`)
	same(students[1])

	// A prediction is collected before it is revealed.
	teacher.click(`[data-command="class.board"]`)
	teacher.eval(`(pollQuestion.value = 'After 80 %?', pollChoices.value = 'above 90 %\nbelow 90 %')`, nil)
	teacher.click(`[data-command="class.ask"]`)
	phone.wait(`document.querySelector('#poll [data-choice="1"]')`)
	phone.click(`#poll [data-choice="1"]`)
	teacher.wait(`document.querySelector('#poll').textContent.includes('Answers: 1')`)
	teacher.click(`[data-command="class.reveal"]`)
	phone.wait(`document.querySelectorAll('#poll meter').length === 2`)
	phone.must(phone.Screenshot(screens + "/poll.png"))

	phone.must(phone.Go("about:blank"))
	says(teacher, "gone: 1")
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
	teacher.wait(`document.querySelector('[data-out=classSaid]').textContent.includes('Following: 1,')`)
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

// revealJS is a program for slides, which the Makefile fetches from the npm registry.
const revealJS = "../../build/reveal/node_modules/reveal.js/dist/reveal."

// slides returns slides made by reveal.js, the first of which has an element. Without
// reveal.js it returns the element alone.
func slides(t *testing.T, element string) (html string, turned bool) {
	script, err := os.ReadFile(revealJS + "js")
	if err != nil {
		t.Log("reveal.js has not been fetched (make reveal): keys are not tried on its slides")
		return element, false
	}
	style, err := os.ReadFile(revealJS + "css")
	if err != nil {
		t.Fatal(err)
	}
	return "<style>" + string(style) + `</style><div class="reveal"><div class="slides"><section>` + element +
		"</section><section>Second</section></div></div><script>" + string(script) + "</script><script>Reveal.initialize({width: 1200, height: 800})</script>", true
}

// A page from a file has the origin "null", and is answered if the address allows that,
// also from a sandbox, on a slide. Keys that it has no use for turn the slides.
// Messages that make no sense get an error, and do not stop the page.
func TestNonsenseFromAnArticleInAFileGetsErrors(t *testing.T) {
	lan(t)
	html, turned := slides(t, fmt.Sprintf(`<iframe width="900" height="600" sandbox="allow-scripts" src="%s?embed=null,no%%20address,https://my.site/#steps=t1e"></iframe>`, server.URL))
	article := file(t, "article.html", "<!doctype html>"+html+`
<script>
const answers = new Map(), frame = document.querySelector('iframe');
const keys = [];
addEventListener('message', ({data}) => {
  if (data.bonsai === 'key') keys.push(data.key);
  else answers.get(data.id)?.(data);
});
const ask = (message) => new Promise((answered) => {
  message.id = answers.size;
  answers.set(message.id, answered);
  frame.contentWindow.postMessage(message, '*');
});
</script>`)
	page, err := chromium.Open("file://" + article)
	if err != nil {
		t.Fatal(err)
	}
	defer page.Close()
	p := &tab{t, page}
	// The page does not answer before it has been loaded.
	p.wait(`Promise.race([ask({bonsai: 'state'}).then((a) => a.value.total === 310), new Promise((seen) => setTimeout(seen, 300, false))])`)
	// Keys that the page has no use for reach the slides.
	p.must(p.ClickAt("iframe", 0.5, 0.02))
	p.must(p.Press("ArrowRight"))
	p.wait(`keys.join() === 'ArrowRight'`)
	if turned {
		p.wait(`Reveal.getIndices().h === 1`)
		p.eval(`Reveal.prev()`, nil)
		p.wait(`Reveal.getIndices().h === 0`)
		p.must(p.Screenshot(screens + "/slides.png"))
	}
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
