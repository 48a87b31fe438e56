package cell

// A Type says how the cells of a column are read.
type Type string

const (
	// Number reads numbers; another word is an error.
	Number Type = "number"
	// NumberOrMissing reads numbers and counts other words as missing.
	NumberOrMissing Type = "number-or-missing"
	// Category takes each different cell as a value of its own.
	Category Type = "category"
	// YesNo reads words such as yes, no, true, false, 1 and 0 as 1 and 0.
	YesNo Type = "yes-no"
	// DateYMD, DateDMY and DateMDY read dates as days since 1 January 1970,
	// with year, day or month first.
	DateYMD Type = "date-ymd"
	DateDMY Type = "date-dmy"
	DateMDY Type = "date-mdy"
	// Name tells the rows of a table apart; nothing can be learnt from it.
	Name Type = "name"
)

// Types lists all types.
func Types() []Type {
	return []Type{Number, NumberOrMissing, Category, YesNo, DateYMD, DateDMY, DateMDY, Name}
}

// Known reports whether t is one of Types.
func (t Type) Known() bool {
	for _, known := range Types() {
		if t == known {
			return true
		}
	}
	return false
}

// IsDate reports whether t reads dates.
func (t Type) IsDate() bool { return t == DateYMD || t == DateDMY || t == DateMDY }

// IsNumber reports whether t reads numbers.
func (t Type) IsNumber() bool { return t == Number || t == NumberOrMissing }
