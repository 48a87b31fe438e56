package table

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"

	"bonsai/engine/table/cell"
	"bonsai/engine/table/text"
)

// What a table may have at most, so that it fits in a browser's tab.
const (
	MaxBytes   = 256 << 20
	MaxRows    = 1_000_000
	MaxColumns = 2048
	MaxCells   = 40_000_000
	maxWords   = 2_000_000 // different words in all columns; more are not told apart
)

// An Error says what is wrong with a file, choices or a row; see cell.Error.
type Error = cell.Error

// A Reader reads a table out of the bytes of a file, some at each Step:
//
//	r := table.NewReader(file, table.Want{})
//	for r.Step(1 << 20) {
//		fmt.Println(r.Progress())
//	}
//	t, err := r.Table()
type Reader struct {
	want Want
	file []byte
	do   func(n int) error // the present stage's work
	err  error

	stage    int
	progress float64 // of the stage

	gzip    *gzip.Reader
	unzips  *bytes.Reader
	decoder *text.Decoder
	rows    rowSource
	budget  int // words that can be stored yet
	most    int // bytes, also of what gzip unpacks to
	dialect text.Dialect
	table   *Table
	numbers []float64 // of the row that is added
	counted int       // columns whose stats are there
}

// Want says how a file is to be read. Its zero value leaves all to detection.
type Want struct {
	// Dialect has the parts that are not to be detected, the others are empty.
	Dialect text.Dialect
	// Exact takes the dialect as it is, as choices made earlier say.
	Exact bool
}

// A rowSource splits text into rows.
type rowSource interface {
	Next() bool
	Fields() [][]byte
	Row() int
	Pos() int
	Err() error
}

// NewReader makes a Reader of a file, whose bytes must not change before the
// table is there.
func NewReader(file []byte, want Want) *Reader {
	r := &Reader{want: want, file: file, budget: maxWords, most: MaxBytes}
	r.do = r.open
	return r
}

// Step does a part of the work, on about n bytes, and reports whether there is
// more to do.
func (r *Reader) Step(n int) bool {
	if r.do == nil {
		return false
	}
	if err := r.do(max(n, 1<<10)); err != nil {
		r.err, r.do, r.table = err, nil, nil
	}
	return r.do != nil
}

// Progress returns the share of the work that is done, from 0 to 1.
func (r *Reader) Progress() float64 {
	if r.do == nil {
		return 1
	}
	// About how long the stages take: unpacking and decoding, splitting, counting.
	from := [...]float64{0, 0.05, 0.2, 0.8, 1}
	return from[r.stage] + (from[r.stage+1]-from[r.stage])*r.progress
}

// Table returns the table once Step has reported that nothing is left to do.
func (r *Reader) Table() (*Table, error) { return r.table, r.err }

// Dialect returns the dialect in which the file is read; its parts are empty as long as
// none is known.
func (r *Reader) Dialect() text.Dialect { return r.dialect }

// next goes on to another stage.
func (r *Reader) next(do func(int) error) {
	r.do, r.progress = do, 0
	r.stage++
}

// open looks at what kind of file it is.
func (r *Reader) open(int) error {
	if len(r.file) > r.most {
		return r.tooLarge()
	}
	if bytes.HasPrefix(r.file, []byte{0x1f, 0x8b}) {
		r.unzips = bytes.NewReader(r.file)
		unzipped, err := gzip.NewReader(r.unzips)
		if err != nil {
			return cell.NewError("gzip")
		}
		r.gzip, r.file = unzipped, nil
		r.do = r.unzip
		return nil
	}
	return r.openPlain()
}

func (r *Reader) tooLarge() error {
	return cell.NewError("tooLarge", "have", len(r.file)>>20, "max", r.most>>20)
}

// unzip unpacks about n bytes.
func (r *Reader) unzip(n int) error {
	have := len(r.file)
	if cap(r.file)-have < n {
		grown := make([]byte, have, max(2*cap(r.file), have+n))
		copy(grown, r.file)
		r.file = grown
	}
	k, err := io.ReadFull(r.gzip, r.file[have:have+n])
	r.file = r.file[:have+k]
	r.progress = 1 - float64(r.unzips.Len())/float64(r.unzips.Size())
	switch {
	case len(r.file) > r.most:
		return r.tooLarge()
	case err == io.EOF || err == io.ErrUnexpectedEOF && r.gzipEnds():
		return r.openPlain()
	case err != nil:
		return cell.NewError("gzip")
	}
	return nil
}

// gzipEnds tells the end of the data from data that break off: after the end,
// reading gives io.EOF.
func (r *Reader) gzipEnds() bool {
	_, err := r.gzip.Read(make([]byte, 1))
	return err == io.EOF
}

func (r *Reader) openPlain() error {
	if len(bytes.TrimSpace(r.file[:min(len(r.file), 1<<16)])) == 0 && len(r.file) < 1<<16 {
		return cell.NewError("empty")
	}
	if !r.want.Exact {
		if err := text.Recognise(r.file); err != nil {
			return err
		}
	}
	r.decoder = text.NewDecoder(r.file, r.want.Dialect.Encoding)
	r.next(r.decode)
	return nil
}

func (r *Reader) decode(n int) error {
	more, err := r.decoder.Step(n)
	if r.progress = r.decoder.Progress(); more || err != nil {
		return err
	}
	r.file = nil
	r.do = r.detect // which takes a moment only
	return nil
}

// detect finds the dialect, and the names of the columns where they are apart.
func (r *Reader) detect(int) error {
	content := r.decoder.Text()
	d := r.want.Dialect
	if !r.want.Exact {
		d.Encoding = r.decoder.Encoding()
		var err error
		if d, err = text.Detect(content, d); err != nil {
			return err
		}
	}
	r.dialect = d
	r.table = &Table{Dialect: d, style: styleOf(d)}
	switch d.Format {
	case text.ARFF:
		attributes, splitter, err := text.ParseARFF(content)
		if err != nil {
			return err
		}
		for _, a := range attributes {
			r.table.add(a.Name)
		}
		r.table.attributes = attributes
		r.rows = splitter
	case text.JSON:
		r.rows = text.NewRecords(content)
	default:
		r.rows = text.NewSplitter(content, d)
	}
	r.next(r.read)
	return nil
}

func styleOf(d text.Dialect) cell.Style {
	s := cell.Style{Comma: d.Decimal == text.DecimalComma}
	switch d.Thousands {
	case text.ThousandsComma:
		s.Group = ','
	case text.ThousandsPoint:
		s.Group = '.'
	case text.ThousandsSpace:
		s.Group = ' '
	case text.ThousandsApostrophe:
		s.Group = '\''
	}
	return s
}

// read reads rows for about n bytes.
func (r *Reader) read(n int) error {
	end := r.rows.Pos() + n
	for r.rows.Pos() < end {
		if !r.rows.Next() {
			return r.finish()
		}
		if err := r.addRow(); err != nil {
			return err
		}
	}
	r.progress = float64(r.rows.Pos()) / float64(len(r.decoder.Text()))
	return nil
}

// finish checks what was read and goes on to count it.
func (r *Reader) finish() error {
	if err := r.rows.Err(); err != nil {
		return err
	}
	t := r.table
	if t.N == 0 {
		return cell.NewError("noRows")
	}
	if len(t.columns) < 2 {
		return cell.NewError("oneColumn")
	}
	t.nameColumns()
	r.rows, r.decoder = nil, nil
	r.next(r.count)
	return nil
}

// count fills the stats of about n/8 cells.
func (r *Reader) count(n int) error {
	t := r.table
	for cells := 0; cells < n/8; cells += t.N {
		if r.counted == len(t.columns) {
			r.do = nil
			return nil
		}
		t.columns[r.counted].count(t.N)
		t.columns[r.counted].findKinds(t.style)
		r.counted++
	}
	r.progress = float64(r.counted) / float64(len(t.columns))
	return nil
}

// defaultName is the name of column j, counted from 0, that has none.
func defaultName(j int) string { return "x" + strconv.Itoa(j+1) }
