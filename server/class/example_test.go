package class_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"bonsai/server/class"
)

// The teacher's page exchanges its secret for a token, asks for predictions, and
// a student votes.
func Example() {
	c, err := class.New(class.NewMemory())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer c.Close()
	_, secret, _ := strings.Cut(c.TeacherAddress("http://192.168.1.20:8080/"), "?teach=")

	var given struct{ Token string }
	answer := post(c, "/token", "", "X-Class-Secret", secret)
	if err := json.NewDecoder(answer.Body).Decode(&given); err != nil {
		fmt.Println(err)
		return
	}
	poll := `{"id": "p1", "question": "After pruning 80 %?", "choices": ["above 90 %", "below"], "open": true}`
	fmt.Println(post(c, "/poll", poll, "Authorization", "Bearer "+given.Token).Code)
	fmt.Println(post(c, "/poll", poll, "", "").Code)
	fmt.Println(post(c, "/vote", `{"id": "4f2a9c1b", "poll": "p1", "choice": 0}`, "", "").Code)
	// Output:
	// 204
	// 403
	// 204
}

func post(c *class.Class, path, body, header, value string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, class.Path+path, strings.NewReader(body))
	if header != "" {
		r.Header.Set(header, value)
	}
	w := httptest.NewRecorder()
	c.ServeHTTP(w, r)
	return w
}
