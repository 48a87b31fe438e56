package recipe

// operations is the table of everything that can be done to an experiment.
// Each entry is declared beside its type.
var operations []Entry

func init() {
	operations = []Entry{
		trainEntry("train"), trainEntry("finetune"),
		pruneEntry(), gradualEntry(), riglEntry(), lotteryEntry(),
		compensateEntry(), markEntry(), rewindEntry(),
		quantizeEntry(), distilEntry(),
		pinEntry(), editEntry(),
		networkEntry(), settingEntry(),
		setEntry(), loadEntry(), focusEntry(),
		plain("play", Play{}), plain("pause", Pause{}), plain("reset", Reset{}),
		plain("undo", Undo{}), plain("redo", Redo{}),
	}
}

// plain declares an operation without arguments.
func plain[T Operation](name string, t T) Entry { return scripted(name, t, nil, nil) }
