package text

// A Dialect says how the text of a table is written. Each of its parts can be
// detected ([Detect]) and chosen.
type Dialect struct {
	Format    Format    `json:"format"`
	Encoding  Encoding  `json:"encoding"`
	Separator Separator `json:"separator"`
	Quote     Quote     `json:"quote"`
	Comment   Comment   `json:"comment"`
	Decimal   Decimal   `json:"decimal"`
	Thousands Thousands `json:"thousands"`
	Header    Header    `json:"header"`
	// Skip is how many lines at the beginning are not part of the table, such
	// as a title or Excel's line "sep=;".
	Skip int `json:"skip"`
	// Foot is how many lines at the end are not, such as a source.
	Foot int `json:"foot"`
}

// MaxSkip is the most lines that Dialect.Skip and Dialect.Foot can be.
const MaxSkip = 999

// The parts of a dialect. Their values are the words by which messages and
// JSON name them.
type (
	Format    string
	Encoding  string
	Separator string
	Quote     string
	Comment   string
	Decimal   string
	Thousands string
	Header    string
)

const (
	CSV  Format = "csv"  // rows of separated cells, by whatever separator
	ARFF Format = "arff" // Weka's, whose attributes are the header
	JSON Format = "json" // a list of records or of lists, or a record a line

	UTF8        Encoding = "utf-8"
	UTF16LE     Encoding = "utf-16le"
	UTF16BE     Encoding = "utf-16be"
	Windows1252 Encoding = "windows-1252" // holds Latin-1

	Comma     Separator = "comma"
	Semicolon Separator = "semicolon"
	Tab       Separator = "tab"
	Pipe      Separator = "pipe"
	Space     Separator = "space" // a run of spaces and tabs

	DoubleQuote Quote = "double"
	SingleQuote Quote = "single"
	NoQuote     Quote = "none"

	NoComment      Comment = "none"
	HashComment    Comment = "hash"
	PercentComment Comment = "percent"

	DecimalPoint Decimal = "point"
	DecimalComma Decimal = "comma"

	NoThousands         Thousands = "none"
	ThousandsComma      Thousands = "comma"
	ThousandsPoint      Thousands = "point"
	ThousandsSpace      Thousands = "space"
	ThousandsApostrophe Thousands = "apostrophe"

	NoHeader      Header = "no"
	HeaderRow     Header = "yes"
	ShiftedHeader Header = "shifted" // names for all columns but the first, as R writes
	CommentHeader Header = "comment" // the last comment before the first row
)

// An option is a value of a part of a dialect and its letter in an address.
type option[T ~string] struct {
	value  T
	letter byte
}

// A letter never changes its meaning, for it is in links.
var (
	formats    = []option[Format]{{CSV, 'c'}, {ARFF, 'a'}, {JSON, 'j'}}
	encodings  = []option[Encoding]{{UTF8, 'u'}, {UTF16LE, 'l'}, {UTF16BE, 'b'}, {Windows1252, 'w'}}
	separators = []option[Separator]{{Comma, 'c'}, {Semicolon, 's'}, {Tab, 't'}, {Pipe, 'p'}, {Space, 'w'}}
	quotes     = []option[Quote]{{DoubleQuote, 'd'}, {SingleQuote, 's'}, {NoQuote, 'n'}}
	comments   = []option[Comment]{{NoComment, 'n'}, {HashComment, 'h'}, {PercentComment, 'p'}}
	decimals   = []option[Decimal]{{DecimalPoint, 'p'}, {DecimalComma, 'c'}}
	thousands  = []option[Thousands]{{NoThousands, 'n'}, {ThousandsComma, 'c'}, {ThousandsPoint, 'p'},
		{ThousandsSpace, 's'}, {ThousandsApostrophe, 'a'}}
	headers = []option[Header]{{NoHeader, 'n'}, {HeaderRow, 'y'}, {ShiftedHeader, 's'}, {CommentHeader, 'c'}}
)

// dialectLetters is how many letters a dialect takes, one for each part but
// Skip and Foot.
const dialectLetters = 8

// Letters writes all parts of the dialect but Skip and Foot, a letter each. A part that
// is not one of the values above is '?'.
func (d Dialect) Letters() string {
	return string([]byte{
		letterOf(formats, d.Format), letterOf(encodings, d.Encoding), letterOf(separators, d.Separator),
		letterOf(quotes, d.Quote), letterOf(comments, d.Comment), letterOf(decimals, d.Decimal),
		letterOf(thousands, d.Thousands), letterOf(headers, d.Header),
	})
}

// ParseLetters reads what Letters wrote.
func ParseLetters(s string) (d Dialect, ok bool) {
	if len(s) != dialectLetters {
		return Dialect{}, false
	}
	ok = true
	d.Format = valueOf(formats, s[0], &ok)
	d.Encoding = valueOf(encodings, s[1], &ok)
	d.Separator = valueOf(separators, s[2], &ok)
	d.Quote = valueOf(quotes, s[3], &ok)
	d.Comment = valueOf(comments, s[4], &ok)
	d.Decimal = valueOf(decimals, s[5], &ok)
	d.Thousands = valueOf(thousands, s[6], &ok)
	d.Header = valueOf(headers, s[7], &ok)
	return d, ok
}

func letterOf[T ~string](options []option[T], value T) byte {
	for _, o := range options {
		if o.value == value {
			return o.letter
		}
	}
	return '?'
}

// valueOf clears ok if no option has the letter.
func valueOf[T ~string](options []option[T], letter byte, ok *bool) T {
	for _, o := range options {
		if o.letter == letter {
			return o.value
		}
	}
	*ok = false
	return ""
}

// separatorByte is the byte between cells, 0 for a run of spaces.
func (s Separator) byte() byte {
	switch s {
	case Semicolon:
		return ';'
	case Tab:
		return '\t'
	case Pipe:
		return '|'
	case Space:
		return 0
	}
	return ','
}

func (q Quote) byte() byte {
	switch q {
	case DoubleQuote:
		return '"'
	case SingleQuote:
		return '\''
	}
	return 0
}

func (c Comment) byte() byte {
	switch c {
	case HashComment:
		return '#'
	case PercentComment:
		return '%'
	}
	return 0
}
