package data

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// idxBytes writes an IDX file by the definition of the format.
func idxBytes(magic uint32, dimensions []uint32, body ...byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, magic)
	for _, d := range dimensions {
		b = binary.BigEndian.AppendUint32(b, d)
	}
	return append(b, body...)
}

func gzipped(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return out.Bytes()
}

// Two images of 2 rows and 3 columns, with the labels 4 and 1.
var (
	twoImages = idxBytes(0x803, []uint32{2, 2, 3}, 0, 51, 102, 153, 204, 255, 255, 0, 0, 0, 0, 51)
	twoLabels = idxBytes(0x801, []uint32{2}, 4, 1)
)

func TestIDXComesInAnyOrderPlainOrZipped(t *testing.T) {
	for name, files := range map[string][2][]byte{
		"plain":          {twoImages, twoLabels},
		"labels first":   {twoLabels, twoImages},
		"images zipped":  {gzipped(twoImages), twoLabels},
		"both zipped":    {gzipped(twoImages), gzipped(twoLabels)},
		"zipped, turned": {gzipped(twoLabels), gzipped(twoImages)},
	} {
		s, err := ReadIDX(files[0], files[1])
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s.N != 2 || s.F != 6 || s.Classes != 5 {
			t.Errorf("%s: N, F, Classes = %d, %d, %d; want 2, 6, 5", name, s.N, s.F, s.Classes)
		}
		if !slices.Equal(s.X, []float32{0, 0.2, 0.4, 0.6, 0.8, 1, 1, 0, 0, 0, 0, 0.2}) {
			t.Errorf("%s: the pixels are %v", name, s.X)
		}
		if !slices.Equal(s.Y, []float32{4, 1}) {
			t.Errorf("%s: the labels are %v", name, s.Y)
		}
	}
}

// An image larger than the buffer that files are read through.
func TestIDXOfManyParts(t *testing.T) {
	body := make([]byte, 2*300*300)
	for i := range body {
		body[i] = byte(i % 251)
	}
	s, err := ReadIDX(gzipped(idxBytes(0x803, []uint32{2, 300, 300}, body...)), twoLabels)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range s.X {
		if v != float32(i%251)/255 {
			t.Fatalf("pixel %d is %v, want %d/255", i, v, i%251)
		}
	}
}

func TestIDXErrorsNameWhatIsWrong(t *testing.T) {
	flipped := gzipped(twoImages)
	flipped[len(flipped)-6] ^= 1 // in the checksum
	for name, c := range map[string]struct {
		a, b []byte
		want []string
	}{
		"nothing":            {nil, twoLabels, []string{"first", "header"}},
		"a header cut short": {twoImages, twoLabels[:6], []string{"second", "header"}},
		"another format":     {twoImages, []byte("\x89PNG\r\n\x1a\n"), []string{"second", "0x89504e47", "0x00000803", "0x00000801"}},
		"floats":             {idxBytes(0xd03, []uint32{2, 2, 3}), twoLabels, []string{"first", "0x00000d03", "unsigned bytes"}},
		"images twice":       {twoImages, twoImages, []string{"both", "images", "labels"}},
		"labels twice":       {twoLabels, gzipped(twoLabels), []string{"both", "labels", "images"}},
		"no images":          {idxBytes(0x803, []uint32{0, 2, 3}), twoLabels, []string{"first", "no images", "0"}},
		"no pixels":          {idxBytes(0x803, []uint32{2, 0, 3}), twoLabels, []string{"first", "no images"}},
		"a label too many":   {twoImages, idxBytes(0x801, []uint32{3}, 0, 1, 2), []string{"2 images", "3 labels", "one for each"}},
		"too many pixels":    {idxBytes(0x803, []uint32{100_001, 100, 10}), twoLabels, []string{"first", "100000000", "limit"}},
		"2⁹⁶ pixels":         {idxBytes(0x803, []uint32{1 << 31, 1 << 31, 1 << 31}), twoLabels, []string{"first", "limit"}},
		"images cut short":   {twoImages[:len(twoImages)-5], twoLabels, []string{"images", "7 of the 12"}},
		"a byte too many":    {append(slices.Clone(twoImages), 0), twoLabels, []string{"images", "go on", "12"}},
		"labels go on":       {twoImages, append(slices.Clone(twoLabels), 0), []string{"labels", "go on", "2"}},
		"a far lie":          {idxBytes(0x803, []uint32{2, 3000, 3000}, 1), twoLabels, []string{"first", "cut short", "18000000"}},
		"a zipped lie":       {gzipped(idxBytes(0x803, []uint32{2, 3000, 3000}, 1)), twoLabels, []string{"first", "cut short", "18000000"}},
		"a zipped short":     {gzipped(twoImages[:20]), twoLabels, []string{"images", "4 of the 12"}},
		"gzip cut short":     {gzipped(twoImages)[:30], twoLabels, []string{"data: ", "EOF"}},
		"gzip in name only":  {[]byte{0x1f, 0x8b, 0, 0}, twoLabels, []string{"first", "gzip"}},
		"a wrong checksum":   {flipped, twoLabels, []string{"images", "broken", "checksum"}},
		"a bomb":             {gzipped(append(slices.Clone(twoImages), make([]byte, 5_000_000)...)), twoLabels, []string{"images", "go on", "12"}},
		"one class":          {twoImages, idxBytes(0x801, []uint32{2}, 0, 0), []string{"labels are 0", "two classes"}},
	} {
		_, err := ReadIDX(c.a, c.b)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, part := range append(c.want, "data: ") {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q does not say %q", name, err, part)
			}
		}
	}
}

func TestImagesKeepHeightAndWidth(t *testing.T) {
	s, err := ReadIDX(twoImages, twoLabels)
	if err != nil {
		t.Fatal(err)
	}
	train, _ := s.Shuffled(1).Split(0.5)
	if train.Height != 2 || train.Width != 3 {
		t.Errorf("images of %d×%d; want 2 high and 3 wide", train.Height, train.Width)
	}
	for _, k := range Kinds() {
		if k.Height != k.Side || k.Width != k.Side {
			t.Errorf("%s: images of %d×%d with the side %d", k.Name, k.Height, k.Width, k.Side)
		}
		if k.Samples == 0 {
			continue
		}
		if s, err := Preview(k.Name, 8); err != nil || s.Height != k.Height || s.Width != k.Width {
			t.Errorf("%s: its set has images of %d×%d, %v; its kind says %d×%d", k.Name, s.Height, s.Width, err, k.Height, k.Width)
		}
	}
}

func TestLabelsThatOccurKeepTheirNames(t *testing.T) {
	train := Set{Y: []float32{10, 1, 3, 1}, N: 4, Classes: 11}
	test := Set{Y: []float32{3, 7}, N: 2, Classes: 8}
	sets, names, err := NameLabels(train, test)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(names, []string{"1", "3", "7", "10"}) {
		t.Errorf("the classes are %q", names)
	}
	if !slices.Equal(sets[0].Y, []float32{3, 0, 1, 0}) || !slices.Equal(sets[1].Y, []float32{1, 2}) {
		t.Errorf("the labels became %v and %v", sets[0].Y, sets[1].Y)
	}
	if sets[0].Classes != 4 || sets[1].Classes != 4 {
		t.Errorf("%d and %d classes; want 4", sets[0].Classes, sets[1].Classes)
	}
	if train.Y[0] != 10 {
		t.Error("the set that was given changed")
	}
	if _, _, err := NameLabels(Set{Y: []float32{3, 3}}); err == nil {
		t.Error("one label only is taken")
	}
}

func FuzzReadIDX(f *testing.F) {
	f.Add(twoImages, twoLabels)
	f.Add(twoLabels, gzipped(twoImages))
	f.Add(gzipped(twoImages), gzipped(twoLabels))
	f.Add(idxBytes(0x803, []uint32{1 << 31, 1 << 31, 4}), twoLabels)
	f.Fuzz(func(t *testing.T, a, b []byte) {
		s, err := ReadIDX(a, b)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "data: ") {
				t.Errorf("the error %q does not name the package", err)
			}
			return
		}
		if s.N < 1 || s.F < 1 || len(s.X) != s.N*s.F || len(s.Y) != s.N || s.Classes < 2 || s.Classes > 256 {
			t.Fatalf("N, F, Classes = %d, %d, %d with %d numbers and %d labels", s.N, s.F, s.Classes, len(s.X), len(s.Y))
		}
		if slices.Min(s.X) < 0 || slices.Max(s.X) > 1 || int(slices.Max(s.Y)) != s.Classes-1 {
			t.Fatal("pixels or labels are out of range")
		}
		again, err := ReadIDX(b, a)
		if err != nil || !slices.Equal(bits(again), bits(s)) {
			t.Fatalf("in the other order they are another set (%v)", err)
		}
	})
}
