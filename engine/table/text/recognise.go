package text

import (
	"bytes"

	"bonsai/engine/table/cell"
)

// A start is how files of a format begin.
type start struct{ prefix, format string }

// columnar lists formats of tables, with the line of Python that makes a CSV file of one.
var columnar = []struct {
	start
	python string
}{
	{start{"PAR1", "Parquet"}, `pandas.read_parquet("table").to_csv("table.csv", index=False)`},
	{start{"ARROW1", "Arrow / Feather"}, `pandas.read_feather("table").to_csv("table.csv", index=False)`},
	{start{"FEA1", "Feather"}, `pandas.read_feather("table").to_csv("table.csv", index=False)`},
	{start{"\x93NUMPY", "NumPy (.npy)"}, `numpy.savetxt("table.csv", numpy.load("table.npy"), delimiter=",")`},
}

// packed lists formats in which a table can be compressed, but gzip.
var packed = []start{
	{"BZh", "bzip2"},
	{"\xfd7zXZ\x00", "xz"},
	{"\x28\xb5\x2f\xfd", "Zstandard"},
	{"7z\xbc\xaf\x27\x1c", "7z"},
	{"Rar!\x1a\x07", "RAR"},
}

// foreign lists other formats that are not tables of text.
var foreign = []start{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel (.xls)"},
	{"\x89HDF\r\n\x1a\n", "HDF5"},
	{"CDF\x01", "NetCDF"},
	{"CDF\x02", "NetCDF"},
	{"MATLAB 5.0 MAT-file", "MATLAB (.mat)"},
	{"SQLite format 3\x00", "SQLite"},
	{"RDX2\n", "R (.RData)"},
	{"RDX3\n", "R (.RData)"},
	{"X\n\x00\x00", "R (.rds)"},
	{"$FL2", "SPSS (.sav)"},
	{"<stata_dta>", "Stata (.dta)"},
	{"\x80\x02", "Python pickle"},
	{"\x80\x03", "Python pickle"},
	{"\x80\x04", "Python pickle"},
	{"\x80\x05", "Python pickle"},
	{"%PDF-", "PDF"},
	{"{\\rtf", "RTF"},
}

// pictures lists formats of single pictures.
var pictures = []start{
	{"\x89PNG\r\n", "PNG"},
	{"\xff\xd8\xff", "JPEG"},
	{"GIF8", "GIF"},
}

// Recognise returns an error for a file that begins like one of another format
// than a table of text, which says what to do with it.
func Recognise(file []byte) error {
	for _, kind := range []struct {
		code    string
		formats []start
	}{{"format", foreign}, {"picture", pictures}, {"packed", packed}} {
		for _, f := range kind.formats {
			if f.begins(file) {
				return cell.NewError(kind.code, "format", f.format)
			}
		}
	}
	for _, f := range columnar {
		if f.begins(file) {
			return cell.NewError("columnar", "format", f.format, "python", f.python)
		}
	}
	if bytes.HasPrefix(file, []byte("PK\x03\x04")) || bytes.HasPrefix(file, []byte("PK\x05\x06")) {
		return recogniseZip(file)
	}
	if len(file) > 4 && file[0] == 0 && file[1] == 0 && file[2] == 8 && (file[3] == 1 || file[3] == 3) {
		return cell.NewError("images")
	}
	if bytes.HasPrefix(file[min(257, len(file)):], []byte("ustar")) {
		return cell.NewError("packed", "format", "tar")
	}
	if isSparse(file) {
		return cell.NewError("format", "format", "LIBSVM")
	}
	return recogniseMarkup(file)
}

// begins reports whether a file has the start of a format.
func (s start) begins(file []byte) bool {
	// "PAR1,PAR2" may be the names of a table's columns.
	return bytes.HasPrefix(file, []byte(s.prefix)) && (isBinary(file) || len(s.prefix) > 4)
}

// isSparse reports whether a file begins with a label and pairs of a feature's
// number and its value, such as +1 1:0.7 4:-2.
func isSparse(file []byte) bool {
	line, _, _ := bytes.Cut(file[:min(len(file), 1<<12)], []byte("\n"))
	words := bytes.Fields(line)
	const least = 3
	if len(words) < least || !isNumber(words[0]) {
		return false
	}
	for _, pair := range words[1:least] {
		number, value, found := bytes.Cut(pair, []byte(":"))
		if !found || !isNumber(number) || bytes.ContainsAny(number, ".eE") || !isNumber(value) {
			return false
		}
	}
	return true
}

// isBinary reports whether a file begins with bytes that no text has.
func isBinary(file []byte) bool {
	for _, c := range file[:min(len(file), 512)] {
		if c < '\t' || c >= 0x80 {
			return true
		}
	}
	return false
}

// recogniseZip returns an error for an archive, by the names in it.
func recogniseZip(file []byte) error {
	has := func(name string) bool { return bytes.Contains(file, []byte(name)) }
	format := "Excel (.xlsx) / zip"
	switch {
	case has("xl/workbook") || has("xl/worksheets"):
		format = "Excel (.xlsx)"
	case has("opendocument.spreadsheet"):
		format = "LibreOffice (.ods)"
	case has("word/document"):
		format = "Word (.docx)"
	case has(".npy"):
		const python = `numpy.savetxt("table.csv", numpy.column_stack([a["X"], a["y"]]), delimiter=",")`
		return cell.NewError("columnar", "format", "NumPy (.npz)", "python", `a = numpy.load("table.npz"); `+python)
	case has(".csv"), has(".tsv"), has(".txt"), has(".arff"), has(".data"):
		return cell.NewError("packed", "format", "zip")
	}
	return cell.NewError("format", "format", format)
}

// recogniseMarkup returns an error for a web page and other XML.
func recogniseMarkup(file []byte) error {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(file[:min(512, len(file))], []byte("\ufeff")), " \t\r\n"))
	for _, f := range []struct{ prefix, format string }{
		{"<!doctype html", "HTML"}, {"<html", "HTML"}, {"<?xml", "XML"},
		{"<svg", "SVG"},
	} {
		if bytes.HasPrefix(start, []byte(f.prefix)) {
			return cell.NewError("format", "format", f.format)
		}
	}
	return nil
}
