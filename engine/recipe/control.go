package recipe

// Operations that no address records: they move in the history, choose what is
// shown, or say when to train.

type (
	// Play trains until Pause.
	Play struct{}

	// Pause ends the training that is under way where it is.
	Pause struct{}

	// Reset starts the experiment again, with the fields as they are now.
	Reset struct{}

	// Undo goes back to the state before the last operation.
	Undo struct{}

	// Redo goes forward again after Undo.
	Redo struct{}

	// Load opens an address: its recipe, then its operations.
	Load struct{ Experiment }

	// Focus chooses the neuron whose output over the plane is shown. The zero
	// Focus is the network's own output.
	Focus struct{ Unit }
)

func (Play) Text() string  { return "" }
func (Pause) Text() string { return "" }
func (Reset) Text() string { return "" }
func (Undo) Text() string  { return "" }
func (Redo) Text() string  { return "" }
func (Load) Text() string  { return "" }
func (Focus) Text() string { return "" }

func (l *Load) values() []*Value {
	return []*Value{&Value{
		Spec: Spec{Name: "hash", Kind: Word},
		Text: l.Address,
		Parse: func(text string) (err error) {
			l.Experiment, err = ParseAddress(text)
			return err
		},
	}}
}

func (l *Load) check() error { return nil }

func (f *Focus) values() []*Value {
	return []*Value{
		optional(integer("layer", 0, maxIndex, &f.Layer)),
		optional(integer("index", 0, maxIndex, &f.Index)),
	}
}

func (f *Focus) check() error { return nil }

// Lengthens reports whether an operation can make the address longer. It is
// false for Set, which does so only if it changes a live field: the lab checks
// that itself.
func Lengthens(o Operation) bool {
	switch o := o.(type) {
	case Prune, Play, Lottery:
		return true
	default:
		return o.Text() != ""
	}
}
