package cell

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// An Error says what is wrong with a file, with choices about it or with a row
// of values. Code names the kind; Args are what to fill into the sentence about
// it, so that it can be told in any language. Rows and columns count from 1;
// rows of a file are its lines, as an editor counts them.
type Error struct {
	Code string
	Args map[string]string
}

// NewError makes an Error out of pairs of an argument's name and value.
func NewError(code string, pairs ...any) *Error {
	e := &Error{Code: code, Args: map[string]string{}}
	for i := 0; i < len(pairs); i += 2 {
		value := []rune(fmt.Sprint(pairs[i+1]))
		if len(value) > longestArgument {
			value = append(value[:longestArgument-1], '…')
		}
		e.Args[pairs[i].(string)] = string(value)
	}
	return e
}

// longestArgument is how many characters of a value an error quotes.
const longestArgument = 120

func (e *Error) Error() string {
	text := sentences[e.Code]
	for name, value := range e.Args {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	return "table: " + text
}

// Codes returns the codes of all errors, sorted.
func Codes() []string { return slices.Sorted(maps.Keys(sentences)) }

// Sentence returns the English sentence of a code, with its arguments in
// braces.
func Sentence(code string) string { return sentences[code] }

// sentences in English, by code.
var sentences = map[string]string{
	// The file as a whole.
	"empty":       "the file is empty; a table needs a row of names and rows of values",
	"tooLarge":    "the file has {have} MB; at most {max} MB can be opened: keep fewer rows or columns",
	"tooManyRows": "the file has more than {max} rows, the most that can be opened: keep fewer",
	"tooManyColumns": "row {row} has {have} columns; at most {max} can be opened. " +
		"If it should have fewer, choose another separator",
	"tooManyCells": "the table has more than {max} cells, the most that can be opened: keep fewer rows or columns",
	"format":       "this is a file in the format {format}, which cannot be opened here: open it in the program it comes from and save it as CSV",
	"columnar":     "this is a file in the format {format}, which cannot be opened here: save it as CSV, in Python: {python}",
	"packed":       "this is a compressed file ({format}), which cannot be opened here: unpack it, and open the table inside",
	"picture":      "this is a picture ({format}), which cannot be opened here: open images as a set of files in MNIST's format, or as a table with a row of pixels for each",
	"images":       "this is a file of images in MNIST's format: open it together with the file of its labels",
	"gzip":         "the file begins like gzip, but it is damaged or was cut short: get it again",
	"binary":       "row {row} has a byte 0, so this is not text, or not in the encoding {encoding}: save it as CSV in UTF-8",
	"oneColumn": "every row has one column only; a table needs two or more, " +
		"separated by comma, semicolon, tab, vertical bar or spaces",
	"noRows":    "there are no rows of values below the names of the columns",
	"openQuote": "the quote that begins in row {row} is never closed: close it, or choose another quote character",
	"shortRow": "row {row} has {have} columns, where the others have {want}: " +
		"complete the row, or choose another separator or quote character",
	"longRow": "row {row} has {have} columns, where the others have {want}: " +
		"shorten the row, or choose another separator or quote character",
	"separator":     "the first line asks for the separator {value}; known are comma, semicolon, tab, vertical bar and space",
	"skipped":       "lines above or below the table: “{value}” is not a whole number from 0 to {max}",
	"arffAttribute": "row {row}: an attribute of an ARFF file needs a name and a type: numeric, nominal, date or string",
	"arffNone":      "row {row}: there is no @attribute before @data",
	"arffUnknown":   "row {row}: an ARFF file can have @relation, @attribute and @data here",
	"arffNoData":    "the ARFF file ends in row {row} without the line @data",
	"arffSparse":    "row {row}: this is a sparse ARFF file, which cannot be opened here: save it as CSV",
	"jsonComma":     "record {row} of the JSON: a comma is missing",
	"jsonName":      "record {row} of the JSON: a name in quotes, with a colon behind it, is missing",
	"jsonValue":     "record {row} of the JSON: a value is missing or wrong",
	"jsonEnd":       "the JSON ends in record {row}: it was cut short",
	"jsonAfter":     "there is text after the end of the JSON list",
	"jsonShape":     "this JSON is not a table: a list of records is needed, such as [{“size”: 1, “price”: 2}, …]",

	// Choices about it.
	"choices":      "the choices about the table are damaged at “{part}”: open the file again and choose again",
	"columnCount":  "the file has {have} columns, and the choices are about {want}: is it another version of the file?",
	"noTarget":     "there is no column to predict: choose a target that has two or more values",
	"targetType":   "column “{column}” cannot be the target as a {type}: choose it as number, category or yes/no",
	"noFeatures":   "no column is left to learn from: use one or more as features",
	"notNumber":    "row {row}, column “{column}”: “{value}” is not a number; correct it, count words as missing, or choose the column as category",
	"hexadecimal":  "row {row}, column “{column}”: “{value}” is a hexadecimal number; write it in decimal digits",
	"notDate":      "row {row}, column “{column}”: “{value}” is not a date in this order; choose another order, or leave the column out",
	"notYesNo":     "row {row}, column “{column}”: “{value}” is not a word for yes or no; choose the column as category",
	"oneClass":     "column “{column}” has only the value “{value}”; a target needs two or more: choose another column",
	"manyClasses":  "column “{column}” has more than {max} different values, too many for classes: choose another column, or regression",
	"constantGoal": "column “{column}” has the same number in every row, so there is nothing to fit: choose another column",
	"fewRows":      "only {have} rows can be used; {want} are needed at least",

	// Rows of values.
	"rowKind":     "row {row} is {value}; right is a list of values, or a record of values by column",
	"rowLength":   "row {row} has {have} values; right are {want}",
	"rowUnknown":  "row {row}: there is no column “{column}”; known are {options}",
	"rowMissing":  "row {row}, column “{column}”: a value is missing, and this network was trained on complete rows",
	"rowNumber":   "row {row}, column “{column}”: {value} is not a number",
	"rowInfinite": "row {row}, column “{column}”: {value} is not a finite number that fits in 32 bits",
	"rowDate":     "row {row}, column “{column}”: {value} is not a date as the file has them",
	"rowYesNo":    "row {row}, column “{column}”: {value} is not yes or no",
	"rowCategory": "row {row}, column “{column}”: {value} is not a word or a number",

	// A stored preprocessing.
	"stored": "the stored preprocessing is damaged: {detail}",
}
