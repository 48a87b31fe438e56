package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// freezing returns links of a few characters, or of a few that are repeated, that take
// minutes or days. In an engine that does their steps in one piece, Pause is not heard.
func freezing() map[string]string {
	edits := make([]string, 2000)
	for i := range edits {
		edits[i] = fmt.Sprintf("w:0:%d:%d:1", i%300, i/300)
	}
	return map[string]string{
		"training":     "t1000e",
		"compensation": "c",
		"OBS":          strings.TrimSuffix(strings.Repeat("p:obs:global:s0.01,c,", 1000), ","),
		"edits":        strings.Join(edits, ","),
	}
}

// slowed lets the processes of all pages run for a sixth of the time, until the test
// ends. The browser's own throttling slows the page's thread and not the engine's, which
// is a worker's.
func slowed(t *testing.T) {
	t.Helper()
	renderers := descendants(os.Getpid(), "--type=renderer")
	if len(renderers) == 0 {
		t.Skip("the processes of the pages are not known here")
	}
	signal := func(s syscall.Signal) {
		for _, pid := range renderers {
			_ = syscall.Kill(pid, s) // one that has ended needs none
		}
	}
	done, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for {
			signal(syscall.SIGSTOP)
			time.Sleep(25 * time.Millisecond)
			signal(syscall.SIGCONT)
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	t.Cleanup(func() { close(done); <-ended })
}

// descendants returns the processes that a process has started, directly or not, with an
// argument. There are none where there is no /proc.
func descendants(ancestor int, argument string) (list []int) {
	parents := map[int]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	form := regexp.MustCompile(`^(\d+) \(.*\) . (\d+)`)
	for _, path := range stats {
		stat, _ := os.ReadFile(path)
		if m := form.FindSubmatch(stat); m != nil {
			pid, _ := strconv.Atoi(string(m[1]))
			parents[pid], _ = strconv.Atoi(string(m[2]))
		}
	}
	for pid := range parents {
		line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		for p := parents[pid]; p > 0 && strings.Contains(string(line), argument); p = parents[p] {
			if p == ancestor {
				list = append(list, pid)
				break
			}
		}
	}
	return list
}

// Each of these links begins by generating images, and is paused at several moments from
// then on.
func TestPauseOfAFreezingLinkIsHeardOnASlowMachine(t *testing.T) {
	t.Parallel()
	p := openAt(t, server.URL+"#dataset=xor&layers=2&steps=")
	slowed(t)
	var idle float64 // milliseconds that Pause takes while nothing is to be paused
	p.eval(`(async () => {
		const start = performance.now();
		for (let i = 0; i < 10; i++) await bonsai.pause();
		return (performance.now() - start) / 10;
	})()`, &idle)
	// 100 ms of a fast machine, and what a page takes that is slow and may share its
	// processors with other tests.
	patience := 600 + 12*idle
	t.Logf("while nothing is to be paused, Pause takes %.0f ms", idle)
	seed := 0
	for name, steps := range freezing() {
		var took []float64 // milliseconds
		for _, moment := range []int{0, 700, 5000} {
			seed++
			address := fmt.Sprintf("#dataset=digits28&layers=300.300.300.300.300.300&seed=%d&steps=%s", seed, steps)
			var answer struct {
				Took     float64
				Training bool
				Doing    string
			}
			p.eval(fmt.Sprintf(`(async () => {
				const later = (wait) => new Promise((f) => setTimeout(f, wait));
				const costly = document.getElementById('costly');
				location.hash = %q;
				while (!costly.open && document.documentElement.dataset.state === 'idle') await later(5);
				if (costly.open) costly.querySelector('[value=open]').click();
				await later(%d);
				const doing = document.querySelector('#headline').textContent;
				const start = performance.now();
				await bonsai.pause();
				const took = performance.now() - start;
				return {Took: took, Training: (await bonsai.state()).training, Doing: doing};
			})()`, address, moment), &answer)
			took = append(took, answer.Took)
			if answer.Training {
				t.Errorf("%s: something trains after Pause", name)
			}
			t.Logf("%s, after %d ms (%s): Pause took %.0f ms", name, moment, answer.Doing, answer.Took)
		}
		if worst := slices.Max(took); worst > patience {
			t.Errorf("%s: Pause takes up to %.0f ms, want at most %.0f", name, worst, patience)
		}
	}
}
