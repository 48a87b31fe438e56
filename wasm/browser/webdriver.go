package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"time"
)

// WebKit is the MiniBrowser of WebKitGTK with one tab, driven with the WebDriver
// protocol (www.w3.org/TR/webdriver2).
type WebKit struct {
	command *exec.Cmd
	session string // address of the WebDriver session
}

// StartWebKit starts WebKitGTK's driver, which starts the browser with a new profile. It
// needs a display.
func StartWebKit(driver, browser string) (*WebKit, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	w := &WebKit{command: exec.Command(driver, "--port="+strconv.Itoa(port))}
	w.command.Env = softwareGL()
	if err := w.command.Start(); err != nil {
		return nil, err
	}
	address := "http://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	if err := w.begin(address, browser); err != nil {
		w.Close()
		return nil, err
	}
	return w, nil
}

// begin waits for the driver and starts a session.
func (w *WebKit) begin(address, browser string) error {
	var err error
	for began := time.Now(); time.Since(began) < Patience; time.Sleep(100 * time.Millisecond) {
		if _, err = w.call(http.MethodGet, address+"/status", nil); err == nil {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("browser: WebKit's driver does not answer: %w", err)
	}
	result, err := w.call(http.MethodPost, address+"/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"browserName":              "MiniBrowser",
		"webkitgtk:browserOptions": map[string]any{"binary": browser, "args": []string{"--automation"}},
		"timeouts":                 map[string]any{"script": Patience.Milliseconds(), "pageLoad": Patience.Milliseconds()},
	}}})
	if err != nil {
		return err
	}
	var session struct{ SessionID string }
	if err := json.Unmarshal(result, &session); err != nil {
		return err
	}
	w.session = address + "/session/" + session.SessionID
	return nil
}

// call sends a command and returns the value of the answer.
func (w *WebKit) call(method, address string, parameters any) (json.RawMessage, error) {
	var body bytes.Buffer
	if parameters != nil {
		if err := json.NewEncoder(&body).Encode(parameters); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequest(method, address, &body)
	if err != nil {
		return nil, err
	}
	client := http.Client{Timeout: 2 * Patience}
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var result struct{ Value json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&result); err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("browser: WebKit: %.500s", result.Value)
	}
	return result.Value, nil
}

// Go opens an address.
func (w *WebKit) Go(url string) error {
	_, err := w.call(http.MethodPost, w.session+"/url", map[string]any{"url": url})
	return err
}

// Eval evaluates an expression as Page.Eval does.
func (w *WebKit) Eval(expression string, v any) error {
	value, err := w.call(http.MethodPost, w.session+"/execute/async", map[string]any{"script": asyncScript(expression), "args": []any{}})
	if err != nil {
		return err
	}
	return evaluated(expression, value, v)
}

// Resize sets the size of the page in CSS pixels.
func (w *WebKit) Resize(width, height int) error {
	return resize(w, func(width, height int) error {
		_, err := w.call(http.MethodPost, w.session+"/window/rect", map[string]any{"width": width, "height": height})
		return err
	}, width, height)
}

// Drag drags as Page.Drag does.
func (w *WebKit) Drag(selector string, from, to float64, steps int) error {
	actions, err := drag(w, selector, from, to, steps)
	if err != nil {
		return err
	}
	_, err = w.call(http.MethodPost, w.session+"/actions", actions)
	return err
}

// Close ends the browser and its driver.
func (w *WebKit) Close() {
	if w.session != "" {
		w.call(http.MethodDelete, w.session, nil)
	}
	w.command.Process.Kill()
	w.command.Wait()
}

// asyncScript returns a script that evaluates an expression. A driver passes a function
// as the last argument of such a script; the script calls it with the value as JSON, or
// with an error.
func asyncScript(expression string) string {
	return `const answer = arguments[arguments.length - 1];
		(async () => JSON.stringify(await (` + expression + `)) ?? 'null')()
			.then((value) => answer({value}), (error) => answer({error: String(error)}));`
}

// evaluated decodes the answer of asyncScript into v.
func evaluated(expression string, answer json.RawMessage, v any) error {
	var result struct{ Value, Error string }
	if err := json.Unmarshal(answer, &result); err != nil {
		return fmt.Errorf("browser: %s returned %s: %w", expression, answer, err)
	}
	if result.Error != "" {
		return errors.New("browser: " + expression + ": " + result.Error)
	}
	if v == nil {
		return nil
	}
	return json.Unmarshal([]byte(result.Value), v)
}

// softwareGL returns the environment of a browser that draws without a GPU.
func softwareGL() []string {
	return append(os.Environ(), "LIBGL_ALWAYS_SOFTWARE=1", "MOZ_WEBRENDER=0", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "NO_AT_BRIDGE=1")
}

// freePort returns a port on which no program listens.
func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
