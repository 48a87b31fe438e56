// Command bench compares the server with nginx: both serve the same files, and
// wrk measures how fast, in turns.
//
//	go run ./server/bench
//
// It needs nginx and wrk (apt-get install nginx-light wrk) and the page in
// static/dist (make build).
package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"bonsai/wasm/browser"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run() error {
	ours, err := browser.StartServer()
	if err != nil {
		return err
	}
	defer ours.Close()
	folder, err := os.MkdirTemp("", "nginx")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	nginx, err := startNginx(folder)
	if err != nil {
		return err
	}
	defer func() { nginx.Process.Signal(os.Interrupt); nginx.Wait() }()
	program, err := filepath.Glob("static/dist/page.*.wasm")
	if err != nil || len(program) != 1 {
		return fmt.Errorf("static/dist has %d files page.*.wasm, want 1 (make build)", len(program))
	}
	fmt.Println("| file | connections | requests/s | nginx = 1 | 99th percentile | nginx = 1 |\n|---|---|---|---|---|---|")
	for _, file := range []string{"index.html", filepath.Base(program[0])} {
		for _, connections := range []int{1, 50, 200} {
			if err := compare(ours.URL, file, connections); err != nil {
				return err
			}
		}
	}
	return nil
}

const nginxAddress = "127.0.0.1:18099"

// startNginx starts nginx on the folder static/dist. It sends the compressed
// files that are there, and has as many workers as there are processors.
func startNginx(folder string) (*exec.Cmd, error) {
	root, err := filepath.Abs("static/dist")
	if err != nil {
		return nil, err
	}
	conf := filepath.Join(folder, "nginx.conf")
	text := fmt.Sprintf(`daemon off; worker_processes auto; pid %[1]s/pid; error_log %[1]s/error;
user root;
events { worker_connections 1024; }
http {
	types { text/html html; application/wasm wasm; }
	access_log off; sendfile on; tcp_nopush on; gzip_static on; keepalive_requests 1000000;
	server { listen %[2]s; root %[3]s; }
}
`, folder, nginxAddress, root)
	if err := os.WriteFile(conf, []byte(text), 0o644); err != nil {
		return nil, err
	}
	nginx := exec.Command("nginx", "-c", conf)
	nginx.Stderr = os.Stderr
	if err := nginx.Start(); err != nil {
		return nil, fmt.Errorf("nginx does not start: %w", err)
	}
	for range 100 { // until it accepts connections
		if connection, err := net.Dial("tcp", nginxAddress); err == nil {
			return nginx, connection.Close()
		}
		time.Sleep(50 * time.Millisecond)
	}
	nginx.Process.Kill()
	return nil, errors.New("nginx does not answer")
}

// rounds is how often each server's turn comes.
const rounds = 3

// compare measures a file on both servers, in turns, and prints the means.
func compare(ours, file string, connections int) error {
	var a, b load
	for range rounds {
		for _, side := range []struct {
			sum     *load
			address string
		}{{&a, ours}, {&b, "http://" + nginxAddress + "/"}} {
			l, err := wrk(side.address+file, connections)
			if err != nil {
				return err
			}
			side.sum.rate += l.rate / rounds
			side.sum.late += l.late / rounds
		}
	}
	fmt.Printf("| %s | %d | %.0f | %.2f× | %v | %.2f× |\n", file, connections, a.rate, a.rate/b.rate,
		a.late.Round(10*time.Microsecond), float64(a.late)/float64(b.late))
	return nil
}

// A load is what wrk reports: the requests a second, and the time within which
// 99 % of them were answered.
type load struct {
	rate float64
	late time.Duration
}

var (
	rateLine = regexp.MustCompile(`Requests/sec:\s+([\d.]+)`)
	lateLine = regexp.MustCompile(`99%\s+([\d.]+)(us|ms|s)`)
	failures = regexp.MustCompile(`Non-2xx or 3xx responses: \d+`)
)

func wrk(address string, connections int) (load, error) {
	threads := min(connections, 2)
	out, err := exec.Command("wrk", "-d3s", "--latency", "-H", "Accept-Encoding: gzip",
		"-t"+strconv.Itoa(threads), "-c"+strconv.Itoa(connections), address).CombinedOutput()
	if err != nil {
		return load{}, fmt.Errorf("wrk: %s", out)
	}
	rate, late := rateLine.FindSubmatch(out), lateLine.FindSubmatch(out)
	if rate == nil || late == nil || failures.Match(out) {
		return load{}, fmt.Errorf("wrk reports failures, or not what is expected: %s", out)
	}
	var l load
	if l.rate, err = strconv.ParseFloat(string(rate[1]), 64); err != nil {
		return load{}, err
	}
	l.late, err = time.ParseDuration(string(late[1]) + string(late[2]))
	return l, err
}
