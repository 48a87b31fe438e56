package cell

// Missing reports whether a cell is empty or a mark that programs write for a
// missing value, in a column of any type.
func Missing(b []byte) bool {
	if len(b) > 7 {
		return false
	}
	switch string(b) {
	case "", "?", "NA", "N/A", "n/a", "<NA>", "#N/A", "NaN", "nan", "NAN", "-nan", "-NaN",
		"NULL", "null", "Null", "#NULL!":
		return true
	}
	return false
}

// Blank reports whether a word that may be a category elsewhere stands for a
// missing value in a column of numbers, dates or yes and no.
func Blank(word string) bool {
	if len(word) > 7 {
		return false
	}
	switch lower(word) {
	case "-", "--", "---", ".", "..", "...", "*", "na", "n.a.", "nd", "none", "nil", "missing", "unknown",
		"#div/0!", "#value!", "#ref!":
		return true
	}
	return false
}

// YesOrNo reads a word for yes or no, or 1 or 0, whatever its case.
func YesOrNo(word string) (yes, ok bool) {
	if len(word) > longestYesNo {
		return false, false
	}
	switch lower(word) {
	case "yes", "y", "true", "t", "on", "1", "1.0", "ja", "wahr", "oui", "vrai", "sí", "si", "verdadero":
		return true, true
	case "no", "n", "false", "f", "off", "0", "0.0", "nein", "falsch", "non", "faux", "falso":
		return false, true
	}
	return false, false
}

const longestYesNo = len("verdadero")

// lower turns the ASCII letters of a short word into small ones.
func lower(word string) string {
	var room [16]byte
	b := append(room[:0], word...)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// Trim removes spaces from both ends of a cell: plain ones, tabs, other
// control characters for space, and no-break spaces.
func Trim(b []byte) []byte {
	for len(b) > 0 {
		switch {
		case b[0] <= ' ' && b[0] != 0:
			b = b[1:]
			continue
		case len(b) > 1 && b[0] == 0xc2 && b[1] == 0xa0:
			b = b[2:]
			continue
		}
		break
	}
	for len(b) > 0 {
		last := len(b) - 1
		switch {
		case b[last] <= ' ' && b[last] != 0:
			b = b[:last]
			continue
		case last > 0 && b[last] == 0xa0 && b[last-1] == 0xc2:
			b = b[:last-1]
			continue
		}
		break
	}
	return b
}
