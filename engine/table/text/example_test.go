package text_test

import (
	"fmt"

	"bonsai/engine/table/text"
)

func Example() {
	content := []byte("Prices in 2020\n\nsize;\"price; net\"\n1,5;2\n3,25;4\n")
	d, err := text.Detect(content, text.Dialect{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Separator, d.Decimal, "header:", d.Header, "skipped lines:", d.Skip)
	s := text.NewSplitter(content, d)
	for s.Next() {
		fmt.Printf("%d: %q\n", s.Row(), s.Fields())
	}
	// Output:
	// semicolon comma header: yes skipped lines: 2
	// 3: ["size" "price; net"]
	// 4: ["1,5" "2"]
	// 5: ["3,25" "4"]
}
