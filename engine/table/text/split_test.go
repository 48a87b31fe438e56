package text_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

func dialect(separator text.Separator, quote text.Quote, comment text.Comment) text.Dialect {
	return text.Dialect{Separator: separator, Quote: quote, Comment: comment}
}

// split returns the rows, trimmed, and the lines on which they begin.
func split(content string, d text.Dialect) (rows [][]string, lines []int, err error) {
	s := text.NewSplitter([]byte(content), d)
	for s.Next() {
		row := []string{}
		for _, f := range s.Fields() {
			row = append(row, string(cell.Trim(f)))
		}
		rows, lines = append(rows, row), append(lines, s.Row())
	}
	return rows, lines, s.Err()
}

func TestRowsAreSplitIntoCells(t *testing.T) {
	comma := dialect(text.Comma, text.DoubleQuote, text.NoComment)
	for _, c := range []struct {
		name, content string
		d             text.Dialect
		want          string // as fmt prints the rows with %q
		lines         string
	}{
		{"plain", "a,b\n1,2\n", comma, `[["a" "b"] ["1" "2"]]`, "[1 2]"},
		{"no end of the last line", "a,b\n1,2", comma, `[["a" "b"] ["1" "2"]]`, "[1 2]"},
		{"CR LF and CR", "a,b\r\n1,2\r3,4\r\r\n5,6", comma, `[["a" "b"] ["1" "2"] ["3" "4"] ["5" "6"]]`, "[1 2 3 5]"},
		{"empty lines", "\n\na,b\n \n1,2\n\n", comma, `[["a" "b"] ["1" "2"]]`, "[3 5]"},
		{"empty cells", ",\na,,b,\n", comma, `[["" ""] ["a" "" "b" ""]]`, "[1 2]"},
		{"quotes", `"a, b","c ""d""",""` + "\n", comma, `[["a, b" "c \"d\"" ""]]`, "[1]"},
		{"a line end in quotes", "\"a\nb\",c\r\n1,2", comma, `[["a\nb" "c"] ["1" "2"]]`, "[1 3]"},
		{"spaces around quotes", ` "a" , "b,c" ` + "\n", comma, `[["a" "b,c"]]`, "[1]"},
		{"a quote within", `5" pipe,"6" pipe",7`, comma, `[["5\" pipe" "6\" pipe" "7"]]`, "[1]"},
		{"single quotes", `'a,b',"c"`, dialect(text.Comma, text.SingleQuote, text.NoComment), `[["a,b" "\"c\""]]`, "[1]"},
		{"no quotes", `"a,b"`, dialect(text.Comma, text.NoQuote, text.NoComment), `[["\"a" "b\""]]`, "[1]"},
		{"tabs", "a\t\tb c\n", dialect(text.Tab, text.DoubleQuote, text.NoComment), `[["a" "" "b c"]]`, "[1]"},
		{"spaces", "  a  b\t\"c d\" \ne f  g\n", dialect(text.Space, text.DoubleQuote, text.NoComment), `[["a" "b" "c d"] ["e" "f" "g"]]`, "[1 2]"},
		{"comments", "# x,y\na,#b\n  # z\nc,d\n#", dialect(text.Comma, text.DoubleQuote, text.HashComment), `[["a" "#b"] ["c" "d"]]`, "[2 4]"},
		{"skipped lines", "title\r\"\na,b", text.Dialect{Separator: text.Comma, Quote: text.DoubleQuote, Skip: 2}, `[["a" "b"]]`, "[3]"},
		{"the end of a file of DOS", "a,b\n\x1a", comma, `[["a" "b"]]`, "[1]"},
		{"nothing", "", comma, `[]`, "[]"},
	} {
		rows, lines, err := split(c.content, c.d)
		if got := fmt.Sprintf("%q", rows); got != c.want || fmt.Sprint(lines) != c.lines || err != nil {
			t.Errorf("%s: %s on the lines %v, %v; want %s on %s", c.name, got, lines, err, c.want, c.lines)
		}
	}
}

func TestQuoteThatIsNeverClosedIsNamed(t *testing.T) {
	_, _, err := split("a,b\n1,\"2\n3,4\n", dialect(text.Comma, text.DoubleQuote, text.NoComment))
	if e, ok := err.(*cell.Error); !ok || e.Code != "openQuote" || e.Args["row"] != "2" {
		t.Errorf("%v; want the error openQuote in row 2", err)
	}
}

func TestRemarkBeforeARowIsKept(t *testing.T) {
	s := text.NewSplitter([]byte("# first\n  #x y\n1 2\n"), dialect(text.Space, text.DoubleQuote, text.HashComment))
	if !s.Next() || string(s.Remark()) != "x y" {
		t.Errorf("the remark is %q; want %q", s.Remark(), "x y")
	}
}

// FuzzSplit compares with encoding/csv where that finds the file in order.
func FuzzSplit(f *testing.F) {
	f.Add("a,b\n\"c,\"\"d\",e\r\nf,\"g\nh\"", byte(0))
	f.Add(" \"a\" ; 'b'", byte(1))
	f.Add("a  b\tc\n", byte(4))
	f.Add("#x\n1|2\r3|4", byte(3))
	all := []text.Separator{text.Comma, text.Semicolon, text.Tab, text.Pipe, text.Space}
	f.Fuzz(func(t *testing.T, content string, n byte) {
		d := dialect(all[int(n)%len(all)], text.DoubleQuote, text.NoComment)
		rows, lines, err := split(content, d)
		if !slices.IsSorted(lines) {
			t.Fatalf("the lines go back: %v", lines)
		}
		if d.Separator != text.Comma || strings.ContainsAny(content, "\r\x1a\t\v\f\u00a0\u0085") || strings.Contains(content, " ") {
			return
		}
		r := csv.NewReader(strings.NewReader(content))
		r.FieldsPerRecord = -1
		want, wantErr := r.ReadAll()
		if wantErr != nil || err != nil {
			return
		}
		for i, row := range want {
			for j, c := range row {
				if want[i][j] = string(cell.Trim([]byte(c))); i >= len(rows) || j >= len(rows[i]) || rows[i][j] != want[i][j] {
					t.Fatalf("%q is split into %q; encoding/csv says %q", content, rows, want)
				}
			}
		}
	})
}

func TestLettersOfADialectAreReadBack(t *testing.T) {
	d := text.Dialect{
		Format: text.ARFF, Encoding: text.Windows1252, Separator: text.Pipe, Quote: text.SingleQuote, Comment: text.PercentComment,
		Decimal: text.DecimalComma, Thousands: text.ThousandsApostrophe, Header: text.ShiftedHeader,
	}
	if got := d.Letters(); got != "awpspcas" {
		t.Errorf("the letters are %q", got)
	}
	if got, ok := text.ParseLetters(d.Letters()); !ok || got != d {
		t.Errorf("read back: %+v, %v", got, ok)
	}
	for _, letters := range []string{"", "awpspca", "awpspcass", "xwpspcas", "awpspca?"} {
		if _, ok := text.ParseLetters(letters); ok {
			t.Errorf("%q is read", letters)
		}
	}
	if got := (text.Dialect{}).Letters(); got != "????????" {
		t.Errorf("an empty dialect has the letters %q", got)
	}
}

func decode(file []byte, encoding text.Encoding) (string, text.Encoding, error) {
	d := text.NewDecoder(file, encoding)
	for {
		more, err := d.Step(7)
		if err != nil {
			return "", "", err
		}
		if !more {
			return string(d.Text()), d.Encoding(), nil
		}
	}
}

func TestEncodingsAreDetected(t *testing.T) {
	const content = "größe,preis €\n1,2 𝄞\n"
	var utf16le, utf16be []byte
	for _, r := range []uint16{'a', ',', 'b', '\n', 0xe4, ',', 0xd834, 0xdd1e, '\n', '1', ',', '2', '\n'} {
		utf16le, utf16be = append(utf16le, byte(r), byte(r>>8)), append(utf16be, byte(r>>8), byte(r))
	}
	const utf16Content = "a,b\nä,𝄞\n1,2\n"
	for _, c := range []struct {
		name, file, want string
		encoding         text.Encoding
	}{
		{"UTF-8", content, content, text.UTF8},
		{"UTF-8 with a mark", "\ufeff" + content, content, text.UTF8},
		{"one broken byte", content + strings.Repeat("é", 20) + "\xff", content + strings.Repeat("é", 20) + "\xff", text.UTF8},
		{"Windows-1252", "gr\xf6\xdfe,\x80\x93\x94\x81\n", "größe,€“”\ufffd\n", text.Windows1252},
		{"UTF-16LE", string(utf16le), utf16Content, text.UTF16LE},
		{"UTF-16LE with a mark", "\xff\xfe" + string(utf16le), utf16Content, text.UTF16LE},
		{"UTF-16BE", string(utf16be), utf16Content, text.UTF16BE},
		{"UTF-16BE with a mark", "\xfe\xff" + string(utf16be), utf16Content, text.UTF16BE},
		{"half a character", "\xff\xfea\x00b", "a\ufffd", text.UTF16LE},
		{"half a pair", "\xff\xfe\x34\xd8a\x00", "\ufffda", text.UTF16LE},
	} {
		got, encoding, err := decode([]byte(c.file), "")
		if got != c.want || encoding != c.encoding || err != nil {
			t.Errorf("%s: %q in %s, %v; want %q in %s", c.name, got, encoding, err, c.want, c.encoding)
		}
		again, _, err := decode([]byte(c.file), encoding)
		if again != got || err != nil {
			t.Errorf("%s: with the encoding given it is %q, %v", c.name, again, err)
		}
	}
}

func TestZeroBytesAreNoText(t *testing.T) {
	for _, c := range []struct {
		file string
		row  string
	}{
		{"a,b\n1,\x002\n", "2"}, {"a,b\r1,2\r\x00", "3"}, {"\xff\xfea\x00\n\x00\x00\x00", "2"}, {"gr\xf6\xdfe\n1\x00", "2"},
	} {
		_, _, err := decode([]byte(c.file), "")
		if e, ok := err.(*cell.Error); !ok || e.Code != "binary" || e.Args["row"] != c.row {
			t.Errorf("%q: %v; want the error binary in row %s", c.file, err, c.row)
		}
	}
}

func TestForeignFilesAreRecognised(t *testing.T) {
	for name, file := range map[string]string{
		"(.xlsx)": "PK\x03\x04...xl/workbook.xml", "(.npz)": "PK\x03\x04....npy", "(.ods)": "PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
		"(.xls)": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Parquet": "PAR1\x15\x04", "Arrow": "ARROW1\x00\x00", "Feather": "FEA1\x00", "(.npy)": "\x93NUMPY",
		"HDF5": "\x89HDF\r\n\x1a\n", "pickle": "\x80\x04\x95", "HTML": " <!DOCTYPE HTML>", "XML": "\ufeff<?xml version", "LIBSVM": "+1 1:0.7 2:1 4:-3e2\n",
		"PDF": "%PDF-1.4", "xz": "\xfd7zXZ\x00", "Excel (.xlsx) / zip": "PK\x03\x04[Content_Types].xml", "tar": strings.Repeat("a", 257) + "ustar", "Word": "PK\x03\x04word/document.xml", "zip": "PK\x03\x04a.csv",
	} {
		e, ok := text.Recognise([]byte(file)).(*cell.Error)
		code := "format"
		switch name {
		case "(.npz)", "Parquet", "Arrow", "Feather", "(.npy)":
			code = "columnar"
		case "tar", "zip", "xz":
			code = "packed"
		}
		if !ok || e.Code != code || !strings.Contains(e.Args["format"], name) {
			t.Errorf("%s: %v", name, e)
		}
		if code == "columnar" && !strings.Contains(e.Args["python"], `"table.csv"`) {
			t.Errorf("%s: the line of Python is %q", name, e.Args["python"])
		}
	}
	if e, ok := text.Recognise([]byte("\x89PNG\r\n\x1a\n")).(*cell.Error); !ok || e.Code != "picture" || e.Args["format"] != "PNG" {
		t.Errorf("a picture: %v", e)
	}
	if e, ok := text.Recognise([]byte("\x00\x00\x08\x03\x00")).(*cell.Error); !ok || e.Code != "images" {
		t.Errorf("images: %v", e)
	}
	for _, file := range []string{"", "a,b\n", "1,2:30,3:40\n", "12:30 1:2 3:4", "P,K\n", "PAR1,PAR2\n1,2\n"} {
		if err := text.Recognise([]byte(file)); err != nil {
			t.Errorf("%q: %v", file, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"), byte(0))
	f.Add([]byte("gr\xf6\xdfe"), byte(4))
	f.Fuzz(func(t *testing.T, file []byte, n byte) {
		encodings := []text.Encoding{"", text.UTF8, text.UTF16LE, text.UTF16BE, text.Windows1252}
		got, encoding, err := decode(file, encodings[int(n)%len(encodings)])
		if err != nil {
			return
		}
		if bytes.IndexByte([]byte(got), 0) >= 0 {
			t.Fatalf("%q has a byte 0 after decoding", got)
		}
		d := text.NewDecoder(file, encoding) // at once, not in small steps
		for more := true; more; {
			if more, err = d.Step(1 << 20); err != nil {
				t.Fatal(err)
			}
		}
		if string(d.Text()) != got {
			t.Fatalf("in small steps %q, at once %q", got, d.Text())
		}
	})
}

// TestCellsOfAnyLengthEndWhereTheyShould has cells whose ends are at every place of the
// eight bytes that are looked at together, also near the end of the text.
func TestCellsOfAnyLengthEndWhereTheyShould(t *testing.T) {
	for _, end := range []string{"\n", "\r", "\r\n"} {
		for a := 1; a < 20; a++ {
			for b := range 20 {
				first, second := strings.Repeat("é", a), strings.Repeat("1", b)
				content := first + ";" + second + end + second + ";" + first
				s := text.NewSplitter([]byte(content), text.Dialect{Separator: text.Semicolon})
				var got []string
				for s.Next() {
					for _, f := range s.Fields() {
						got = append(got, string(f))
					}
				}
				if want := []string{first, second, second, first}; !slices.Equal(got, want) {
					t.Fatalf("%q is split into %q, want %q", content, got, want)
				}
			}
		}
	}
}
