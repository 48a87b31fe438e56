package guard_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"bonsai/server/guard"
)

// A site that lets its own name point to this machine does not get an answer.
func ExampleHosts() {
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "the page") })
	h := guard.Headers(guard.NewHosts([]string{"laptop.local"}).Guard(page))
	for _, host := range []string{"laptop.local:8080", "192.168.1.20:8080", "evil.example"} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		fmt.Println(host, w.Code)
	}
	// Output:
	// laptop.local:8080 200
	// 192.168.1.20:8080 200
	// evil.example 421
}
