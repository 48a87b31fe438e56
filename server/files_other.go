//go:build !unix

package main

// maxFiles returns how many files and connections the program may have open.
// Windows has no such limit.
func maxFiles() int { return unlimited }
