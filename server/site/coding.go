package site

import (
	"path"
	"strconv"
	"strings"
)

// A coding is a content coding of HTTP, in the order of preference: the one
// that makes files smallest comes first, and is chosen when a client accepts
// several equally.
type coding int

const (
	brotli coding = iota
	gzipped
	identity // the plain file
	codings  // the number of codings
)

// names are the codings' names in HTTP's headers, and extensions what the name
// of a prepared file has after the plain file's name.
var (
	names      = [codings]string{"br", "gzip", "identity"}
	extensions = [codings]string{".br", ".gz", ""}
)

func codingOf(name string) coding {
	for c := range identity {
		if path.Ext(name) == extensions[c] {
			return c
		}
	}
	return identity
}

// negotiate chooses among the variants by the Accept-Encoding headers of a
// request (RFC 9110, section 12.5.3). A client that accepts none of them is
// sent the plain file, as that section recommends.
func negotiate(accept []string, variants *[codings]*variant) coding {
	weights := readWeights(accept)
	best, bestWeight := identity, 0.0
	for c := range codings {
		if variants[c] == nil {
			continue
		}
		if weight := weights.of(c); weight > bestWeight {
			best, bestWeight = c, weight
		}
	}
	return best
}

// weights are the q-values that a client gave to each coding and to "*", which
// stands for those that it does not name. A negative value means not named.
type weights struct {
	named [codings]float64
	other float64
}

// readWeights reads Accept-Encoding headers. Several headers are one list.
// A q-value that cannot be read counts as 0: not wanted.
func readWeights(accept []string) weights {
	w := weights{[codings]float64{-1, -1, -1}, -1}
	for _, header := range accept {
		for element := range strings.SplitSeq(header, ",") {
			name, parameter, hasParameter := strings.Cut(element, ";")
			weight := 1.0
			if hasParameter {
				weight = qValue(parameter)
			}
			w.set(strings.TrimSpace(name), weight)
		}
	}
	return w
}

func (w *weights) set(name string, weight float64) {
	if name == "*" {
		w.other = weight
	}
	for c := range codings {
		if strings.EqualFold(name, names[c]) {
			w.named[c] = weight
		}
	}
}

// qValue reads "q=0.5", a number from 0 to 1.
func qValue(parameter string) float64 {
	name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
	q, err := strconv.ParseFloat(value, 64)
	if err != nil || !strings.EqualFold(name, "q") || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

// of returns the weight of a coding: its own, or else that of "*". A plain
// file is acceptable unless the client says otherwise, but is chosen last.
func (w *weights) of(c coding) float64 {
	switch {
	case w.named[c] >= 0:
		return w.named[c]
	case w.other >= 0:
		return w.other
	case c == identity:
		return 0.0001 // below the smallest q-value, 0.001
	}
	return 0
}
