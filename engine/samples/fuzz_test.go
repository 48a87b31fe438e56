package samples

import (
	"bytes"
	"testing"

	"bonsai/engine/recipe"
)

// FuzzFiles reads one to four files that a person may have chosen together. What is
// accepted can begin an experiment, or says by a problem why not; read again it has
// the same digest.
func FuzzFiles(f *testing.F) {
	idx := func(kind byte, sizes ...byte) []byte {
		b := []byte{0, 0, 8, kind}
		n := 1
		for _, s := range sizes {
			b = append(b, 0, 0, 0, s)
			n *= int(s)
		}
		return append(b, bytes.Repeat([]byte{0, 1, 2}, n)[:n]...)
	}
	f.Add([]byte("a,b,c\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n"), []byte(nil), []byte(nil), []byte(nil), "")
	f.Add([]byte("a;b\n1,5;2\n"), []byte("a;b\n1;2\n"), []byte(nil), []byte(nil), "t0")
	f.Add(idx(3, 6, 2, 2), idx(1, 6), []byte(nil), []byte(nil), "")
	f.Add(idx(3, 6, 2, 2), idx(1, 6), idx(3, 3, 2, 2), idx(1, 3), "")
	f.Add([]byte("PK\x03\x04"), []byte("\x80\x02}q\x00."), []byte("{}"), []byte("\x93NUMPY"), "")
	f.Fuzz(func(t *testing.T, a, b, c, d []byte, reading string) {
		var files []File
		for i, content := range [][]byte{a, b, c, d} {
			if len(content) > 0 || i == 0 {
				files = append(files, File{Name: string(rune('a'+i)) + ".csv", Bytes: content})
			}
		}
		read, err := Read(files)
		if err != nil {
			return
		}
		again, err := Read(files)
		if err != nil || again.Digest != read.Digest {
			t.Fatalf("the same files have the digests %q and %q (%v)", read.Digest, again.Digest, err)
		}
		begin, err := read.Begin(reading, "")
		if err != nil {
			return
		}
		standard := recipe.Default()
		r, _, err := begin.Apply(&standard)
		if err != nil {
			if reading == "" {
				t.Fatalf("an experiment cannot begin as the files suggest: %v", err)
			}
			return
		}
		s, err := New(&r, read)
		if err != nil || s.Empty {
			return
		}
		for _, set := range []int{len(s.Train.X) - s.Train.N*s.Train.F, len(s.Test.X) - s.Test.N*s.Test.F, len(s.Train.Y) - s.Train.N, s.Train.F - len(s.Inputs)} {
			if set != 0 {
				t.Fatalf("%d samples of %d features have %d numbers and %d labels", s.Train.N, s.Train.F, len(s.Train.X), len(s.Train.Y))
			}
		}
	})
}
