package browser

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// Firefox is a Firefox with one tab, driven with Marionette, its own protocol
// (firefox-source-docs.mozilla.org/testing/marionette). Messages are JSON arrays over
// TCP, each preceded by its length.
type Firefox struct {
	command *exec.Cmd
	profile string
	wire    net.Conn
	in      *bufio.Reader
	last    int // number of the last command
}

// StartFirefox starts Firefox with a new profile. It needs a display.
func StartFirefox(program string) (*Firefox, error) {
	profile, err := os.MkdirTemp("", "bonsai")
	if err != nil {
		return nil, err
	}
	f := &Firefox{profile: profile}
	port, err := freePort()
	if err != nil {
		f.Close()
		return nil, err
	}
	preferences := fmt.Sprintf("user_pref(%q, %d);\nuser_pref(%q, true);\n", "marionette.port", port, "webgl.force-enabled")
	if err := os.WriteFile(filepath.Join(profile, "user.js"), []byte(preferences), 0o644); err != nil {
		f.Close()
		return nil, err
	}
	f.command = exec.Command(program, "--marionette", "--no-remote", "--profile", profile, "about:blank")
	f.command.Env = softwareGL()
	if err := f.command.Start(); err != nil {
		f.Close()
		return nil, err
	}
	if err := f.connect(port); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// connect waits until Firefox accepts connections, and starts a session.
func (f *Firefox) connect(port int) (err error) {
	for began := time.Now(); time.Since(began) < Patience; time.Sleep(100 * time.Millisecond) {
		if f.wire, err = net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port))); err == nil {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("browser: Firefox does not answer: %w", err)
	}
	f.in = bufio.NewReader(f.wire)
	if _, err := f.read(); err != nil { // Firefox sends its name and version first
		return err
	}
	_, err = f.call("WebDriver:NewSession", map[string]any{"timeouts": map[string]any{"script": Patience.Milliseconds(), "pageLoad": Patience.Milliseconds()}})
	return err
}

// call sends a command and returns its result.
func (f *Firefox) call(command string, parameters any) (json.RawMessage, error) {
	f.last++
	message, err := json.Marshal([]any{0, f.last, command, parameters})
	if err != nil {
		return nil, err
	}
	f.wire.SetDeadline(time.Now().Add(2 * Patience))
	if _, err := fmt.Fprintf(f.wire, "%d:%s", len(message), message); err != nil {
		return nil, err
	}
	answer, err := f.read()
	if err != nil {
		return nil, err
	}
	var parts [4]json.RawMessage // 1, the number of the command, an error or null, the result or null
	if err := json.Unmarshal(answer, &parts); err != nil {
		return nil, err
	}
	if string(parts[2]) != "null" {
		return nil, fmt.Errorf("browser: Firefox: %s: %.500s", command, parts[2])
	}
	return parts[3], nil
}

// read reads one message.
func (f *Firefox) read() ([]byte, error) {
	length, err := f.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(length[:len(length)-1])
	if err != nil {
		return nil, errors.New("browser: Firefox sent a message without a length")
	}
	message := make([]byte, n)
	_, err = io.ReadFull(f.in, message)
	return message, err
}

// Go opens an address.
func (f *Firefox) Go(url string) error {
	_, err := f.call("WebDriver:Navigate", map[string]any{"url": url})
	return err
}

// Eval evaluates an expression as Page.Eval does.
func (f *Firefox) Eval(expression string, v any) error {
	result, err := f.call("WebDriver:ExecuteAsyncScript", map[string]any{"script": asyncScript(expression), "args": []any{}, "sandbox": nil})
	if err != nil {
		return err
	}
	var value struct{ Value json.RawMessage }
	if err := json.Unmarshal(result, &value); err != nil {
		return err
	}
	return evaluated(expression, value.Value, v)
}

// Resize sets the size of the page in CSS pixels.
func (f *Firefox) Resize(width, height int) error {
	return resize(f, func(width, height int) error {
		_, err := f.call("WebDriver:SetWindowRect", map[string]any{"width": width, "height": height})
		return err
	}, width, height)
}

// Drag drags as Page.Drag does.
func (f *Firefox) Drag(selector string, from, to float64, steps int) error {
	actions, err := drag(f, selector, from, to, steps)
	if err != nil {
		return err
	}
	_, err = f.call("WebDriver:PerformActions", actions)
	return err
}

// Close ends the browser.
func (f *Firefox) Close() {
	if f.wire != nil {
		f.wire.Close()
	}
	if f.command != nil && f.command.Process != nil {
		f.command.Process.Kill()
		f.command.Wait()
	}
	os.RemoveAll(f.profile)
}
