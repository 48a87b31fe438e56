package text

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"bonsai/engine/table/cell"
)

// A Decoder turns the bytes of a file into text in UTF-8, a part at each Step.
type Decoder struct {
	file     []byte
	encoding Encoding // "" until it is detected
	pos      int
	text     []byte
	line     int // of pos, from 1

	detecting bool // the encoding was not given
	broken    bool // the file is not UTF-8 throughout
}

// NewDecoder makes a Decoder for an encoding; "" detects it.
func NewDecoder(file []byte, encoding Encoding) *Decoder {
	d := &Decoder{file: file, encoding: encoding, line: 1}
	if encoding == "" {
		d.encoding = encodingByMark(file)
		d.detecting = d.encoding == ""
	}
	d.start()
	return d
}

// start goes to the first byte after the mark of the encoding.
func (d *Decoder) start() {
	d.pos, d.line = 0, 1
	for _, m := range marks {
		if m.encoding == d.encoding && bytes.HasPrefix(d.file, m.bytes) {
			d.pos = len(m.bytes)
		}
	}
}

// marks are the byte order marks with which files of an encoding may begin.
var marks = []struct {
	bytes    []byte
	encoding Encoding
}{
	{[]byte("\xef\xbb\xbf"), UTF8},
	{[]byte("\xff\xfe"), UTF16LE},
	{[]byte("\xfe\xff"), UTF16BE},
}

// encodingByMark finds UTF-16 and marked UTF-8; "" leaves the choice between
// UTF-8 and Windows-1252 to a look at the whole file.
func encodingByMark(file []byte) Encoding {
	for _, m := range marks {
		if bytes.HasPrefix(file, m.bytes) {
			return m.encoding
		}
	}
	// Text in UTF-16 without a mark has many zeros, all on one side.
	head := file[:min(len(file), 1<<12)&^1]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	const least = 4 // fewer zeros than this may be chance
	switch many := max(len(head)/5, least); {
	case zeros[1] >= many && zeros[0] == 0:
		return UTF16LE
	case zeros[0] >= many && zeros[1] == 0:
		return UTF16BE
	}
	return ""
}

// Step decodes about n bytes and reports whether there are more.
func (d *Decoder) Step(n int) (more bool, err error) {
	end := min(d.pos+n&^1, len(d.file))
	switch d.encoding {
	case "", UTF8:
		err = d.checkUTF8(end)
	case Windows1252:
		err = d.decodeWindows(end)
	default:
		err = d.decodeUTF16(end)
	}
	if err != nil || d.pos < len(d.file) {
		return err == nil, err
	}
	if d.encoding == "" {
		d.encoding = UTF8
		if d.broken && !mostlyUTF8(d.file) {
			d.encoding = Windows1252
			d.start()
			return true, nil
		}
	}
	if d.encoding == UTF8 {
		d.text = bytes.TrimPrefix(d.file, marks[0].bytes)
	}
	return false, nil
}

// Progress returns the share of the work that is done.
func (d *Decoder) Progress() float64 {
	share := float64(d.pos) / float64(max(1, len(d.file)))
	switch {
	case !d.detecting:
		return share
	case d.encoding == "": // the file may have to be read again
		return share / 2
	}
	return (1 + share) / 2
}

// Text returns the decoded text. Bytes of a file in UTF-8 that are not are
// still in it.
func (d *Decoder) Text() []byte { return d.text }

// Encoding returns the encoding that was given or detected.
func (d *Decoder) Encoding() Encoding { return d.encoding }

// checkUTF8 looks at what there is up to end, where the file itself is the text.
func (d *Decoder) checkUTF8(end int) error {
	for end < len(d.file) && end > d.pos+utf8.UTFMax && !utf8.RuneStart(d.file[end]) {
		end--
	}
	part := d.file[d.pos:end]
	if err := d.refuseZero(part); err != nil {
		return err
	}
	if d.encoding == "" && !d.broken {
		d.broken = !utf8.Valid(part)
	}
	d.pos = end
	return nil
}

// mostlyUTF8 reports whether nearly all characters of two bytes or more are valid
// UTF-8, so that the few invalid bytes must be damage.
func mostlyUTF8(file []byte) bool {
	const rightForOneBroken = 10
	right, broken := 0, 0
	for i := 0; i < len(file); {
		if file[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(file[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			right++
		}
		i += size
	}
	return right >= rightForOneBroken*broken
}

// refuseZero returns an error if part has a byte 0, which no text has.
func (d *Decoder) refuseZero(part []byte) error {
	if i := bytes.IndexByte(part, 0); i >= 0 {
		before := d.file[:d.pos+i]
		row := 1 + max(bytes.Count(before, []byte("\n")), bytes.Count(before, []byte("\r")))
		return d.binary(row)
	}
	return nil
}

func (d *Decoder) binary(row int) error {
	encoding := d.encoding
	if encoding == "" {
		encoding = UTF8
	}
	return cell.NewError("binary", "row", row, "encoding", encoding)
}

// upper80 are the characters 0x80 to 0x9f of Windows-1252; those from 0xa0 on
// are those of Unicode.
var upper80 = [32]rune{
	'€', 0xfffd, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0xfffd, 'Ž', 0xfffd,
	0xfffd, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0xfffd, 'ž', 'Ÿ',
}

func (d *Decoder) decodeWindows(end int) error {
	part := d.file[d.pos:end]
	if err := d.refuseZero(part); err != nil {
		return err
	}
	if d.text == nil {
		d.text = make([]byte, 0, len(d.file)+len(d.file)/8)
	}
	for _, b := range part {
		switch {
		case b < utf8.RuneSelf:
			d.text = append(d.text, b)
		case b < 0xa0:
			d.text = utf8.AppendRune(d.text, upper80[b-0x80])
		default:
			d.text = utf8.AppendRune(d.text, rune(b))
		}
	}
	d.pos = end
	return nil
}

func (d *Decoder) decodeUTF16(end int) error {
	if d.text == nil {
		d.text = make([]byte, 0, len(d.file)*5/8)
	}
	high, low := 1, 0
	if d.encoding == UTF16BE {
		high, low = 0, 1
	}
	for d.pos < end {
		if d.pos+1 == len(d.file) { // half a character at the end
			d.text = utf8.AppendRune(d.text, utf8.RuneError)
			d.pos++
			break
		}
		unit := func(i int) rune { return rune(d.file[i+high])<<8 | rune(d.file[i+low]) }
		r := unit(d.pos)
		d.pos += 2
		if utf16.IsSurrogate(r) {
			pair := rune(utf8.RuneError)
			if d.pos+1 < len(d.file) {
				pair = utf16.DecodeRune(r, unit(d.pos))
			}
			if pair != utf8.RuneError {
				d.pos += 2
			}
			r = pair
		}
		switch r {
		case 0:
			return d.binary(d.line)
		case '\n':
			d.line++
		}
		d.text = utf8.AppendRune(d.text, r)
	}
	return nil
}
