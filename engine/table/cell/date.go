package cell

// Date reads a date as days since 1 January 1970, the time of the day as a
// fraction. The type says which number comes first: 2020-01-31, 31.1.2020 or
// 1/31/2020, with dashes, slashes or points. Names of months are read with any
// type: 31 Jan 2020, Jan 31, 2020, 31-Jan-20. Years of two digits are 1970 to
// 2069. A time may follow: 12:30, 12:30:59.5, with AM, PM, Z or an offset.
func Date(text string, t Type) (days float64, ok bool) {
	p := dateParser{rest: text}
	if !p.date() {
		return 0, false
	}
	year, month, day, ok := p.order(t)
	if !ok || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, false
	}
	seconds, ok := p.time()
	if !ok {
		return 0, false
	}
	return float64(daysSince1970(year, month, day)) + seconds/86400, true
}

// A part of a date is a number or the name of a month.
type part struct {
	value, digits int // of a month: 1 to 12 and 0
}

type dateParser struct {
	rest  string
	parts [3]part
	n     int // parts read
}

// date reads two or three parts: with month names freely separated, else by
// the same sign.
func (p *dateParser) date() bool {
	var signs [2]string
	named := 0
	for p.n < 3 {
		if p.n > 0 {
			before := p.rest
			sign := p.separator()
			if sign == "" || p.rest == "" || !isDigit(p.rest[0]) && !isLetter(p.rest[0]) {
				p.rest = before
				break
			}
			signs[p.n-1] = sign
			if p.n == 2 && named == 0 && sign != signs[0] { // the time follows
				p.rest = before
				break
			}
		}
		v := p.part()
		if v.value < 0 {
			return false
		}
		if v.digits == 0 {
			named++
		}
		p.parts[p.n] = v
		p.n++
	}
	if p.n < 2 || named > 1 {
		return false
	}
	return named == 1 && p.n == 3 || p.numeric(signs)
}

// numeric reports whether the signs between numbers are those of a date.
func (p *dateParser) numeric(signs [2]string) bool {
	sign := signs[0]
	if sign != "-" && sign != "/" && sign != "." {
		return false
	}
	if p.n == 2 { // 2020-01
		return sign != "." && p.parts[0].digits == 4 && p.parts[1].digits == 2
	}
	return true
}

// separator reads one of - / . or a comma and spaces.
func (p *dateParser) separator() string {
	n := 0
	for n < len(p.rest) && (p.rest[n] == ' ' || p.rest[n] == ',') {
		n++
	}
	if n == 0 && p.rest != "" && (p.rest[0] == '-' || p.rest[0] == '/' || p.rest[0] == '.') {
		n = 1
	}
	sign := p.rest[:n]
	p.rest = p.rest[n:]
	return sign
}

// part reads a number of up to four digits or the name of a month; otherwise
// its value is −1.
func (p *dateParser) part() part {
	if p.rest != "" && isLetter(p.rest[0]) {
		return part{p.month(), 0}
	}
	v, digits := p.number()
	if digits == 0 || digits > 4 {
		v = -1
	}
	return part{v, digits}
}

// number reads digits; more than nine do not count.
func (p *dateParser) number() (v, digits int) {
	for p.rest != "" && isDigit(p.rest[0]) {
		if digits++; digits > 9 {
			return 0, 0
		}
		v = 10*v + int(p.rest[0]-'0')
		p.rest = p.rest[1:]
	}
	return v, digits
}

var months = [...]string{"january", "february", "march", "april", "may", "june",
	"july", "august", "september", "october", "november", "december"}

// month reads a month by its English name or the first three letters of it.
func (p *dateParser) month() int {
	n := 0
	for n < len(p.rest) && isLetter(p.rest[n]) {
		n++
	}
	if n < 3 || n > len("september") {
		return -1
	}
	word := lower(p.rest[:n])
	p.rest = p.rest[n:]
	for i, name := range months {
		if word == name || word == name[:3] {
			return i + 1
		}
	}
	return -1
}

// order finds out which part is what.
func (p *dateParser) order(t Type) (year, month, day int, ok bool) {
	a, b, c := p.parts[0], p.parts[1], p.parts[2]
	switch {
	case p.n == 2:
		return a.value, b.value, 1, t == DateYMD
	case a.digits == 0: // Jan 31 2020
		year, month, day = fullYear(c), a.value, b.value
	case b.digits == 0 && a.digits == 4: // 2020 Jan 31
		year, month, day = a.value, b.value, c.value
	case b.digits == 0: // 31 Jan 2020
		year, month, day = fullYear(c), b.value, a.value
	case c.digits == 0:
		return 0, 0, 0, false
	case t == DateYMD:
		return a.value, b.value, c.value, a.digits == 4 && b.digits <= 2 && c.digits <= 2
	case a.digits > 2 || b.digits > 2:
		return 0, 0, 0, false
	case t == DateDMY:
		year, month, day = fullYear(c), b.value, a.value
	case t == DateMDY:
		year, month, day = fullYear(c), a.value, b.value
	}
	return year, month, day, year > 0
}

// fullYear is the year of two or four digits, otherwise 0.
func fullYear(p part) int {
	const pivot = 70
	switch {
	case p.digits == 4:
		return p.value
	case p.digits != 2:
		return 0
	case p.value < pivot:
		return 2000 + p.value
	}
	return 1900 + p.value
}

// time reads what follows a date: nothing, or a time of the day in seconds.
func (p *dateParser) time() (seconds float64, ok bool) {
	if p.rest == "" {
		return 0, true
	}
	if p.rest[0] != 'T' && p.rest[0] != ' ' && p.rest[0] != ',' {
		return 0, false
	}
	for p.rest != "" && (p.rest[0] == 'T' || p.rest[0] == ' ' || p.rest[0] == ',') {
		p.rest = p.rest[1:]
	}
	hour, digits := p.number()
	if digits < 1 || digits > 2 || hour > 24 || p.rest == "" || p.rest[0] != ':' {
		return 0, false
	}
	minute, ok := p.sixtieths()
	if !ok {
		return 0, false
	}
	whole, thousandths := 0, 0
	if p.rest != "" && p.rest[0] == ':' {
		if whole, ok = p.sixtieths(); !ok {
			return 0, false
		}
		thousandths = p.thousandths()
	}
	minutes, ok := p.zone(&hour)
	if !ok {
		return 0, false
	}
	total := (hour*60+minute-minutes)*60 + whole
	return float64(total*1000+thousandths) / 1000, p.rest == ""
}

// sixtieths reads a colon and two digits up to 59.
func (p *dateParser) sixtieths() (int, bool) {
	p.rest = p.rest[1:]
	v, digits := p.number()
	return v, digits == 2 && v < 60
}

// thousandths reads the decimals of a second, as far as they matter.
func (p *dateParser) thousandths() int {
	if p.rest == "" || p.rest[0] != '.' {
		return 0
	}
	p.rest = p.rest[1:]
	v, unit := 0, 100
	for p.rest != "" && isDigit(p.rest[0]) {
		v += unit * int(p.rest[0]-'0')
		unit /= 10
		p.rest = p.rest[1:]
	}
	return v
}

// zone reads AM or PM, and Z or an offset, of which it returns the minutes.
func (p *dateParser) zone(hour *int) (minutes int, ok bool) {
	for p.rest != "" && p.rest[0] == ' ' {
		p.rest = p.rest[1:]
	}
	if len(p.rest) >= 2 && (lower(p.rest[:2]) == "am" || lower(p.rest[:2]) == "pm") {
		if *hour < 1 || *hour > 12 {
			return 0, false
		}
		*hour %= 12
		if p.rest[0]|0x20 == 'p' {
			*hour += 12
		}
		p.rest = p.rest[2:]
	}
	if p.rest == "" {
		return 0, true
	}
	sign := 1
	switch p.rest[0] {
	case 'Z', 'z':
		p.rest = p.rest[1:]
		return 0, true
	case '-':
		sign = -1
	case '+':
	default:
		return 0, false
	}
	p.rest = p.rest[1:]
	hours, digits := p.number()
	if digits == 4 { // +0130
		return sign * (hours/100*60 + hours%100), hours%100 < 60
	}
	minutes = 0
	if p.rest != "" && p.rest[0] == ':' {
		minutes, ok = p.sixtieths()
		if !ok {
			return 0, false
		}
	}
	return sign * (hours*60 + minutes), digits == 2
}

func isDigit(c byte) bool { return c-'0' <= 9 }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysSince1970 counts the days from 1 January 1970 to a day of the Gregorian
// calendar, for years from 0 on. Years are counted from March, so that the day
// a leap year has more is its last (Hinnant, "chrono-Compatible Low-Level Date
// Algorithms", days_from_civil).
func daysSince1970(year, month, day int) int {
	const (
		daysIn400Years = 146097
		march1OfYear0  = -719468
	)
	if month <= 2 {
		year--
		month += 12
	}
	if year < 0 { // January and February of the year 0
		year, day = year+400, day-daysIn400Years
	}
	ofYear := (153*(month-3)+2)/5 + day - 1
	return 365*year + year/4 - year/100 + year/400 + ofYear + march1OfYear0
}
