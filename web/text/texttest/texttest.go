// Package texttest helps to test what the page says, whatever the messages are
// in a language.
package texttest

import (
	"strconv"
	"strings"

	"bonsai/web/text"
)

// Words returns Words that write the key in place of the message and behind it
// the values that the message would be given: "tip.neuron bias=0.500". A number
// has a point and no separators.
func Words() *text.Words {
	return text.New(func(key string, values []string) string {
		var out strings.Builder
		out.WriteString(key)
		for i := 0; i+1 < len(values); i += 2 {
			out.WriteString(" " + values[i] + "=" + values[i+1])
		}
		return out.String()
	}, func(v float64, digits int) string { return strconv.FormatFloat(v, 'f', digits, 64) })
}
