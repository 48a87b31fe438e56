package text_test

import (
	"fmt"

	"bonsai/web/text"
)

func ExampleWords() {
	messages := map[string]string{"result": "Kept {kept}: accuracy {accuracy}"}
	w := text.New(
		func(key string, values []string) string { return text.Fill(messages[key], values) },
		func(v float64, digits int) string { return fmt.Sprintf("%.*f", digits, v) })
	fmt.Println(w.Text("result", "kept", w.Count(62), "accuracy", w.Percent(0.982)))
	// Output: Kept 62: accuracy 98.2 %
}
