package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	natsserver "github.com/nats-io/nats-server/v2/server"
)

// servers are the running servers of one class.
type servers struct {
	urls     []string
	secret   string
	commands []*exec.Cmd
	folder   string
	nats     *natsserver.Server
}

func (s *servers) stop() {
	for _, c := range s.commands {
		c.Process.Kill()
		c.Wait()
	}
	if s.nats != nil {
		s.nats.Shutdown()
	}
	os.RemoveAll(s.folder)
}

// startServers builds the server and starts it n times.
func startServers(n int) (*servers, error) {
	folder, err := os.MkdirTemp("", "bonsai")
	if err != nil {
		return nil, err
	}
	s := &servers{folder: folder}
	program := filepath.Join(folder, "server")
	if out, err := exec.Command("go", "build", "-o", program, "./server").CombinedOutput(); err != nil {
		s.stop()
		return nil, fmt.Errorf("the server does not build: %s", out)
	}
	class := "-class"
	if n > 1 {
		if err := s.startNATS(); err != nil {
			s.stop()
			return nil, err
		}
		class = "-class=" + s.nats.ClientURL()
	}
	for range n {
		if err := s.start(program, class); err != nil {
			s.stop()
			return nil, err
		}
	}
	return s, nil
}

func (s *servers) startNATS() (err error) {
	s.nats, err = natsserver.NewServer(&natsserver.Options{
		Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, JetStream: true, StoreDir: s.folder, NoLog: true, NoSigs: true,
	})
	if err != nil {
		return err
	}
	s.nats.Start()
	if !s.nats.ReadyForConnections(20 * time.Second) {
		return errors.New("NATS does not start")
	}
	return nil
}

var (
	pageAddress = regexp.MustCompile(`this machine +(http://\S+)/`)
	teachSecret = regexp.MustCompile(`\?teach=(\w+)`)
)

// start starts one server, and reads from what it prints where it is.
func (s *servers) start(program, class string) error {
	command := exec.Command(program, "-addr", "127.0.0.1:0", class)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := command.Start(); err != nil {
		return err
	}
	s.commands = append(s.commands, command)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		line := lines.Text()
		if found := teachSecret.FindStringSubmatch(line); found != nil {
			s.secret = found[1]
		}
		if found := pageAddress.FindStringSubmatch(line); found != nil {
			s.urls = append(s.urls, found[1])
			go io.Copy(io.Discard, out)
			return nil
		}
	}
	return errors.New("the server ended without an address; is the page built? (make build)")
}

// A usage is what all servers together have used.
type usage struct {
	bytes int64 // of memory, now
	cpu   time.Duration
}

// usage reads the servers' usage from Linux's /proc.
func (s *servers) usage() (usage, error) {
	var u usage
	for _, c := range s.commands {
		folder := filepath.Join("/proc", strconv.Itoa(c.Process.Pid))
		statm, err := os.ReadFile(filepath.Join(folder, "statm"))
		if err != nil {
			return u, err
		}
		pages, err := strconv.ParseInt(strings.Fields(string(statm))[1], 10, 64) // resident
		if err != nil {
			return u, err
		}
		u.bytes += pages * int64(os.Getpagesize())
		stat, err := os.ReadFile(filepath.Join(folder, "stat"))
		if err != nil {
			return u, err
		}
		_, after, _ := strings.Cut(string(stat), ") ")
		fields := strings.Fields(after)
		for _, field := range fields[11:13] { // utime and stime, in hundredths of a second
			ticks, err := strconv.ParseInt(field, 10, 64)
			if err != nil {
				return u, err
			}
			u.cpu += time.Duration(ticks) * 10 * time.Millisecond
		}
	}
	return u, nil
}

// teach sends live events as the teacher's page does, and returns when each was
// sent.
func teach(url, secret string, perSecond int, duration time.Duration) ([]time.Time, error) {
	text, err := post(url+"/class/token", "", "X-Class-Secret", secret)
	if err != nil {
		return nil, err
	}
	var given struct{ Token string }
	if err := json.Unmarshal(text, &given); err != nil {
		return nil, err
	}
	var sent []time.Time
	ticker := time.NewTicker(time.Second / time.Duration(perSecond))
	defer ticker.Stop()
	for end := time.Now().Add(duration); time.Now().Before(end); <-ticker.C {
		sent = append(sent, time.Now())
		body := fmt.Sprintf(`{"revision": 1, "operation": {"name": "prune", "criterion": "magnitude", "epsilon": 0.1234}, "event": %d}`, len(sent)-1)
		if _, err := post(url+"/class/live", body, "Authorization", "Bearer "+given.Token); err != nil {
			return nil, err
		}
	}
	return sent, nil
}

func post(url, body, header, value string) ([]byte, error) {
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewBufferString(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set(header, value)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode >= 300 {
		err = fmt.Errorf("%s answers %d: %s", url, answer.StatusCode, text)
	}
	return text, err
}
