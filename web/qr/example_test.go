package qr_test

import (
	"fmt"

	"bonsai/web/qr"
)

func Example() {
	code, err := qr.Of("https://bonsai.example/", "#1:ABC123")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(code.Size, "modules for", code.Address)
	// Output: 25 modules for HTTPS://BONSAI.EXAMPLE/#1:ABC123
}
