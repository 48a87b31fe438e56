package browser

import "fmt"

// An evaluator evaluates JavaScript in the page; see Page.Eval.
type evaluator interface {
	Eval(expression string, v any) error
}

// resize makes a window so large that the page in it has a size in CSS pixels. set sets
// the size of the window, which includes its borders and toolbars; resize calls it a
// second time to add their size.
func resize(of evaluator, set func(width, height int) error, width, height int) error {
	if err := set(width, height); err != nil {
		return err
	}
	var inner [2]int
	if err := of.Eval(`[innerWidth, innerHeight]`, &inner); err != nil {
		return err
	}
	if err := set(2*width-inner[0], 2*height-inner[1]); err != nil {
		return err
	}
	return of.Eval(fmt.Sprintf(`(async () => {
		for (let frame = 0; innerWidth !== %d || innerHeight !== %d; frame++) {
			if (frame > 600) throw new Error('the window is ' + [innerWidth, innerHeight]);
			await new Promise(requestAnimationFrame);
		}
	})()`, width, height), nil)
}

// drag returns the drag that Page.Drag describes, as actions of the WebDriver protocol
// (www.w3.org/TR/webdriver2, section 15). Marionette has the same actions.
func drag(of evaluator, selector string, from, to float64, steps int) (map[string]any, error) {
	var box struct{ Left, Top, Width, Height float64 }
	if err := of.Eval(fmt.Sprintf(`document.querySelector(%q).getBoundingClientRect().toJSON()`, selector), &box); err != nil {
		return nil, err
	}
	move := func(share float64) map[string]any {
		return map[string]any{"type": "pointerMove", "duration": 16, "origin": "viewport",
			"x": int(box.Left + share*box.Width), "y": int(box.Top + box.Height/2)}
	}
	actions := []any{move(from), map[string]any{"type": "pointerDown", "button": 0}}
	for step := 1; step <= steps; step++ {
		actions = append(actions, move(from+(to-from)*float64(step)/float64(steps)))
	}
	actions = append(actions, map[string]any{"type": "pointerUp", "button": 0})
	return map[string]any{"actions": []any{map[string]any{
		"type": "pointer", "id": "mouse", "parameters": map[string]any{"pointerType": "mouse"}, "actions": actions,
	}}}, nil
}
