package main

import (
	"path"
	"strconv"
	"strings"
)

// preference orders the content codings by size, smallest first: the order in
// which one is chosen when a client accepts several of them equally.
var preference = []string{"br", "gzip", "identity"}

// extensions are what a prepared file of a coding has after its plain name.
var extensions = map[string]string{"br": ".br", "gzip": ".gz", "identity": ""}

func codingOf(name string) string {
	for coding, extension := range extensions {
		if extension != "" && path.Ext(name) == extension {
			return coding
		}
	}
	return "identity"
}

// negotiate chooses among the variants by the Accept-Encoding headers of a
// request (RFC 9110, section 12.5.3). A client that accepts none of them is
// sent the plain file, as the section recommends.
func negotiate(accept []string, variants map[string]variant) string {
	weights := acceptWeights(accept)
	best, bestWeight := "identity", 0.0
	for _, coding := range preference {
		if _, ok := variants[coding]; !ok {
			continue
		}
		if weight := weightOf(coding, weights); weight > bestWeight {
			best, bestWeight = coding, weight
		}
	}
	return best
}

// acceptWeights reads the q-values that a client gave to each coding. One that
// cannot be read counts as 0: not wanted.
func acceptWeights(accept []string) map[string]float64 {
	weights := map[string]float64{}
	for element := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		coding, parameter, weighted := strings.Cut(element, ";")
		weight := 1.0
		if weighted {
			weight = qValue(parameter)
		}
		weights[strings.ToLower(strings.TrimSpace(coding))] = weight
	}
	return weights
}

// qValue reads "q=0.5", from 0 to 1.
func qValue(parameter string) float64 {
	name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
	q, err := strconv.ParseFloat(value, 64)
	if err != nil || !strings.EqualFold(name, "q") || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

// weightOf is the coding's own weight, or that of "*". The plain file is
// acceptable unless the client says otherwise, but wanted last.
func weightOf(coding string, weights map[string]float64) float64 {
	if weight, ok := weights[coding]; ok {
		return weight
	}
	if weight, ok := weights["*"]; ok {
		return weight
	}
	if coding == "identity" {
		return 0.0001 // below the smallest q-value, 0.001
	}
	return 0
}
