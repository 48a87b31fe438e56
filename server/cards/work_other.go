//go:build !unix

package cards

import "time"

var began = time.Now()

// worked returns the time since this process began: the system does not say in a
// portable way how much of it processors have worked.
func worked() time.Duration { return time.Since(began) }
