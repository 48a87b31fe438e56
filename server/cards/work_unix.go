//go:build unix

package cards

import (
	"syscall"
	"time"
)

// worked returns the time that processors have worked for this process.
func worked() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0 // it does not fail for the process itself
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
