package study

import (
	"encoding/json"
	"fmt"
	"math"

	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
	"bonsai/web/command"
	"bonsai/web/text"
)

// encoded writes tasks for helpers, each as JSON.
func encoded[Task any](tasks []Task) []string {
	texts := make([]string, len(tasks))
	for i, t := range tasks {
		texts[i] = command.JSON(t)
	}
	return texts
}

// results reads what helpers found, each as JSON, unless there is an error.
func results[Result any](texts []string, err error) ([]Result, error) {
	if err != nil {
		return nil, err
	}
	found := make([]Result, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &found[i]); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// curveTask is the curve of the rule in force.
func curveTask(r recipe.Rule) string {
	return command.JSON(snapshot.StudyTask{Kind: snapshot.StudyCurveOnly, Criterion: r.Criterion, Scope: r.Scope})
}

// studyTasks returns the kind of a study and, unless that is of lottery
// tickets, its tasks for a network with the given number of
// layers of weights.
func studyTasks(arguments string, layers int) (kind string, tasks []string, err error) {
	var about snapshot.StudyTask
	if err := json.Unmarshal([]byte(arguments), &about); err != nil {
		return "", nil, fmt.Errorf("bonsai: a study is {kind, criterion, scope}: %w", err)
	}
	if about.Kind == snapshot.StudyTickets {
		return about.Kind, nil, nil
	}
	list, err := snapshot.StudyTasks(about.Kind, about.Criterion, about.Scope, layers)
	return about.Kind, encoded(list), err
}

// ticketTasks shares a lottery with its controls out among helpers. Arguments
// are those of a study of lottery tickets.
func ticketTasks(arguments string, helpers int) []string {
	lottery := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(arguments), &lottery); err != nil {
		panic(err) // studyTasks has read them
	}
	delete(lottery, "kind")
	tasks := make([]snapshot.TicketTask, helpers)
	for i := range tasks {
		tasks[i] = snapshot.TicketTask{Lottery: json.RawMessage(command.JSON(lottery)), Part: i, Of: helpers}
	}
	return encoded(tasks)
}

// foldTasks returns the tasks of a cross-validation by a rule: one for each
// fold. By threshold, none above highest is tried.
func foldTasks(folds float64, r recipe.Rule, highest float64) ([]snapshot.FoldTask, *recipe.Problem) {
	if !(folds >= snapshot.MinFolds && folds <= snapshot.MaxFolds) || folds != math.Trunc(folds) {
		return nil, &recipe.Problem{Code: "range", Args: map[string]string{
			"field": "folds", "value": text.Decimal(folds), "min": text.Decimal(snapshot.MinFolds), "max": text.Decimal(snapshot.MaxFolds),
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

// rivalsTask asks for the comparison at equal bytes. A control that is empty
// becomes 0, which the engine refuses with the range.
func rivalsTask(temperature, hard float64) string {
	if math.IsNaN(temperature) || math.IsNaN(hard) {
		temperature, hard = 0, 0
	}
	return command.JSON(snapshot.RivalsTask{Temperature: temperature, Hard: hard})
}
