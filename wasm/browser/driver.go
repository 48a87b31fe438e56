package browser

import "time"

// A Browser opens pages, each in a profile of its own: no page sees what
// another has kept.
type Browser interface {
	Open(url string) (Page, error)
	Close()
}

// A Page is a tab, and the person in front of it. Selectors are CSS, and mean
// the first element that matches and can be seen.
type Page interface {
	// Go opens another address in the same tab and the same profile.
	Go(url string) error

	// Reload loads the page anew.
	Reload() error

	// Click clicks in the middle of an element.
	Click(selector string) error

	// ClickAt clicks inside an element, x and y being shares of its width and
	// height.
	ClickAt(selector string, x, y float64) error

	// Move moves the pointer to a place inside an element.
	Move(selector string, x, y float64) error

	// Drag presses at one share of an element's width, moves to another in so
	// many steps, and lets go.
	Drag(selector string, from, to float64, steps int) error

	// Type replaces what is in a field and commits it with Enter.
	Type(selector, text string) error

	// Press presses a key on whatever has the focus: "Tab", "ArrowRight", "a".
	Press(key string) error

	// Focus gives an element the focus.
	Focus(selector string) error

	// Select chooses an option by its value, as the keyboard or a tap would.
	Select(selector, value string) error

	// Upload chooses files in a file chooser.
	Upload(selector string, files ...string) error

	// Eval evaluates a JavaScript expression, awaits it when it is a promise,
	// and decodes its value as JSON into v. A nil v drops it.
	Eval(expression string, v any) error

	// Wait waits until an expression is true.
	Wait(expression string) error

	// Resize sets the size of the window in CSS pixels, the fineness of the
	// screen, and whether the person prefers dark.
	Resize(width, height int, scale float64, dark bool) error

	// Screenshot writes what is seen as a PNG.
	Screenshot(file string) error

	// Complaints are errors on the console and requests to other hosts.
	Complaints() []string

	Close()
}

// Patience is how long anything may take before a step fails. It is long: the
// machines that run tests draw in software, two cores for everything.
const Patience = 90 * time.Second
