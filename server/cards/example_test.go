package cards_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"bonsai/server/cards"
)

// A writer describes experiments, but cannot draw.
type writer struct{}

func (writer) Describe(link, _ string) (title, description string, err error) {
	return "Bonsai", "An experiment: " + link, nil
}

func (writer) Draw(context.Context, string) (cards.Card, error) {
	return cards.Card{}, errors.New("no pencil")
}

func Example() {
	c, err := cards.New([]byte("<html><head></head>"), writer{})
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	c.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/s/1.abc", nil))
	for _, tag := range strings.SplitAfter(w.Body.String(), ">") {
		if strings.Contains(tag, "og:description") || strings.Contains(tag, `"og:image"`) {
			fmt.Println(tag)
		}
	}
	// Output:
	// <meta property="og:description" content="An experiment: #1.abc">
	// <meta property="og:image" content="http://example.com/s/1.abc.png">
}
