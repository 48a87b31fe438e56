// Package licences holds the licence texts of the Go modules that are part of
// the server and of the page inside it, and of Go itself. A person who
// passes the program on has to pass these on as well: "server -licences" prints
// them.
//
// The text is written by the command in generate. A test compares it with the
// modules in use.
package licences

import _ "embed"

//go:generate go run ./generate -out licences.txt

// Text is all licence texts. Each module's part begins with a line
// "== module version ==".
//
//go:embed licences.txt
var Text string
