package text

import (
	"bytes"

	"bonsai/engine/table/cell"
)

// foreign lists how files begin that are not tables of text.
var foreign = []struct{ prefix, format string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Office file (.xls)"},
	{"PAR1", "a Parquet file"},
	{"ARROW1", "an Arrow or Feather file"},
	{"FEA1", "a Feather file"},
	{"\x93NUMPY", "a NumPy array (.npy)"},
	{"\x89HDF\r\n\x1a\n", "an HDF5 file"},
	{"CDF\x01", "a NetCDF file"},
	{"CDF\x02", "a NetCDF file"},
	{"MATLAB 5.0 MAT-file", "a MATLAB file"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"RDX2\n", "an R data file"},
	{"RDX3\n", "an R data file"},
	{"X\n\x00\x00", "an R data file (.rds)"},
	{"$FL2", "an SPSS file"},
	{"<stata_dta>", "a Stata file"},
	{"\x80\x02", "a Python pickle"},
	{"\x80\x03", "a Python pickle"},
	{"\x80\x04", "a Python pickle"},
	{"\x80\x05", "a Python pickle"},
	{"BZh", "a bzip2 archive"},
	{"\xfd7zXZ\x00", "an xz archive"},
	{"\x28\xb5\x2f\xfd", "a Zstandard archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
	{"Rar!\x1a\x07", "a RAR archive"},
	{"%PDF-", "a PDF document"},
	{"{\\rtf", "an RTF document"},
	{"\x89PNG\r\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF8", "a GIF image"},
}

// Recognise returns an error for a file that begins like one of another format
// than a table of text, which says what to do with it.
func Recognise(file []byte) error {
	for _, f := range foreign {
		if bytes.HasPrefix(file, []byte(f.prefix)) {
			return cell.NewError("format", "format", f.format)
		}
	}
	if bytes.HasPrefix(file, []byte("PK\x03\x04")) || bytes.HasPrefix(file, []byte("PK\x05\x06")) {
		return cell.NewError("format", "format", zipFormat(file))
	}
	if len(file) > 4 && file[0] == 0 && file[1] == 0 && file[2] == 8 && (file[3] == 1 || file[3] == 3) {
		return cell.NewError("images")
	}
	if bytes.HasPrefix(file[min(257, len(file)):], []byte("ustar")) {
		return cell.NewError("format", "format", "a tar archive")
	}
	if isSparse(file) {
		return cell.NewError("format", "format", "a sparse file of LIBSVM")
	}
	return recogniseMarkup(file)
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

// zipFormat says by the names in an archive what it holds.
func zipFormat(file []byte) string {
	has := func(name string) bool { return bytes.Contains(file, []byte(name)) }
	switch {
	case has("xl/workbook") || has("xl/worksheets"):
		return "an Excel file (.xlsx)"
	case has("opendocument.spreadsheet"):
		return "a LibreOffice spreadsheet (.ods)"
	case has("word/document"):
		return "a Word document"
	case has(".npy"):
		return "a NumPy archive (.npz)"
	}
	return "an Excel file (.xlsx) or another zip archive"
}

// recogniseMarkup returns an error for a web page and other XML.
func recogniseMarkup(file []byte) error {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(file[:min(512, len(file))], []byte("\ufeff")), " \t\r\n"))
	for _, f := range []struct{ prefix, format string }{
		{"<!doctype html", "a web page (HTML)"}, {"<html", "a web page (HTML)"}, {"<?xml", "an XML file"},
		{"<svg", "an SVG image"},
	} {
		if bytes.HasPrefix(start, []byte(f.prefix)) {
			return cell.NewError("format", "format", f.format)
		}
	}
	return nil
}
