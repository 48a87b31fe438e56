package zip

import (
	standard "archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

func Example() {
	var w Writer
	w.Add("hello.txt", []byte("hello"))
	entries, err := Read(w.Bytes())
	if err != nil {
		panic(err)
	}
	b, err := entries[0].Open(100)
	fmt.Println(entries[0].Name, string(b), err)
	// Output: hello.txt hello <nil>
}

// archive makes one with the standard library.
func archive(t testing.TB, method uint16, comment string, files ...string) []byte {
	var b bytes.Buffer
	w := standard.NewWriter(&b)
	for i, content := range files {
		f, err := w.CreateHeader(&standard.FileHeader{Name: fmt.Sprint("f", i), Method: method, Extra: []byte{1, 0, 0, 0}})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, content)
	}
	w.SetComment(comment)
	w.Close()
	return b.Bytes()
}

func TestReadsWhatTheStandardLibraryWrites(t *testing.T) {
	files := []string{"", "short", strings.Repeat("again and again ", 1000)}
	for _, method := range []uint16{standard.Store, standard.Deflate} {
		for _, comment := range []string{"", strings.Repeat("c", 65535)} {
			entries, err := Read(archive(t, method, comment, files...))
			if err != nil || len(entries) != len(files) {
				t.Fatalf("%d files, %v", len(entries), err)
			}
			for i, want := range files {
				got, err := entries[i].Open(len(want))
				if err != nil || string(got) != want || entries[i].Name != fmt.Sprint("f", i) {
					t.Errorf("file %d: %d bytes, %v", i, len(got), err)
				}
				if _, err := entries[i].Open(len(want) - 1); err == nil || !strings.Contains(err.Error(), "more than") {
					t.Errorf("file %d with one byte less: %v", i, err)
				}
			}
		}
	}
}

func TestTheStandardLibraryReadsWhatIsWritten(t *testing.T) {
	var w Writer
	w.Add("a", []byte("first"))
	w.Add("folder/b", nil)
	b := w.Bytes()
	r, err := standard.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, f := range r.File {
		c, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(c)
		got += fmt.Sprint(f.Name, "=", string(content), err, " ")
	}
	if want := "a=first<nil> folder/b=<nil> "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDamageIsAnError(t *testing.T) {
	whole := archive(t, standard.Deflate, "", "some content that is long enough to be damaged")
	if _, err := Read(whole[:len(whole)-5]); err == nil {
		t.Error("cut off: no error")
	}
	for at := range whole {
		b := bytes.Clone(whole)
		b[at] ^= 0xff
		entries, err := Read(b)
		if err != nil || len(entries) != 1 {
			continue
		}
		if got, err := entries[0].Open(1000); err == nil && string(got) != "some content that is long enough to be damaged" {
			t.Errorf("byte %d: read %q without an error", at, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(archive(f, standard.Deflate, "comment", "one", "two"))
	f.Add(archive(f, standard.Store, "", "one", "two"))
	f.Fuzz(func(t *testing.T, b []byte) {
		entries, err := Read(b)
		if err != nil {
			return
		}
		for i := range entries[:min(len(entries), 10)] {
			if content, err := entries[i].Open(1000); err == nil && len(content) > 1000 {
				t.Fatalf("%d bytes where at most 1000 were asked for", len(content))
			}
		}
	})
}
