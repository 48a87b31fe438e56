// Package work shares the tasks of a job out among helpers: each carries out
// one task after the other, until none is left. What a job finds does not
// depend on how many helpers there are.
package work

import "errors"

// A Helper is a program that carries out tasks, one at a time.
type Helper struct {
	Do  func(kind, task string, done func(result string, err error))
	End func() // ends the helper and what it is doing
}

// A Pool has one job at a time. Start starts a helper and calls ready once it
// can carry out tasks; it returns before that. Show is called when the
// progress has changed, with how many of all tasks are done; 0 of 0 when no job
// is under way.
type Pool struct {
	Start func(ready func(error)) Helper
	Show  func(done, all int)

	job *job // nil: none is under way
}

// A job is tasks of one kind.
type job struct {
	kind    string
	tasks   []string
	helpers []Helper
	next    int // the first task that no helper has got
	results []string
	done    int // how many results there are
	finish  func(results []string, err error)
}

// ErrStopped reports that a job was stopped, by the person who asked for it or
// by the next job.
var ErrStopped = errors.New("bonsai: it was stopped before all was measured")

// Run starts a job of one kind with at most as many helpers as given, in place
// of the one that is under way. finish gets the results in the order of the
// tasks, or the first error.
func (p *Pool) Run(kind string, tasks []string, helpers int, finish func(results []string, err error)) {
	p.Stop()
	j := &job{kind: kind, tasks: tasks, results: make([]string, len(tasks)), finish: finish}
	p.job = j
	for i := range min(helpers, len(tasks)) {
		j.helpers = append(j.helpers, p.Start(func(err error) {
			if err != nil {
				p.end(j, err)
				return
			}
			p.give(j, i)
		}))
	}
	p.Show(0, len(tasks))
}

// give lets a helper carry out the next task.
func (p *Pool) give(j *job, helper int) {
	if p.job != j || j.next == len(j.tasks) {
		return
	}
	task := j.next
	j.next++
	j.helpers[helper].Do(j.kind, j.tasks[task], func(result string, err error) {
		if p.job != j {
			return // it was under way when the job ended
		}
		if err != nil {
			p.end(j, err)
			return
		}
		j.results[task] = result
		if j.done++; j.done == len(j.tasks) {
			p.end(j, nil)
			return
		}
		p.Show(j.done, len(j.tasks))
		p.give(j, helper)
	})
}

// Stop stops the job that is under way, which finishes with ErrStopped.
func (p *Pool) Stop() {
	if p.job != nil {
		p.end(p.job, ErrStopped)
	}
}

func (p *Pool) end(j *job, err error) {
	if p.job != j {
		return
	}
	p.job = nil
	for _, helper := range j.helpers {
		helper.End()
	}
	p.Show(0, 0)
	j.finish(j.results, err)
}
