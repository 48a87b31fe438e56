package recipe

import (
	"encoding/json"
	"sync"
)

// table holds the operations once made is done.
var (
	table []Entry
	made  sync.Once
)

// Operations returns the table of everything that can be done to an experiment.
// Each entry is declared beside its type.
//
// The table is made when it is first needed. The page never needs it, and so
// does not contain what reads addresses and scripts.
func Operations() []Entry {
	made.Do(func() {
		table = []Entry{
			trainEntry("train"), trainEntry("finetune"),
			pruneEntry(), gradualEntry(), riglEntry(), lotteryEntry(),
			compensateEntry(), markEntry(), rewindEntry(),
			quantizeEntry(), distilEntry(),
			pinEntry(), editEntry(),
			networkEntry(), settingEntry(),
			setEntry(), scripted("load", Load{}), scripted("focus", Focus{}),
			plain("play", Play{}), plain("pause", Pause{}), plain("reset", Reset{}),
			plain("undo", Undo{}), plain("redo", Redo{}),
		}
	})
	return table
}

// plain declares an operation without arguments.
func plain(name string, o Operation) Entry {
	return Entry{Name: name, fromScript: func(values map[string]json.RawMessage) (Operation, error) {
		return o, checkNames(nil, values)
	}}
}
