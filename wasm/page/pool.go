//go:build js

package main

import (
	"encoding/json"
	"errors"
	"syscall/js"

	"bonsai/engine/snapshot"
)

// A pool carries out pieces of work on the experiment side by side, each in
// one of as many helpers as there are processors besides the page's own. What
// comes of them does not depend on how many that are. One job is under way at a
// time; another takes its place.
type pool struct {
	app     *app
	helpers []*client
	job     *job // nil: none is under way
}

// A job is tasks of one kind.
type job struct {
	name    string   // of the work, as the worker knows it
	tasks   []string // each as JSON
	next    int      // the task to be given out
	results []js.Value
	left    int
	done    func(results []js.Value, err error) // in the order of the tasks, as JSON
}

// errReplaced is what becomes of a job that another, or a person, ended.
var errReplaced = errors.New("bonsai: it was stopped before all was measured")

// size is how many helpers there can be.
func (p *pool) size() int {
	return max(1, js.Global().Get("navigator").Get("hardwareConcurrency").Int()-1)
}

// run gives tasks out; done gets all results, or what went wrong first. What
// trains is paused: the helpers repeat what stands in the address.
func (p *pool) run(name string, tasks []string, done func([]js.Value, error)) {
	p.stop()
	if p.app.snapshot.Training {
		p.app.worker.send("pause", "", false, func(_ js.Value, err error) {
			if err != nil {
				done(nil, err)
				return
			}
			p.run(name, tasks, done)
		})
		return
	}
	j := &job{name: name, tasks: tasks, results: make([]js.Value, len(tasks)), left: len(tasks), done: done}
	p.job = j
	for range min(p.size(), len(tasks)) {
		p.helpers = append(p.helpers, p.start(j))
	}
	p.show()
}

// start begins a helper with the experiment as it is now.
func (p *pool) start(j *job) *client {
	helper := newClient(p.app.words.host.Call("helper"), func(*snapshot.Snapshot, bool) {})
	args := arguments(map[string]string{"hash": p.app.snapshot.Link})
	helper.sendFiles("help", args, p.app.ownFiles(), func(_ js.Value, err error) {
		if err != nil {
			p.end(j, err)
			return
		}
		p.give(j, helper)
	})
	return helper
}

// give lets a helper carry out the next task.
func (p *pool) give(j *job, helper *client) {
	if j.next == len(j.tasks) {
		return
	}
	task := j.next
	j.next++
	helper.send(j.name, j.tasks[task], false, func(reply js.Value, err error) {
		if err != nil {
			p.end(j, err)
			return
		}
		j.results[task] = reply.Get("outputs")
		if j.left--; j.left == 0 {
			p.end(j, nil)
			return
		}
		p.show()
		p.give(j, helper)
	})
}

// stop ends what is under way.
func (p *pool) stop() {
	if p.job != nil {
		p.end(p.job, errReplaced)
	}
}

// end ends the helpers, and with them what they do.
func (p *pool) end(j *job, err error) {
	if p.job != j {
		return // a message that was under way when it ended
	}
	for _, helper := range p.helpers {
		helper.worker.Call("terminate")
	}
	p.helpers, p.job = nil, nil
	p.show()
	j.done(j.results, err)
}

// show makes the progress and the button that stops say how far it is.
func (p *pool) show() {
	byID("work").Set("hidden", p.job == nil)
	switch bar := byID("workProgress"); {
	case p.job == nil:
	case p.job.left == len(p.job.tasks):
		bar.Call("removeAttribute", "value") // nothing is known yet
	default:
		bar.Set("value", 1-float64(p.job.left)/float64(len(p.job.tasks)))
	}
}

// tasksOf writes tasks as JSON.
func tasksOf[Task any](tasks []Task) []string {
	texts := make([]string, len(tasks))
	for i, t := range tasks {
		texts[i] = arguments(t)
	}
	return texts
}

// resultsOf reads what came of a job.
func resultsOf[Result any](outputs []js.Value, err error) ([]Result, error) {
	if err != nil {
		return nil, err
	}
	results := make([]Result, len(outputs))
	for i, o := range outputs {
		if err := json.Unmarshal([]byte(o.String()), &results[i]); err != nil {
			return nil, err
		}
	}
	return results, nil
}
