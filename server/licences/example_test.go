package licences_test

import (
	"fmt"
	"strings"

	"bonsai/server/licences"
)

func Example() {
	_, part, _ := strings.Cut(licences.Text, "== rsc.io/qr ")
	lines := strings.Split(part, "\n")
	fmt.Println(lines[2])
	// Output: Copyright (c) 2009 The Go Authors. All rights reserved.
}
