package cell

import (
	"bytes"
	"math"
	"strconv"
	"unicode/utf8"
)

// A Style says how a file writes its numbers.
type Style struct {
	// Comma says that decimals follow a comma, not a point.
	Comma bool
	// Group separates groups of three digits: 0 for nothing, a comma, a point, a
	// space (any kind of it) or an apostrophe (any kind of it).
	Group byte
}

// powers of ten that a float64 holds exactly.
var powers = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// exactDigits is how many decimal digits every float64 integer can have: 10¹⁵ <
// 2⁵³.
const exactDigits = 15

// Number reads a cell without spaces around it as a number, in the form
//
//	[sign] [currency] digits [decimals] [exponent] [% or currency]
//
// where digits may be in groups and the sign may be U+2212. "5 %" is 5.
// It reports false for anything else, also for hexadecimal numbers, infinities
// and numbers that a float32 cannot hold. The result is the float64 nearest to
// the decimal number, and never −0.
func (s Style) Number(b []byte) (float64, bool) {
	decimal := byte('.')
	if s.Comma {
		decimal = ','
	}
	i, negative := 0, false
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		i, negative = 1, b[0] == '-'
	}
	var mantissa uint64
	digits, point := 0, -1 // where the decimals begin
	for ; i < len(b); i++ {
		c := b[i]
		if d := c - '0'; d <= 9 {
			mantissa = mantissa*10 + uint64(d)
			digits++
			continue
		}
		if c != decimal || point >= 0 {
			if c == s.Group || isMark(c) {
				return s.general(b)
			}
			return 0, false
		}
		point = i + 1
	}
	if digits == 0 {
		return 0, false
	}
	if digits > exactDigits {
		return s.long(b)
	}
	// Both operands are exact, so the quotient is rounded once, to the nearest
	// float64 (Clinger, "How to Read Floating Point Numbers Accurately", 1990).
	v := float64(mantissa)
	if point >= 0 {
		v /= powers[len(b)-point]
	}
	if negative && mantissa != 0 {
		v = -v
	}
	return v, true
}

// isMark reports whether numbers may contain a byte besides digits, the decimal sign and
// the thousands separator: a space, $, %, an e, or a part of a character such as €. Most
// words and dates have some other byte first, so they are refused quickly.
func isMark(c byte) bool {
	return c >= utf8.RuneSelf || c == ' ' || c == '$' || c == '%' || c|0x20 == 'e'
}

// long reads digits with a decimal sign at most, which may be very many.
func (s Style) long(b []byte) (float64, bool) {
	const usual = 32 // which fit in a string that needs no allocation
	if s.Comma || len(b) > usual {
		return s.general(b)
	}
	return inRange(string(b))
}

// inRange reads a number in the form of strconv.
func inRange(text string) (float64, bool) {
	// The only error is a number out of range, which is an infinity then.
	v, _ := strconv.ParseFloat(text, 64)
	if math.Abs(v) > math.MaxFloat32 {
		return 0, false
	}
	if v == 0 {
		v = 0 // not −0, which would be a category of its own beside 0
	}
	return v, true
}

// general reads the forms that Number's short way does not.
func (s Style) general(b []byte) (float64, bool) {
	p := numberParser{rest: b, style: s}
	var room [48]byte
	p.out = room[:0]

	signed := p.sign()
	if p.currency() {
		p.spaces()
		if !signed {
			p.sign()
		}
	}
	if !p.digits() {
		return 0, false
	}
	p.exponent()
	p.spaces()
	if !p.skip("%") {
		p.currency()
	}
	if len(p.rest) > 0 {
		return 0, false
	}
	return inRange(string(p.out))
}

// A numberParser rewrites a number in the form of strconv.
type numberParser struct {
	rest  []byte
	style Style
	out   []byte
}

func (p *numberParser) skip(prefix string) bool {
	if !bytes.HasPrefix(p.rest, []byte(prefix)) {
		return false
	}
	p.rest = p.rest[len(prefix):]
	return true
}

func (p *numberParser) skipAny(prefixes ...string) bool {
	for _, prefix := range prefixes {
		if p.skip(prefix) {
			return true
		}
	}
	return false
}

func (p *numberParser) sign() bool {
	switch {
	case p.skipAny("-", "\u2212"):
		p.out = append(p.out, '-')
		return true
	default:
		return p.skip("+")
	}
}

func (p *numberParser) currency() bool {
	return p.skipAny("$", "€", "£", "¥", "₹", "₽", "₩", "₺", "¢")
}

// Spaces are plain, no-break, narrow no-break and thin.
func (p *numberParser) space() bool { return p.skipAny(" ", "\u00a0", "\u202f", "\u2009") }

func (p *numberParser) spaces() {
	for p.space() {
	}
}

// run copies a run of digits and returns its length.
func (p *numberParser) run() int {
	n := 0
	for n < len(p.rest) && p.rest[n]-'0' <= 9 {
		n++
	}
	p.out = append(p.out, p.rest[:n]...)
	p.rest = p.rest[n:]
	return n
}

// digits copies the digits before and after the decimal sign; there must be
// one at least.
func (p *numberParser) digits() bool {
	first := len(p.out)
	n := p.run()
	if n >= 1 && n <= 3 && p.out[first] != '0' { // 0,123 has decimals
		for p.group() {
		}
	}
	decimal := "."
	if p.style.Comma {
		decimal = ","
	}
	if p.skip(decimal) {
		p.out = append(p.out, '.')
		n += p.run()
	}
	return n > 0
}

// group copies a separator's three digits, if just three follow.
func (p *numberParser) group() bool {
	before, written := p.rest, len(p.out)
	if p.separator() && p.run() == 3 {
		return true
	}
	p.rest, p.out = before, p.out[:written]
	return false
}

func (p *numberParser) separator() bool {
	switch p.style.Group {
	case 0:
		return false
	case ' ':
		return p.space()
	case '\'':
		return p.skipAny("'", "’")
	}
	return p.skip(string(rune(p.style.Group)))
}

// exponent copies an exponent, if there is one.
func (p *numberParser) exponent() {
	before, written := p.rest, len(p.out)
	if !p.skipAny("e", "E") {
		return
	}
	p.out = append(p.out, 'e')
	p.sign()
	if p.run() == 0 {
		p.rest, p.out = before, p.out[:written]
	}
}
