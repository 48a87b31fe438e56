package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Chromium is a Chromium, driven with the DevTools protocol.
type Chromium struct {
	context context.Context
	cancel  func()
}

var (
	_ Browser = (*Chromium)(nil)
	_ Page    = (*chromiumPage)(nil)
)

// Find returns the path of the browser to test with: the one named in the environment
// variable BONSAI_BROWSER or else a Chromium in the path.
func Find() (string, error) {
	if named := os.Getenv("BONSAI_BROWSER"); named != "" {
		return exec.LookPath(named)
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("browser: there is no chromium in the path; install it, or set BONSAI_BROWSER to a browser")
}

// A Flag is one of Chromium's command line.
type Flag struct{ name, value string }

// Quick makes programs start sooner and compute more slowly: each function is compiled once,
// without being optimised. Tests that open many pages for a moment need two thirds of the
// time.
var Quick = Flag{"js-flags", "--liftoff-only"}

// StartChromium starts a headless Chromium that computes WebGL2 in software, as on a
// machine without a GPU.
func StartChromium(program string, flags ...Flag) (*Chromium, error) {
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program),
		chromedp.Headless,
		chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", false),
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("lang", "en"),
		chromedp.Flag("host-resolver-rules", "MAP "+phoneName+" 127.0.0.1"),
		chromedp.Flag("no-proxy-server", true),
	}
	for _, f := range flags {
		options = append(options, chromedp.Flag(f.name, f.value))
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	c := &Chromium{ctx, func() { cancel(); stop() }}
	if err := chromedp.Do(ctx); err != nil {
		c.Close()
		return nil, fmt.Errorf("browser: starting %s failed: %w", program, err)
	}
	return c, nil
}

// Close ends the browser.
func (c *Chromium) Close() { c.cancel() }

// Open opens an address in a new tab with a new profile, 1440×900 pixels.
func (c *Chromium) Open(address string) (Page, error) {
	p := &chromiumPage{}
	p.context, p.cancel = chromedp.NewContext(c.context, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.listen))
	if err := chromedp.Do(p.context); err != nil { // opens the tab
		p.cancel()
		return nil, err
	}
	if err := p.Resize(1440, 900, 1, false); err != nil {
		p.cancel()
		return nil, err
	}
	return p, p.Go(address)
}

// A chromiumPage implements Page.
type chromiumPage struct {
	context context.Context
	cancel  func()

	lock       sync.Mutex
	host       string // of the page: requests to others are complaints
	complaints []string
}

// run does actions, and fails if they take longer than Patience.
func (p *chromiumPage) run(actions ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(p.context, Patience)
	defer cancel()
	return chromedp.Do(ctx, actions...)
}

// listen collects complaints.
func (p *chromiumPage) listen(event any) {
	p.lock.Lock()
	defer p.lock.Unlock()
	complain := func(format string, values ...any) {
		p.complaints = append(p.complaints, fmt.Sprintf(format, values...))
	}
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		complain("exception: %s", e.ExceptionDetails.Text)
		if e.ExceptionDetails.Exception != nil {
			complain("exception: %s", e.ExceptionDetails.Exception.Description)
		}
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			for _, arg := range e.Args {
				complain("console: %s %s", arg.Value, arg.Description)
			}
		}
	case *network.EventRequestWillBeSent:
		u, err := url.Parse(e.Request.URL)
		if err == nil && strings.HasPrefix(u.Scheme, "http") && u.Host != p.host {
			complain("request to another host: %s", e.Request.URL)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			complain("%d for %s", e.Response.Status, e.Response.URL)
		}
	}
}

func (p *chromiumPage) Complaints() []string {
	p.lock.Lock()
	defer p.lock.Unlock()
	return append([]string(nil), p.complaints...)
}

func (p *chromiumPage) Close() { p.cancel() }

func (p *chromiumPage) Go(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	p.lock.Lock()
	p.host = strings.ToLower(u.Host)
	p.lock.Unlock()
	// First an empty page, because the browser does not load the page again if only
	// the fragment of the address has changed.
	return p.run(chromedp.Navigate("about:blank"), chromedp.Navigate(address))
}

func (p *chromiumPage) Reload() error { return p.run(chromedp.Reload()) }

func (p *chromiumPage) Resize(width, height int, scale float64, dark bool) error {
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	if err := p.run(chromedp.EmulateViewport(int64(width), int64(height), chromedp.EmulateScale(scale))); err != nil {
		return err
	}
	_, err := chromedp.Call(p.context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	return err
}

func (p *chromiumPage) Screenshot(file string) error {
	ctx, cancel := context.WithTimeout(p.context, Patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	return os.WriteFile(file, png, 0o644)
}

func (p *chromiumPage) Eval(expression string, v any) error {
	ctx, cancel := context.WithTimeout(p.context, Patience)
	defer cancel()
	// Convert to JSON in the page, so that an error there says what is wrong.
	value, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`(async () => JSON.stringify(await (`+expression+`)) ?? "null")()`, chromedp.EvalAwaitPromise))
	if err != nil {
		return fmt.Errorf("browser: %s: %w", expression, err)
	}
	if v == nil {
		return nil
	}
	if err := json.Unmarshal([]byte(value), v); err != nil {
		return fmt.Errorf("browser: %s returned %s: %w", expression, value, err)
	}
	return nil
}

// Wait evaluates the expression about sixty times per second.
func (p *chromiumPage) Wait(expression string) error {
	err := p.Eval(`(async () => {
		while (!(await (`+expression+`))) await new Promise((again) => setTimeout(again, 16));
	})()`, nil)
	if err != nil {
		return fmt.Errorf("browser: waiting for %s: %w", expression, err)
	}
	return nil
}

// box scrolls an element into view and returns its place in the window.
func (p *chromiumPage) box(selector string) (b struct{ X, Y, W, H float64 }, err error) {
	err = p.Eval(fmt.Sprintf(`(() => {
		const e = [...document.querySelectorAll(%q)].find((e) => e.getClientRects().length > 0);
		if (!e) throw new Error('no visible element is ' + %[1]q);
		e.scrollIntoView({block: 'nearest'});
		const r = e.getBoundingClientRect();
		return {X: r.left, Y: r.top, W: r.width, H: r.height};
	})()`, selector), &b)
	return b, err
}

// The pointer events that clicks and drags consist of.

func moved(x, y float64) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y)
}

func pressed(x, y float64) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1))
}

func dragged(x, y float64) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y, chromedp.ButtonLeft, held)
}

func released(x, y float64) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1))
}

// held makes an event say that the left button is down.
func held(p *input.DispatchMouseEventParams) { p.Buttons = 1 }

func (p *chromiumPage) Click(selector string) error { return p.ClickAt(selector, 0.5, 0.5) }

func (p *chromiumPage) ClickAt(selector string, x, y float64) error {
	b, err := p.box(selector)
	if err != nil {
		return err
	}
	x, y = b.X+x*b.W, b.Y+y*b.H
	return p.run(moved(x, y), pressed(x, y), released(x, y))
}

func (p *chromiumPage) Move(selector string, x, y float64) error {
	b, err := p.box(selector)
	if err != nil {
		return err
	}
	return p.run(moved(b.X+x*b.W, b.Y+y*b.H))
}

func (p *chromiumPage) Drag(selector string, from, to float64, steps int) error {
	b, err := p.box(selector)
	if err != nil {
		return err
	}
	at := func(share float64) (x, y float64) { return b.X + share*b.W, b.Y + b.H/2 }
	x, y := at(from)
	if err := p.run(moved(x, y), pressed(x, y)); err != nil {
		return err
	}
	for step := 1; step <= steps; step++ {
		x, y = at(from + (to-from)*float64(step)/float64(steps))
		if err := p.run(dragged(x, y)); err != nil {
			return err
		}
	}
	return p.run(released(x, y))
}

func (p *chromiumPage) Focus(selector string) error {
	return p.Eval(fmt.Sprintf(`document.querySelector(%q).focus()`, selector), nil)
}

func (p *chromiumPage) Type(selector, text string) error {
	if err := p.Focus(selector); err != nil {
		return err
	}
	if err := p.Eval(fmt.Sprintf(`document.querySelector(%q).select()`, selector), nil); err != nil {
		return err
	}
	return p.run(chromedp.KeyEvent(text), chromedp.KeyEvent(kb.Enter))
}

// keys are the keys that do not stand for a character, by name.
var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, " ": " ", "F1": kb.F1,
	"ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight, "ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown,
	"Home": kb.Home, "End": kb.End,
}

func (p *chromiumPage) Press(key string) error {
	if code, ok := keys[key]; ok {
		key = code
	}
	return p.run(chromedp.KeyEvent(key))
}

func (p *chromiumPage) Upload(selector string, files ...string) error {
	return p.run(chromedp.SetUploadFiles(selector, files))
}

func (p *chromiumPage) Select(selector, value string) error {
	return p.Eval(fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		e.focus();
		e.value = %q;
		if (e.value !== %[2]q) throw new Error('there is no option %[2]s');
		e.dispatchEvent(new Event('input', {bubbles: true}));
		e.dispatchEvent(new Event('change', {bubbles: true}));
	})()`, selector, value), nil)
}
