package command

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// Tasks writes tasks for helpers, each as JSON.
func Tasks[Task any](tasks []Task) []string {
	texts := make([]string, len(tasks))
	for i, t := range tasks {
		texts[i] = JSON(t)
	}
	return texts
}

// Results reads what helpers found, each as JSON.
func Results[Result any](texts []string) ([]Result, error) {
	results := make([]Result, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &results[i]); err != nil {
			return nil, err
		}
	}
	return results, nil
}

// Folds returns the tasks of a cross-validation by a rule: one for each fold.
// By threshold, none above highest is tried.
func Folds(folds float64, r recipe.Rule, highest float64) ([]snapshot.FoldTask, *recipe.Problem) {
	if !(folds >= snapshot.MinFolds && folds <= snapshot.MaxFolds) || folds != math.Trunc(folds) {
		return nil, &recipe.Problem{Code: "range", Args: map[string]string{
			"field": "folds", "value": strconv.FormatFloat(folds, 'g', -1, 64),
			"min": strconv.Itoa(snapshot.MinFolds), "max": strconv.Itoa(snapshot.MaxFolds),
		}}
	}
	tasks := make([]snapshot.FoldTask, int(folds))
	for i := range tasks {
		tasks[i] = snapshot.FoldTask{Folds: len(tasks), Index: i, Criterion: r.Criterion, Scope: r.Scope, By: r.By, Highest: highest}
	}
	return tasks, nil
}

// Tolerance returns how much less accurate than the unpruned network the
// chosen one may be, as a share; by the one-standard-error rule it is
// snapshot.ByOneError.
func Tolerance(rule string, percent float64) float64 {
	if rule != "tolerance" {
		return snapshot.ByOneError
	}
	return max(percent/100, 0)
}

// Chosen returns the rule that prunes by what a cross-validation has chosen,
// whose first task is given.
func Chosen(r recipe.Rule, task snapshot.FoldTask, choice snapshot.Choice) recipe.Rule {
	r.Criterion, r.Scope, r.By = task.Criterion, task.Scope, task.By
	r.Amount = choice.Means[choice.Chosen].Amount
	return r
}

// Study returns the kind of a study and, unless that is of lottery tickets, its
// tasks for a network with so many layers of weights. Arguments are JSON.
func Study(arguments string, layers int) (kind string, tasks []snapshot.StudyTask, err error) {
	var about snapshot.StudyTask
	if err := json.Unmarshal([]byte(arguments), &about); err != nil {
		return "", nil, fmt.Errorf("bonsai: a study is {kind, criterion, scope}: %w", err)
	}
	if about.Kind != snapshot.StudyTickets {
		tasks, err = snapshot.StudyTasks(about.Kind, about.Criterion, about.Scope, layers)
	}
	return about.Kind, tasks, err
}

// Tickets shares a lottery with its controls out among helpers. Arguments are
// those of Lottery.Study.
func Tickets(arguments string, helpers int) []snapshot.TicketTask {
	lottery := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(arguments), &lottery); err != nil {
		panic(err) // Study has read them
	}
	delete(lottery, "kind")
	tasks := make([]snapshot.TicketTask, helpers)
	for i := range tasks {
		tasks[i] = snapshot.TicketTask{Lottery: json.RawMessage(JSON(lottery)), Part: i, Of: helpers}
	}
	return tasks
}

// Rivals asks for the comparison at equal bytes. An empty control becomes 0,
// which the engine refuses with the range.
func Rivals(temperature, hard float64) string {
	if number(temperature) == nil || number(hard) == nil {
		temperature, hard = 0, 0
	}
	return JSON(snapshot.RivalsTask{Temperature: temperature, Hard: hard})
}
