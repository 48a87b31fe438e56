package lab

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"bonsai/engine/recipe"
	"bonsai/engine/samples"
	tables "bonsai/engine/table"
)

func openFiles(t *testing.T, l *Lab, files []samples.File) {
	t.Helper()
	if err := readAndOpen(l, files); err != nil {
		t.Fatal(err)
	}
}

func readAndOpen(l *Lab, files []samples.File) error {
	read, err := samples.Read(files)
	if err != nil {
		return err
	}
	return l.Open(read)
}

// table is a CSV file: two classes on either side of a line.
func table(n int) samples.File {
	r := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	b.WriteString("height,width,kind,age\n")
	for range n {
		x, y := r.NormFloat64(), r.NormFloat64()
		kind := "tree"
		if x+y > 0 {
			kind = "bush"
		}
		fmt.Fprintf(&b, "%.3f,%.3f,%s,%d\n", 10+x, 100*y, kind, r.IntN(90))
	}
	return samples.File{Name: "plants.csv", Bytes: []byte(b.String())}
}

func idx(magic uint32, dimensions []int, content []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, magic)
	for _, d := range dimensions {
		b = binary.BigEndian.AppendUint32(b, uint32(d))
	}
	return append(b, content...)
}

// pictures are images of 8×8 whose class is which half is lit.
func pictures(n int) []samples.File {
	r := rand.New(rand.NewPCG(2, uint64(n)))
	var pixels, labels []byte
	for range n {
		label := r.IntN(2)
		labels = append(labels, byte(label))
		for i := range 64 {
			lit := i/32 == label
			v := r.IntN(60)
			if lit {
				v += 150
			}
			pixels = append(pixels, byte(v))
		}
	}
	return []samples.File{
		{Name: fmt.Sprint("images", n), Bytes: idx(0x803, []int{n, 8, 8}, pixels)},
		{Name: fmt.Sprint("labels", n), Bytes: idx(0x801, []int{n}, labels)},
	}
}

// openKinds opens a table and chooses its third column as the target.
func openKinds(t *testing.T, l *Lab) {
	t.Helper()
	files, err := samples.Read([]samples.File{table(400)})
	if err != nil {
		t.Fatal(err)
	}
	choices, err := tables.ParseChoices(files.Reading)
	if err != nil {
		t.Fatal(err)
	}
	choices.Target, choices.Task, choices.Columns[3].Use = 2, tables.Classification, true
	if err := l.OpenAs(files, choices.String(), ""); err != nil {
		t.Fatal(err)
	}
}

func TestATableOfOnesOwnIsLearnt(t *testing.T) {
	l := reference(t)
	openKinds(t, l)
	s := l.Snapshot()
	if fmt.Sprint(s.Inputs) != "[height width age]" || fmt.Sprint(s.Names) != "[bush tree]" || s.Own != "plants.csv" {
		t.Fatalf("inputs %v, classes %v, file %s", s.Inputs, s.Names, s.Own)
	}
	do(t, l, recipe.PresetFor("own", true).Set, epochs(40))
	if s := l.Snapshot(); s.Test.Accuracy < 0.93 {
		t.Errorf("accuracy %v", s.Test.Accuracy)
	}
	// The address does not carry the data, but knows them again.
	link, want := l.Snapshot().Link, l.Snapshot()
	do(t, l, load("#steps="), load(link))
	if got := l.Snapshot(); !sameWeights(got, want) {
		t.Error("with the same file open, the address gives other weights")
	}
	stranger := reference(t)
	before := bits(stranger.Snapshot())
	if err := open(stranger, link); err == nil || !strings.Contains(err.Error(), "open the same file") {
		t.Errorf("without the file: %v", err)
	}
	if bits(stranger.Snapshot()) != before {
		t.Error("without the file something changed")
	}
	openKinds(t, stranger)
	do(t, stranger, load(link))
	if !sameWeights(stranger.Snapshot(), want) {
		t.Error("after opening the same file the address gives other weights")
	}
}

func TestImagesOfOnesOwnAreLearnt(t *testing.T) {
	few, many := pictures(60), pictures(200)
	for name, files := range map[string][]samples.File{
		"two files":          many,
		"the other way":      {many[1], many[0]},
		"four, anyhow":       {few[0], many[1], many[0], few[1]},
		"four, in the pairs": {many[0], many[1], few[0], few[1]},
	} {
		l := reference(t)
		openFiles(t, l, files)
		do(t, l, recipe.PresetFor("own", true).Set, epochs(5))
		s := l.Snapshot()
		if s.Height != 8 || s.Width != 8 || s.Classes != 2 || s.Test.Accuracy < 0.95 {
			t.Errorf("%s: images of %d×%d, %d classes, accuracy %v", name, s.Height, s.Width, s.Classes, s.Test.Accuracy)
		}
		if len(files) == 4 && (l.samples.Train.N != 200 || l.samples.Test.N != 60) {
			t.Errorf("%s: trains on %d and tests on %d", name, l.samples.Train.N, l.samples.Test.N)
		}
	}
}

func TestFilesThatCannotBeReadAreToldAndNothingIsLost(t *testing.T) {
	l := reference(t)
	do(t, l, steps(3))
	before := bits(l.Snapshot())
	many := pictures(20)
	for name, test := range map[string]struct {
		files []samples.File
		want  string
	}{
		"nothing":            {nil, "0 files"},
		"three files":        {append(pictures(5), table(3)), "3 files"},
		"text in a number":   {[]samples.File{{Name: "a.csv", Bytes: []byte("x,y\n1,a\nfour,b\n")}}, "no column to predict"},
		"one class":          {[]samples.File{{Name: "a.csv", Bytes: []byte("x,y\n1,a\n2,a\n")}}, "a.csv"},
		"empty":              {[]samples.File{{Name: "a.csv", Bytes: nil}}, "a.csv"},
		"images twice":       {[]samples.File{many[0], many[0]}, "images"},
		"images cut short":   {[]samples.File{{Name: "cut", Bytes: many[0].Bytes[:100]}, many[1]}, "cut"},
		"one file of images": {many[:1], "1 files"},
		"one row of each":    {[]samples.File{{Name: "a.csv", Bytes: []byte("x,y\n1,a\n2,b\n")}}, "2"},
		"four that fit not":  {append(pictures(20), pictures(30)[0], pictures(31)[1]), "images"},
	} {
		err := readAndOpen(l, test.files)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q in it", name, err, test.want)
		}
		if bits(l.Snapshot()) != before {
			t.Fatalf("%s: something changed", name)
		}
	}
	if err := l.Do(recipe.Set{"dataset": json.RawMessage(`"own"`)}); err == nil {
		t.Error("data that nobody opened were accepted")
	}
}

// A receiver who has another version of the file learns in what it differs.
func TestAnotherVersionOfTheFileIsDescribed(t *testing.T) {
	sender := reference(t)
	openKinds(t, sender)
	do(t, sender, steps(3))
	link, digest := sender.Snapshot().Link, sender.Snapshot().Recipe.Own
	wider := table(400)
	wider.Bytes = []byte(strings.ReplaceAll(string(wider.Bytes), "\n", ",1\n"))
	for name, test := range map[string]struct {
		file samples.File
		want []string
	}{
		"fewer rows":    {table(300), []string{"another version", "4 columns", "300 rows", digest}},
		"a column more": {wider, []string{"a table of 4 columns", "has 5 columns", "400 rows", digest}},
	} {
		receiver := reference(t)
		openFiles(t, receiver, []samples.File{test.file})
		err := open(receiver, link)
		for _, want := range test.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q in it", name, err, want)
			}
		}
	}
}
