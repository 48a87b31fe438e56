// Package embed decides which pages may control this one: only the page that shows it in
// a frame, and only if the address of this page names that page's origin.
package embed

import (
	"slices"
	"strings"
)

// Allowed are the origins that may control the page.
type Allowed []string

// anonymous is the origin of pages without one, such as those from a file.
const anonymous = "null"

// Origins returns the origins of a list of addresses, separated by commas. origin
// returns the origin of one, as the browser has it. The browser calls that of addresses
// such as javascript: and mailto: "null" as well, which is the origin of any page in a
// sandbox; so it is allowed only if the list has the word null itself.
func Origins(list string, origin func(address string) (string, bool)) (allowed Allowed) {
	for _, address := range strings.Split(list, ",") {
		if address == anonymous {
			allowed = append(allowed, anonymous)
			continue
		}
		if o, ok := origin(address); ok && (strings.HasPrefix(o, "https://") || strings.HasPrefix(o, "http://")) {
			allowed = append(allowed, o)
		}
	}
	return allowed
}

// Hear returns whether to obey a message from an origin. The page that has opened this
// one in a window, and frames beside it, can send messages too: only those of the page
// that shows this one in a frame are heard.
func (a Allowed) Hear(origin string, fromParent bool) bool {
	return fromParent && slices.Contains(a, origin)
}
