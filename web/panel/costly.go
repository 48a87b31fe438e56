package panel

import (
	"bonsai/web/markup"
	"bonsai/web/text"
)

// Costly asks whether to open an address that takes about a time, a stranger's or the
// person's own last experiment.
func Costly(v *markup.View, w *text.Words, time string, own bool) {
	title, cancel := "costly.link", "costly.cancel"
	if own {
		title, cancel = "costly.own", "costly.without"
	}
	v.Say("#costlyTitle", w.Text(title, "time", time))
	v.Say("#costlyCancel", w.Text(cancel))
}
