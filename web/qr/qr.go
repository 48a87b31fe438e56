// Package qr makes the QR code of an address that ends in a short link. The
// link's upper-case form goes in the code's alphanumeric mode, which holds
// nearly a third more of it than the mode that can write anything; so does the
// host, where nothing but the host stands before the '#'.
package qr

import (
	"fmt"
	"net/url"
	"strings"

	"rsc.io/qr/coding"
)

// A Code is a square of black and white modules, without its quiet zone.
type Code struct {
	Size    int
	Address string // what is read from it
	code    *coding.Code
}

// Quiet is how many modules must stay white around a code.
const Quiet = 4

// Versions of QR codes: the higher, the larger.
const (
	lowest  = 1
	highest = 40
)

// Of makes the smallest code for an address, and of those the one that bears
// the most damage. hash begins with '#'.
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
	return nil, fmt.Errorf("qr: an address of %d characters is too long for a QR code", len(page)+len(hash))
}

// partsOf writes each part of an address in the mode that takes it in the
// fewest bits. Scheme and host mean the same in capitals.
func partsOf(page, hash string) (written string, parts []coding.Encoding) {
	if u, err := url.Parse(page); err == nil && u.Path == "/" && u.RawQuery == "" && u.User == nil {
		if capitals := strings.ToUpper(page); coding.Alpha(capitals).Check() == nil {
			return capitals, append([]coding.Encoding{coding.Alpha(capitals), coding.String("#")}, payload(hash[1:])...)
		}
	}
	return page, append([]coding.Encoding{coding.String(page + "#")}, payload(hash[1:])...)
}

func payload(text string) []coding.Encoding {
	if text == "" {
		return nil
	}
	if coding.Alpha(text).Check() == nil {
		return []coding.Encoding{coding.Alpha(text)}
	}
	return []coding.Encoding{coding.String(text)}
}

func fits(parts []coding.Encoding, version coding.Version, level coding.Level) bool {
	bits := 0
	for _, p := range parts {
		bits += p.Bits(version)
	}
	return bits <= 8*version.DataBytes(level)
}

// Black tells whether a module is.
func (c *Code) Black(x, y int) bool { return c.code.Black(x, y) }

// Path is the black modules as the path of an SVG image, a unit each, with the
// quiet zone to the left and above.
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
