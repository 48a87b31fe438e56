package browser

import "time"

// A Browser opens pages, each in its own profile: a page cannot read what another has
// stored.
type Browser interface {
	Open(url string) (Page, error)
	Close()
}

// A Page is a browser tab. Its methods do what a person would do, and return an error if
// that is impossible or takes longer than Patience. Selectors are those of CSS; they
// stand for the first visible element that matches.
type Page interface {
	// Go opens another address in the same tab.
	Go(url string) error

	// Reload loads the page again.
	Reload() error

	// Click clicks in the middle of an element.
	Click(selector string) error

	// ClickAt clicks inside an element. x and y are shares of its width and height.
	ClickAt(selector string, x, y float64) error

	// Move moves the pointer to a place inside an element, as in ClickAt.
	Move(selector string, x, y float64) error

	// Drag presses the button in the middle of an element's height, at a share of
	// its width, moves to another share in a number of steps, and releases.
	Drag(selector string, from, to float64, steps int) error

	// Type replaces the text of a field and presses Enter.
	Type(selector, text string) error

	// Press presses a key, for example "Tab", "ArrowRight" or "a".
	Press(key string) error

	// Focus gives an element the focus.
	Focus(selector string) error

	// Select chooses the option of a list that has a value.
	Select(selector, value string) error

	// Upload chooses files in a file chooser.
	Upload(selector string, files ...string) error

	// Eval evaluates a JavaScript expression, awaits the result if it is a promise,
	// and decodes it as JSON into v. If v is nil, the result is ignored.
	Eval(expression string, v any) error

	// Wait waits until an expression is true.
	Wait(expression string) error

	// Resize sets the size of the window in CSS pixels, the number of device pixels
	// in one of them, and whether the person prefers dark colours.
	Resize(width, height int, scale float64, dark bool) error

	// Screenshot writes the visible page to a PNG file.
	Screenshot(file string) error

	// Complaints returns what should not have happened so far: exceptions, errors
	// and warnings on the console, failed requests, and requests to other hosts.
	Complaints() []string

	// Close closes the tab.
	Close()
}

// Patience is how long an action may take before it fails. It is long because tests
// often run on machines with few processors that draw in software.
const Patience = 90 * time.Second
