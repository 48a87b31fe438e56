package front_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"

	"bonsai/server/front"
)

// One file is answered by front, everything else by net/http.
func Example() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Println(err)
		return
	}
	l := front.Listen(listener, func(path, _ string, _, _ []string) (head, body []byte, ok bool) {
		return []byte("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n"), []byte("the file"), path == "/file"
	})
	defer l.Shutdown(context.Background())
	go http.Serve(l, http.NotFoundHandler())
	for _, path := range []string{"/file", "/other"} {
		answer, err := http.Get("http://" + l.Addr().String() + path)
		if err != nil {
			fmt.Println(err)
			return
		}
		body, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		fmt.Printf("%d %.8s\n", answer.StatusCode, body)
	}
	// Output:
	// 200 the file
	// 404 404 page
}
