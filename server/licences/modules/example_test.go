package modules_test

import (
	"fmt"

	"bonsai/server/licences/modules"
)

// The QR code is part of the program; the library that drives browsers in tests
// is not.
func ExampleList() {
	list, err := modules.List()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range list {
		if m.Path == "rsc.io/qr" || m.Path == "github.com/chromedp/chromedp" {
			fmt.Println(m.Path)
		}
	}
	// Output: rsc.io/qr
}
