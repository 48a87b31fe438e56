package preprocess

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strconv"

	"bonsai/engine/table/cell"
)

// jsonVersion is that of the JSON form; it changes when old programs would
// misread a new form.
const jsonVersion = 1

type jsonForm struct {
	Version int          `json:"version"`
	Missing string       `json:"missing"` // "refuse" or "fill"
	Columns []jsonColumn `json:"columns"`
	Target  jsonTarget   `json:"target"`
}

type jsonColumn struct {
	Name       string    `json:"name"`
	Type       cell.Type `json:"type"`
	Use        bool      `json:"use"`
	Mean       float64   `json:"mean,omitempty"`
	Deviation  float64   `json:"deviation,omitempty"`
	Categories []string  `json:"categories,omitempty"`
	Other      bool      `json:"other,omitempty"`
	Fill       int       `json:"fill,omitempty"`
	Indicator  bool      `json:"indicator,omitempty"`
}

type jsonTarget struct {
	Name      string   `json:"name"`
	Classes   []string `json:"classes,omitempty"`
	Mean      float64  `json:"mean,omitempty"`
	Deviation float64  `json:"deviation,omitempty"`
}

// MarshalJSON writes the preprocessing as JSON that UnmarshalJSON reads back to
// the same bits.
func (p Preprocessing) MarshalJSON() ([]byte, error) {
	form := jsonForm{Version: jsonVersion, Missing: "refuse", Columns: []jsonColumn{}, Target: jsonTarget(p.Target)}
	if p.Fill {
		form.Missing = "fill"
	}
	for _, c := range p.Columns {
		form.Columns = append(form.Columns, jsonColumn{
			c.Name, c.Type, c.Use, c.Mean, c.Deviation, c.Categories, c.Other, c.FillIn, c.Indicator,
		})
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON wrote, and refuses what it would never
// write.
func (p *Preprocessing) UnmarshalJSON(b []byte) error {
	var form jsonForm
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&form); err != nil {
		return stored(err.Error())
	}
	if _, err := d.Token(); err != io.EOF {
		return stored("text follows it")
	}
	if form.Version != jsonVersion {
		return stored("its version is " + strconv.Itoa(form.Version) + ", and 1 can be read")
	}
	if form.Missing != "refuse" && form.Missing != "fill" {
		return stored("missing values are neither refused nor filled in")
	}
	read := Preprocessing{Fill: form.Missing == "fill", Target: Target(form.Target)}
	for _, c := range form.Columns {
		read.Columns = append(read.Columns, Column{
			c.Name, c.Type, c.Use, c.Mean, c.Deviation, c.Categories, c.Other, c.Fill, c.Indicator,
		})
	}
	if err := read.check(); err != nil {
		return err
	}
	*p = read
	return nil
}

func stored(detail string) error { return cell.NewError("stored", "detail", detail) }

// What a stored preprocessing may have at most.
const (
	maxColumns = 2048
	maxClasses = 100
)

// check refuses what Fit would not make.
func (p *Preprocessing) check() error {
	if len(p.Columns) > maxColumns {
		return stored("it has more than " + strconv.Itoa(maxColumns) + " columns")
	}
	names := map[string]bool{p.Target.Name: true}
	for i := range p.Columns {
		c := &p.Columns[i]
		if names[c.Name] {
			return stored("the column “" + c.Name + "” is there twice")
		}
		names[c.Name] = true
		if !c.sound(p.Fill) {
			return stored("the column “" + c.Name + "” has values that do not go together")
		}
	}
	if p.Width() == 0 {
		return stored("no column is used")
	}
	if !p.Target.sound() {
		return stored("the target has values that do not go together")
	}
	return nil
}

// sound reports whether a column has only what its type has.
func (c *Column) sound(fill bool) bool {
	scale := c.Mean != 0 || c.Deviation != 0
	sorts := len(c.Categories) > 0 || c.Other
	switch {
	case !c.Type.Known():
		return false
	case !c.Use:
		return !scale && !sorts && c.FillIn == 0 && !c.Indicator
	case c.Indicator && !fill:
		return false
	case c.Type == cell.Name:
		return false
	case c.Type == cell.Category:
		return !scale && len(c.Categories) <= MaxCategories && different(c.Categories) &&
			c.FillIn >= 0 && c.FillIn <= max(0, len(c.Categories)-1)
	case c.Type == cell.YesNo:
		return !scale && !sorts && (c.FillIn == 0 || c.FillIn == 1)
	}
	return !sorts && c.FillIn == 0 && isScale(c.Mean, c.Deviation)
}

func (t *Target) sound() bool {
	if t.Classes == nil {
		return isScale(t.Mean, t.Deviation)
	}
	return t.Mean == 0 && t.Deviation == 0 && len(t.Classes) >= 2 && len(t.Classes) <= maxClasses && different(t.Classes)
}

// isScale reports whether numbers that fit in a float32 can have this mean and
// deviation.
func isScale(mean, deviation float64) bool {
	const most = 2 * math.MaxFloat32 // rounding may lead a little beyond MaxFloat32
	return math.Abs(mean) <= most && deviation >= 0 && deviation <= most
}

func different(names []string) bool {
	sorted := slices.Sorted(slices.Values(names))
	return len(slices.Compact(sorted)) == len(names)
}
