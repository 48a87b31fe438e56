package browser

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"bonsai/web/course"
	"bonsai/web/lesson"
)

// A pupil does lessons with the keyboard alone.
type pupil struct{ *tab }

// press presses Tab until the keyboard is at an element, and then a key.
func (p pupil) press(selector, key string) {
	p.t.Helper()
	for range 120 {
		var there bool
		if p.eval(fmt.Sprintf(`document.activeElement.matches(%q)`, selector), &there); there {
			p.must(p.Press(key))
			return
		}
		p.must(p.Press("Tab"))
	}
	p.t.Fatalf("Tab never comes to %s", selector)
}

// says waits until an element of the lesson says a text.
func (p pupil) says(selector, text string) {
	p.t.Helper()
	if err := p.Wait(fmt.Sprintf(`document.querySelector(%q)?.textContent === %q`, selector, text)); err != nil {
		p.t.Fatalf("%s says %q, want %q", selector, p.text(selector), text)
	}
}

// canGoOn returns whether the button to the next step can be used.
func (p pupil) canGoOn() (can bool) {
	p.t.Helper()
	p.eval(`!document.querySelector('[data-command="lesson.next"]').disabled`, &can)
	return can
}

// english writes a number as the page does in English.
func english(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if thousands := strconv.Itoa(int(v) / 1000); v >= 1000 {
		return thousands + "," + text[len(thousands):]
	}
	return text
}

func readLesson(t *testing.T, name string) *lesson.Lesson {
	t.Helper()
	file, err := os.ReadFile("../../static/src/lessons/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	l, err := lesson.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// All lessons can be completed with the keyboard alone. Every claim is stated as its file
// has it; every task rejects what is wrong and accepts a solution.
func TestAllLessonsAreCompletedWithTheKeyboard(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("../../static/src/lessons.json")
	if err != nil {
		t.Fatal(err)
	}
	list, err := course.ReadList(file)
	if err != nil {
		t.Fatal(err)
	}
	p := pupil{openUnready(t, "?lesson=1")}
	for i, entry := range list {
		l := readLesson(t, entry.Name)
		p.says("#lessonTitle", fmt.Sprintf("%d. %s", i+1, l.Title["en"]))
		p.complete(l)
		p.says("#lessonText", "Well done: this lesson is completed.")
		if i+1 < len(list) {
			p.press(`#lesson [data-command="lesson.begin"]`, "Enter")
		}
	}
	p.press(`#lesson [data-command="lesson.mine"]`, "Enter")
	p.wait(`document.getElementById('lesson').hidden && bonsai.link().then((l) => l.endsWith('#steps=t10e'))`)
	p.press(`[data-command=lessons]`, "Enter")
	p.wait(`[...document.querySelectorAll('#lessonList li')].filter((e) => e.textContent.includes('completed')).length === 12`)
}

func (p pupil) complete(l *lesson.Lesson) {
	p.t.Helper()
	for i, step := range l.Steps {
		p.says("#lesson header p", fmt.Sprintf("Step %d of %d", i+1, len(l.Steps)))
		p.wait(`document.activeElement.id === 'lessonText'`)
		filled := func(t lesson.Text) string { return l.Fill(t["en"], english) }
		switch {
		case step.Ask != nil:
			p.says("#lessonText", filled(step.Ask))
			p.press("#lesson input", " ") // the first option
			if p.canGoOn() {
				p.t.Error("there is a way on before the answer")
			}
			p.press(`[data-command="lesson.answer"]`, "Enter")
			verdict := fmt.Sprintf("You predicted “%s”. Right is: “%s”.", filled(step.Options[0]), filled(step.Options[step.Answer]))
			if step.Answer == 0 {
				verdict = fmt.Sprintf("Your prediction is right: “%s”.", filled(step.Options[0]))
			}
			p.says("#lessonReveal p:first-child", verdict)
			p.says("#lessonReveal p + p", filled(step.Reveal))
			p.wait(`(() => { // all of it is in view, or its beginning
				const [answer, room] = ['#lessonReveal', '#lesson .text'].map((s) => document.querySelector(s).getBoundingClientRect());
				return answer.bottom <= room.bottom + 1 || Math.abs(answer.top - room.top) < 2;
			})()`)
		case step.Task != nil:
			p.says("#lessonText", "Task: "+filled(step.Task))
			p.solve(&step)
		default:
			p.says("#lessonText", filled(step.Text))
		}
		p.press(`#lesson [data-command="lesson.next"]`, "Enter")
	}
}

// solve opens what is wrong and then a solution.
func (p pupil) solve(step *lesson.Step) {
	p.t.Helper()
	p.wait(`document.getElementById('lessonSaid').textContent !== ''`) // the step's own experiment is open
	for _, wrong := range step.Wrong {
		p.eval(fmt.Sprintf(`bonsai.load(%q)`, wrong), nil)
		if said := p.text("#lessonSaid"); p.canGoOn() || !strings.Contains(said, "needed") && !strings.Contains(said, "allowed") && !strings.Contains(said, "Still to do") {
			p.t.Errorf("%s: the page says %q, and there is a way on: %v", wrong, said, p.canGoOn())
		}
	}
	p.eval(fmt.Sprintf(`bonsai.load(%q)`, step.Right), nil)
	p.says("#lessonSaid", "Solved.")
	if !p.canGoOn() {
		p.t.Errorf("%s solves the task, and there is no way on", step.Right)
	}
}

// A lesson that does not exist is named, and the list of lessons is open.
func TestAnUnknownLessonOpensTheList(t *testing.T) {
	t.Parallel()
	p := openAt(t, server.URL+"?lesson=luck")
	p.wait(`document.getElementById('lessons').open`)
	if said := p.text("[data-out=lessonsSaid]"); !strings.Contains(said, "no lesson “luck”") {
		t.Errorf("the page says %q", said)
	}
}

// Whatever the size of the window, a lesson covers neither the network nor ε, and is not
// wider than the window.
func TestALessonCoversNeitherTheNetworkNorEpsilon(t *testing.T) {
	t.Parallel()
	p := openUnready(t, "?lesson=6")
	p.wait(`!document.getElementById('lesson').hidden`)
	p.pruned(248)
	for _, size := range [][2]int{{1440, 900}, {1280, 720}, {1024, 768}, {820, 1180}, {844, 390}, {640, 360}, {390, 844}} {
		for _, dark := range []bool{false, true} {
			p.must(p.Resize(size[0], size[1], 1, dark))
			p.settled()
			var covered []string
			p.eval(`(() => {
				const box = (id) => document.getElementById(id).getBoundingClientRect();
				const l = box('lesson');
				if (l.left < 0 || l.right > innerWidth) return ['the edge of the window'];
				return ['network', 'histogram', 'level', 'sheetButton'].filter((id) => {
					const b = box(id);
					if (id === 'sheetButton' && b.width === 0) return false; // wide windows have none
					return b.height < 20 || b.right > l.left + 1 && b.left < l.right - 1 && b.bottom > l.top + 1 && b.top < l.bottom - 1;
				});
			})()`, &covered)
			if len(covered) > 0 {
				t.Errorf("at %v the lesson covers %v", size, covered)
			}
			p.must(p.Screenshot(fmt.Sprintf("%s/lesson-%dx%d-dark-%v.png", screens, size[0], size[1], dark)))
		}
	}
}

// pruned waits until the lesson's experiment, with so many connections pruned, is open.
func (p *tab) pruned(count int) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`bonsai.state().then((s) => s.total - s.kept === %d && !s.training)`, count))
}

// In a lesson nothing takes the place of the person's own experiment.
func TestALessonLeavesTheOwnExperimentAlone(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=xor&layers=4&steps=t2e")
	p.eval(`bonsai.prune({sparsity: 0.25})`, nil)
	p.idle()
	p.wait(`bonsai.link().then((l) => l === location.href)`)
	p.click(`[data-command=lessons]`)
	p.wait(`document.getElementById('lessons').open`)
	p.click(`#lessonList li:nth-child(2) button`)
	p.wait(`!document.getElementById('lesson').hidden && location.search === '?lesson=02-why-magnitude-matters'`)
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'tabular20')`)
	p.eval(`bonsai.prune({sparsity: 0.5})`, nil)
	p.must(p.Select("#language", "zh"))
	p.wait(`document.getElementById('lessonTitle').textContent.includes('大小为何重要')`)
	// Who stays with the lesson's experiment comes back by one undo, and forward by one redo.
	p.click(`[data-command="lesson.close"]`)
	p.click(`[data-command="lesson.stay"]`)
	p.click(`[data-command=undo]`)
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'xor' && s.kept === 9 && !s.training)`)
	p.click(`[data-command=redo]`)
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'tabular20' && s.kept === 155)`)
	p.click(`[data-command=undo]`)
	p.wait(`bonsai.state().then((s) => s.recipe.dataset === 'xor')`)
	p.goTo(server.URL)
	if s := p.state(); s.Recipe["dataset"] != "xor" || s.Kept != 9 {
		t.Errorf("the data set %v with %d connections is restored, want xor with 9", s.Recipe["dataset"], s.Kept)
	}
}
