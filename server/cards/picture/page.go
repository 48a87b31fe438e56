package picture

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"bonsai/web"
	"bonsai/web/text"
)

// Words returns the page's English messages. files are those of the finished
// page.
func Words(files fs.FS, language string) (*text.Words, error) {
	encoded, err := named(files, "messages/"+language+".*.json")
	if err != nil {
		return nil, err
	}
	messages := map[string]string{}
	if err := json.Unmarshal(encoded, &messages); err != nil {
		return nil, fmt.Errorf("picture: the messages: %w", err)
	}
	return text.New(func(key string, values []string) string {
		message, ok := messages[key]
		if !ok {
			return key
		}
		return text.Fill(message, values)
	}, number), nil
}

// number writes a number as the page does in English and Chinese: 12,345.6.
func number(v float64, digits int) string {
	whole, rest, hasRest := strings.Cut(strconv.FormatFloat(v, 'f', digits, 64), ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if hasRest {
		whole += "." + rest
	}
	return sign + whole
}

// Theme returns the colours of the page's light theme, which is the first in its
// style sheet. files are those of the finished page.
func Theme(files fs.FS) (*web.Theme, error) {
	css, err := named(files, "style.*.css")
	if err != nil {
		return nil, err
	}
	return web.ParseTheme(func(name string) string {
		found := regexp.MustCompile(`--` + name + `:\s*(#[0-9a-f]+)`).FindSubmatch(css)
		if found == nil {
			return ""
		}
		return string(found[1])
	})
}

// named returns the one file of the finished page whose name, with its hash, has
// a pattern.
func named(files fs.FS, pattern string) ([]byte, error) {
	names, err := fs.Glob(files, pattern)
	if err == nil && len(names) != 1 {
		err = fmt.Errorf("the page has %d files %s, want one", len(names), pattern)
	}
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	content, err := fs.ReadFile(files, names[0])
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return content, nil
}
