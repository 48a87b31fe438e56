package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
	"time"

	"bonsai/server/front"
)

// grace is how long downloads may continue after the server was told to stop.
const grace = 2 * time.Second

// listen listens on addr. Its error says which address to choose instead.
func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if err == nil {
		return listener, nil
	}
	host, port, splitErr := net.SplitHostPort(addr)
	if splitErr != nil {
		return nil, fmt.Errorf("server: -addr %q: %w", addr, splitErr)
	}
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("server: port %s is in use by another program; choose one with -addr %s",
			port, net.JoinHostPort(host, portAfter(port)))
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("server: port %s is reserved by the system; choose one with -addr %s",
			port, net.JoinHostPort(host, "8080"))
	}
	return nil, fmt.Errorf("server: cannot serve on -addr %s: %w", addr, err)
}

// portAfter returns the port to try after port.
func portAfter(port string) string {
	n, err := strconv.Atoi(port)
	if err != nil || n >= 65535 {
		return "8080"
	}
	return strconv.Itoa(n + 1)
}

// serve answers requests until ctx is done, and then gives those under way a
// short time to finish: those that front answers itself, and those that handler
// answers. The time limits suit a slow phone, which may take minutes to load the
// page's program, but not a client that holds a connection without sending a
// request.
func serve(ctx context.Context, listener *front.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()

	select {
	case err := <-failed:
		return fmt.Errorf("server: %w", err)
	case <-ctx.Done():
	}
	deadline, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	listener.Shutdown(deadline) // the time for those still loading is over then
	if err := server.Shutdown(deadline); err != nil {
		return server.Close()
	}
	return nil
}
