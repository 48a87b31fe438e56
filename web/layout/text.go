package layout

// TextWidth estimates how wide a line of text is, in the unit of size, the height of its
// letters. A Chinese character is as wide as it is high; latin is the width of a Latin
// letter as a share of its height, on average little more than a half.
func TextWidth(words string, size, latin float64) float64 {
	width := 0.0
	for _, r := range words {
		if r >= 0x2e80 {
			width += size
		} else {
			width += latin * size
		}
	}
	return width
}
