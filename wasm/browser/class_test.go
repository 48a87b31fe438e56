package browser

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"
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

// A lessonRoom is a teacher's page, with those of three students and a projector.
type lessonRoom struct {
	*testing.T
	teacher, phone, leaver, hander, projector *tab
}

// same compares the experiments of some pages with the teacher's, bit by bit.
func (c *lessonRoom) same(pages ...*tab) {
	c.Helper()
	link := ""
	c.teacher.eval(`bonsai.link()`, &link)
	_, hash, _ := strings.Cut(link, "#")
	want := c.teacher.weights()
	for _, p := range pages {
		p.wait(fmt.Sprintf(`bonsai.link().then((l) => l.endsWith('#' + %q))`, hash))
		if !reflect.DeepEqual(p.weights(), want) {
			c.Error("a student's weights differ from the teacher's")
		}
	}
}

// says waits until a page says a text about the class.
func says(p *tab, text string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`document.querySelector('[data-out=classSaid]').textContent.includes(%q)`, text))
}

func TestStudentsFollowTheTeacher(t *testing.T) {
	t.Parallel()
	teacherAddress, studentAddress := classroom(t)
	c := &lessonRoom{T: t, teacher: openAt(t, teacherAddress+"#dataset=xor&layers=4&steps=t3e")}
	c.phone, c.leaver, c.hander = openAt(t, studentAddress), openAt(t, studentAddress), openAt(t, studentAddress)
	c.projector = openAt(t, studentAddress+"?present")
	c.phone.must(c.phone.Resize(390, 844, 2, false))
	c.same(c.phone, c.leaver, c.hander, c.projector)
	says(c.teacher, "Following: 4, exploring: 0")

	// The secret is no longer in the address, nor in a link that the teacher shares.
	var links string
	if c.teacher.eval(`bonsai.shortLink().then((link) => link + location.href)`, &links); strings.Contains(links, "teach") {
		t.Errorf("the teacher's secret is in %s", links)
	}
	c.followLive()
	c.forgetAnError(teacherAddress, studentAddress)
	c.leaveAndReturn()
	c.handIn()
	c.predict()
	c.phone.must(c.phone.Go("about:blank"))
	says(c.teacher, "gone: 1")
}

// followLive trains, drags ε and chooses a picture.
func (c *lessonRoom) followLive() {
	c.Helper()
	followers := []*tab{c.phone, c.leaver, c.hander, c.projector}
	c.teacher.click(`[data-command=play]`)
	for _, s := range followers {
		s.wait(`bonsai.state().then((s) => s.epoch > 10)`)
	}
	var training bool
	if c.teacher.eval(`bonsai.state().then((s) => s.training)`, &training); !training {
		c.Error("the students have seen the training only after its end")
	}
	c.teacher.click(`[data-command=play]`)
	c.teacher.idle()
	c.same(followers...)

	// ε is dragged by the keyboard, whose steps count when it rests.
	c.teacher.eval(`(() => {
		const slider = document.getElementById('epsilon');
		globalThis.drag = setInterval(() => {
			slider.value = 0.2 + 0.2 * Math.random();
			slider.dispatchEvent(new Event('input'));
		}, 50);
	})()`, nil)
	for _, s := range followers {
		s.wait(`Number(document.getElementById('epsilon').value) > 0.15`)
	}
	var link string
	if c.teacher.eval(`bonsai.link()`, &link); strings.Contains(link, ",p:") {
		c.Error("the drag has ended before the students have seen it")
	}
	c.teacher.eval(`(clearInterval(drag), document.getElementById('epsilon').dispatchEvent(new Event('change')))`, nil)
	c.teacher.wait(`bonsai.link().then((l) => l.includes(',p:'))`)
	c.same(followers...)
	c.phone.must(c.phone.Screenshot(screens + "/following.png"))

	// Everybody looks at the picture and the neuron that the teacher has chosen.
	c.teacher.must(c.teacher.Select("#picture", "1"))
	for _, s := range followers {
		s.wait(`document.getElementById('picture').value === '1'`)
	}
	c.projector.must(c.projector.Screenshot(screens + "/projector.png"))
	c.teacher.must(c.teacher.Select("#picture", ""))
	c.projector.wait(`document.getElementById('picture').value === ''`)
	c.teacher.must(c.teacher.Screenshot(screens + "/teacher.png"))
}

// forgetAnError sends the class a link that no page can open, as a teacher's page of a
// later version could. What the students' pages say about it goes away with the next link.
func (c *lessonRoom) forgetAnError(teacherAddress, studentAddress string) {
	c.Helper()
	u, err := url.Parse(teacherAddress)
	c.teacher.must(err)
	post := func(path, header, value, body string) (answer []byte) {
		request, err := http.NewRequest(http.MethodPost, studentAddress+"class/"+path, strings.NewReader(body))
		c.teacher.must(err)
		request.Header.Set(header, value)
		got, err := http.DefaultClient.Do(request)
		c.teacher.must(err)
		defer got.Body.Close()
		answer, err = io.ReadAll(got.Body)
		if err != nil || got.StatusCode/100 != 2 {
			c.Fatalf("%s: %s, %s, %v", path, got.Status, answer, err)
		}
		return answer
	}
	var given struct{ Token string }
	c.teacher.must(json.Unmarshal(post("token", "X-Class-Secret", u.Query().Get("teach"), ""), &given))
	post("link", "Authorization", "Bearer "+given.Token, fmt.Sprintf(`{"link": "#steps=later5", "revision": %d}`, time.Now().UnixMilli()))
	c.phone.wait(`!document.getElementById('message').hidden && document.getElementById('message').textContent.includes('later5')`)
	c.teacher.eval(`bonsai.train({epochs: 1})`, nil)
	c.same(c.phone, c.leaver, c.hander, c.projector)
	c.phone.wait(`document.getElementById('message').hidden`)
}

// leaveAndReturn lets a student explore alone, until the teacher calls everybody back.
func (c *lessonRoom) leaveAndReturn() {
	c.Helper()
	c.leaver.click(`[data-command=leave]`)
	says(c.teacher, "Following: 3, exploring: 1")
	c.leaver.eval(`bonsai.train({epochs: 2})`, nil)
	own := c.leaver.weights()
	c.teacher.eval(`bonsai.train({epochs: 1})`, nil)
	c.same(c.phone, c.hander, c.projector)
	if !reflect.DeepEqual(c.leaver.weights(), own) {
		c.Error("the teacher changed the experiment of a student who had left")
	}
	c.leaver.click(`[data-command=comeBack]`)
	c.same(c.leaver)
	c.leaver.click(`[data-command=epoch]`) // using any control leaves the class too
	c.leaver.wait(`!document.querySelector('[data-command=comeBack]').hidden`)
	c.teacher.click(`[data-command="class.back"]`)
	c.same(c.leaver)
	c.leaver.click(`[data-command=epoch]`)
	c.teacher.click(`[data-command="class.freeze"]`)
	c.same(c.leaver)
	c.leaver.wait(`document.querySelector('.transport').inert`)
	c.teacher.click(`[data-command="class.freeze"]`)
	c.leaver.wait(`!document.querySelector('.transport').inert`)
}

// handIn hands in two results in a challenge. The teacher's page computes them again, ranks
// and opens them. Names are asked for, and hidden until the teacher shows them.
func (c *lessonRoom) handIn() {
	c.Helper()
	t, h := c.teacher, c.hander
	t.click(`[data-command="class.board"]`)
	t.click(`[data-board=askNames]`)
	t.click(`[data-board=shown]`)
	t.eval(`challengeAccuracy.value = '30'`, nil)
	t.click(`[data-command="class.challenge"]`)
	for _, p := range []*tab{c.phone, h, c.projector} {
		p.wait(`document.getElementById('challenge').textContent.includes('30.0 %')`)
	}
	h.click(`[data-command=leave]`)
	h.wait(`!document.getElementById('className').hidden`)
	h.eval(`studentName.value = 'Ada'`, nil)
	for n, sparsity := range []string{"0.3", "0.8"} {
		h.eval(`bonsai.prune({sparsity: `+sparsity+`})`, nil)
		h.click(`[data-command="class.handIn"]`)
		t.wait(fmt.Sprintf(`document.querySelectorAll('#boardPlot .point.verified').length === %d`, n+1))
	}
	// The smaller network is first, and both have a place.
	const rows = `[...document.querySelectorAll('#boardTable tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent).join('|'))`
	var ranked []string
	t.eval(rows, &ranked)
	if len(ranked) != 2 || !strings.HasPrefix(ranked[0], "1|Result 1|") || !strings.HasPrefix(ranked[1], "2|Result 2|") {
		c.Errorf("the board is ranked %q", ranked)
	}
	c.phone.wait(rows + `.length === 2 && !document.querySelector('#boardTable').textContent.includes('Ada')`)
	t.must(t.Screenshot(screens + "/board.png"))
	t.click(`[data-board=showNames]`)
	for _, p := range []*tab{t, c.phone} {
		p.wait(rows + `.join().startsWith('1|Ada|')`)
	}
	t.eval(`(() => { globalThis.saved = {}; URL.createObjectURL = (blob) => { globalThis.blob = blob; return ''; }; HTMLAnchorElement.prototype.click = function () { saved[this.download] = blob; }; })()`, nil)
	t.click(`[data-command="class.csv"]`)
	t.click(`[data-command="class.image"]`)
	var table, image string
	t.eval(`saved['results.csv'].text()`, &table)
	t.eval(`saved['results.svg'].text()`, &image)
	if lines := strings.Split(table, "\n"); len(lines) != 4 || !strings.HasPrefix(lines[1], "1,Ada,0.") || !strings.Contains(lines[2], ",true,#1.") {
		c.Errorf("the table is %q", table)
	}
	if !strings.HasPrefix(image, "<svg") || strings.Count(image, "<path")+strings.Count(image, "<polyline") < 3 {
		c.Errorf("the image of the board is %.500s", image)
	}
	t.click(`[data-command="class.endChallenge"]`)
	c.phone.wait(`document.getElementById('challenge').hidden`)
	t.click(`#boardPlot .point`)
	t.wait(`bonsai.state().then((s) => s.sparsity > 0.3)`)
	h.click(`[data-command=comeBack]`)
	c.same(h)
}

// predict collects a prediction before it is revealed.
func (c *lessonRoom) predict() {
	c.Helper()
	c.teacher.click(`[data-command="class.board"]`)
	c.teacher.eval(`(pollQuestion.value = 'After 80 %?', pollChoices.value = 'above 90 %\nbelow 90 %')`, nil)
	c.teacher.click(`[data-command="class.ask"]`)
	c.phone.wait(`document.querySelector('#poll [data-choice="1"]')`)
	c.phone.click(`#poll [data-choice="1"]`)
	c.teacher.wait(`document.querySelector('#poll').textContent.includes('Answers: 1')`)
	c.teacher.click(`[data-command="class.reveal"]`)
	c.phone.wait(`document.querySelectorAll('#poll meter').length === 2`)
	c.phone.must(c.phone.Screenshot(screens + "/poll.png"))
}

// When the server is started again with the class's file, the pages of the class connect to
// it by themselves and go on. Without the file, the teacher's page says where to find the
// new address.
func TestAClassSurvivesARestartOfTheServer(t *testing.T) {
	t.Parallel()
	lan(t)
	kept := filepath.Join(t.TempDir(), "class")
	first, err := StartServer("-class", kept)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	at := first.URL[len("http://localhost") : len(first.URL)-1]
	c := &lessonRoom{T: t, phone: openAt(t, first.URL)}
	says(c.phone, "not started")
	c.teacher = visit(t, first.Teacher+"#dataset=xor&layers=3&steps=t1e") // the next server refuses its token before it takes its secret
	c.teacher.wait(`globalThis.bonsai`)                                   // its methods wait for the experiment
	c.same(c.phone)
	first.Close()
	says(c.phone, "Not connected")
	again, err := StartServer("-class", kept, "-addr", at)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	says(c.teacher, "Following: 1,")
	c.teacher.eval(`bonsai.train({epochs: 1})`, nil)
	c.same(c.phone)
	again.Close()
	says(c.phone, "Not connected")
	other, err := StartServer("-class", "-addr", at)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	says(c.teacher, "where it was started")
	c.teacher.must(c.teacher.Go(other.Teacher + "#dataset=moons&layers=3&steps=t1e"))
	c.phone.wait(`bonsai.state().then((s) => s.recipe.dataset === 'moons')`)
	says(c.teacher, "Following: 1,")
	c.phone.Complaints() // failed requests while there was no server
}

// Two servers share a class through NATS: a student at one follows the teacher at the other.
func TestServersShareAClass(t *testing.T) {
	t.Parallel()
	needBrowser(t)
	nats, err := natsserver.NewServer(&natsserver.Options{
		Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), NoLog: true, NoSigs: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	nats.Start()
	defer nats.Shutdown()
	if !nats.ReadyForConnections(Patience) {
		t.Fatal("NATS does not start")
	}
	var servers [2]*Server
	for i := range servers {
		if servers[i], err = StartServer("-class=" + nats.ClientURL()); err != nil {
			t.Fatal(err)
		}
		defer servers[i].Close()
	}
	c := &lessonRoom{T: t, phone: openAt(t, servers[1].URL), teacher: openAt(t, servers[0].Teacher+"#dataset=xor&layers=4&steps=t3e")}
	c.same(c.phone)
	says(c.teacher, "Following: 1,")
	c.teacher.eval(`bonsai.prune({sparsity: 0.5})`, nil)
	c.same(c.phone)
	c.phone.click(`[data-command=leave]`)
	c.phone.click(`[data-command="class.handIn"]`)
	c.teacher.wait(`document.querySelectorAll('#boardPlot .point.verified').length === 1`)
}
