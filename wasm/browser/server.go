package browser

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// A Server is the project's own server with the page, on a free port of this machine.
type Server struct {
	URL     string // address of the page; ends with a slash
	Teacher string // address of the page for the teacher, if the server has a class
	command *exec.Cmd
	folder  string
}

// StartServer builds the server, with the page in static/dist, and starts it with
// additional arguments. It must be called inside the module.
func StartServer(arguments ...string) (*Server, error) {
	folder, err := os.MkdirTemp("", "bonsai")
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder}
	program := filepath.Join(folder, "server")
	if out, err := exec.Command("go", "build", "-o", program, "bonsai/server").CombinedOutput(); err != nil {
		s.Close()
		return nil, fmt.Errorf("browser: building the server failed: %s", out)
	}
	s.command = exec.Command(program, append([]string{"-addr", ":0", "-host", phoneName}, arguments...)...)
	s.command.Stderr = os.Stderr
	out, err := s.command.StdoutPipe()
	if err != nil {
		s.Close()
		return nil, err
	}
	if err := s.command.Start(); err != nil {
		s.Close()
		return nil, err
	}
	address := regexp.MustCompile(`http://\S+`)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch line := lines.Text(); {
		case strings.Contains(line, "this machine"):
			s.URL = address.FindString(line)
		case strings.HasPrefix(line, "  the teacher"):
			s.Teacher = address.FindString(line)
		case strings.Contains(line, "Ctrl-C"):
			go io.Copy(io.Discard, out)
			return s, nil
		}
	}
	s.Close()
	return nil, errors.New("browser: the server ended without printing an address; has the page been built (make build)?")
}

// Close stops the server.
func (s *Server) Close() {
	if s.command != nil && s.command.Process != nil {
		s.command.Process.Kill()
		s.command.Wait()
	}
	os.RemoveAll(s.folder)
}

// phoneName is a host name that StartChromium makes the browser resolve to this machine.
const phoneName = "phone.test"

// Phone returns the host under which a phone in the same network would open the page:
// this machine's address in the network or, without a network, a name that the browser
// resolves to this machine. Over http such a page is not a secure context, while one
// from localhost is.
func Phone() string {
	addresses, _ := net.InterfaceAddrs() // an error is like having no network
	for _, a := range addresses {
		if own, ok := a.(*net.IPNet); ok && !own.IP.IsLoopback() && own.IP.To4() != nil {
			return own.IP.String()
		}
	}
	return phoneName
}
