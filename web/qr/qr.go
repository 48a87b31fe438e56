// Package qr makes QR codes of addresses that end with a short link (engine/link).
//
// A QR code has several modes. The alphanumeric mode has only capital letters, digits
// and a few other characters, but takes 5.5 bits for each; the byte mode takes 8. The
// upper-case form of a short link fits into the alphanumeric mode. So does the address
// before the '#', in capitals, if it is only a scheme and a host: upper and lower case
// mean the same there.
package qr

import (
	"fmt"
	"net/url"
	"strings"

	"rsc.io/qr/coding"
)

// A Code is a QR code: a square of Size×Size black and white modules. The white border
// around it is not included.
type Code struct {
	Size    int
	Address string // the address that a scanner reads
	code    *coding.Code
}

// Quiet is the width in modules of the white border that a code needs (the quiet zone).
const Quiet = 4

// The smallest and the largest version of QR codes.
const (
	lowest  = 1
	highest = 40
)

// Of returns the smallest code for the address page+hash, with the highest level of
// error correction that fits into this size. hash begins with '#'. It returns an error
// if the address is too long for any code.
func Of(page, hash string) (*Code, error) {
	page, parts := partsOf(page, hash)
	for version := coding.Version(lowest); version <= highest; version++ {
		if !fits(parts, version, coding.L) {
			continue
		}
		level := coding.Level(coding.L)
		for level < coding.H && fits(parts, version, level+1) {
			level++
		}
		plan, err := coding.NewPlan(version, level, 0)
		if err != nil {
			return nil, fmt.Errorf("qr: %w", err)
		}
		code, err := plan.Encode(parts...)
		if err != nil {
			return nil, fmt.Errorf("qr: %w", err)
		}
		return &Code{Size: code.Size, Address: page + hash, code: code}, nil
	}
	return nil, fmt.Errorf("qr: the address has %d characters, too many for a QR code", len(page)+len(hash))
}

// partsOf divides an address into parts, each in the mode that takes the fewest bits.
// written is page as it is in the code, possibly in capitals.
func partsOf(page, hash string) (written string, parts []coding.Encoding) {
	if u, err := url.Parse(page); err == nil && u.Path == "/" && u.RawQuery == "" && u.User == nil {
		if capitals := strings.ToUpper(page); coding.Alpha(capitals).Check() == nil {
			return capitals, append([]coding.Encoding{coding.Alpha(capitals), coding.String("#")}, payload(hash[1:])...)
		}
	}
	return page, append([]coding.Encoding{coding.String(page + "#")}, payload(hash[1:])...)
}

// payload returns the parts for the text after the '#'.
func payload(text string) []coding.Encoding {
	if text == "" {
		return nil
	}
	if coding.Alpha(text).Check() == nil {
		return []coding.Encoding{coding.Alpha(text)}
	}
	return []coding.Encoding{coding.String(text)}
}

// fits reports whether parts fit into a code of a version and level.
func fits(parts []coding.Encoding, version coding.Version, level coding.Level) bool {
	bits := 0
	for _, p := range parts {
		bits += p.Bits(version)
	}
	return bits <= 8*version.DataBytes(level)
}

// Black reports whether the module in column x and row y is black.
func (c *Code) Black(x, y int) bool { return c.code.Black(x, y) }

// Path returns the black modules as the path of an SVG image of Size+2·Quiet units in
// width and height. Each module is one unit wide, and the path leaves room for the
// quiet zone.
func (c *Code) Path() string {
	var path strings.Builder
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			run := x
			for run < c.Size && c.Black(run, y) {
				run++
			}
			if run > x {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+Quiet, y+Quiet, run-x, run-x)
				x = run
			}
		}
	}
	return path.String()
}
