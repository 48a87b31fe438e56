package exchange

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/exchange/zip"
)

// text is a pickled string, size a pickled number below 256.
func text(s string) string { return fmt.Sprintf("X%c\x00\x00\x00%s", len(s), s) }
func size(n int) string    { return fmt.Sprintf("K%c", n) }

// view is a pickled tensor of a storage.
func view(class, key string, numbers, offset int, shape, stride string) string {
	return "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\n" + class + "\n" + text(key) + text("cpu") + size(numbers) +
		"tQ" + size(offset) + shape + stride + "\x89ccollections\nOrderedDict\n)RtR"
}

// pt makes a .pt file of a pickle and its storages.
func pt(pickled string, storages ...File) []byte {
	files := []File{{"net/data.pkl", []byte("\x80\x02" + pickled + ".")}}
	for _, s := range storages {
		files = append(files, File{"net/data/" + s.Name, s.Bytes})
	}
	return zipped(stored, files...)
}

func littleFloats(values ...float32) []byte { return appendFloats(nil, values) }

func TestTorchViewsAndTypes(t *testing.T) {
	pair := func(a, b int) string { return size(a) + size(b) + "\x86" }
	for _, test := range []struct {
		name, pickled string
		storage       []byte
		want          string
	}{
		{"rows", "}" + text("w.weight") + view("FloatStorage", "0", 6, 0, pair(2, 3), pair(3, 1)) + "s",
			littleFloats(1, 2, 3, 4, 5, 6), "[1 2 3 4 5 6]"},
		{"a transposed view", "}" + text("w.weight") + view("FloatStorage", "0", 6, 0, pair(3, 2), pair(1, 3)) + "s",
			littleFloats(1, 2, 3, 4, 5, 6), "[1 4 2 5 3 6]"},
		{"a view from the middle", "}" + text("w.weight") + view("FloatStorage", "0", 6, 3, pair(1, 2), pair(2, 1)) + "s",
			littleFloats(1, 2, 3, 4, 5, 6), "[4 5]"},
		{"float16", "}" + text("w.weight") + view("HalfStorage", "0", 2, 0, pair(1, 2), pair(2, 1)) + "s",
			[]byte{0x00, 0x3c, 0x00, 0xc1}, "[1 -2.5]"},
		{"bfloat16", "}" + text("w.weight") + view("BFloat16Storage", "0", 2, 0, pair(1, 2), pair(2, 1)) + "s",
			[]byte{0x80, 0x3f, 0x20, 0xc0}, "[1 -2.5]"},
		{"float64", "}" + text("w.weight") + view("DoubleStorage", "0", 1, 0, pair(1, 1), pair(1, 1)) + "s",
			binary.LittleEndian.AppendUint64(nil, 0x3ff8000000000000), "[1.5]"},
		{"a parameter", "}" + text("w.weight") + "ctorch._utils\n_rebuild_parameter\n(" + view("FloatStorage", "0", 1, 0, pair(1, 1), pair(1, 1)) +
			"\x88ccollections\nOrderedDict\n)RtRs", littleFloats(7), "[7]"},
		{"a checkpoint", "}(" + text("epoch") + size(3) + text("net") + "}" + text("w.weight") +
			view("FloatStorage", "0", 1, 0, pair(1, 1), pair(1, 1)) + "su", littleFloats(7), "[7]"},
	} {
		n, err := Read([]File{{"net.pt", pt(test.pickled, File{"0", test.storage})}}, Options{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if got := fmt.Sprint(n.Layers[0].W); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestTorchCheckpoint(t *testing.T) {
	n, err := Read([]File{file(t, "checkpoint_torch.pt")}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := shapes(n); got != "4→8 8→3" || n.Layers[0].Name != "0" || n.Layers[1].Name != "2" {
		t.Errorf("read %s with the names %q and %q", got, n.Layers[0].Name, n.Layers[1].Name)
	}
}

func TestTorchSaysWhatItCannotRead(t *testing.T) {
	one := size(1) + size(1) + "\x86"
	for _, test := range []struct {
		name string
		file []byte
		want string
	}{
		{"a module", pt("cmynet\nNet\n)\x81}b"), `the Python object mynet.Net, and Python objects are not opened, because opening one can run any program; save its weights alone: torch.save(net.state_dict(), "net.pt")`},
		{"a program", pt("cos\nsystem\n" + text("ls") + "\x85R"), "os.system"},
		{"no tensors", pt("}" + text("epoch") + size(3) + "s"), "does not hold a state dict with the weights"},
		{"a list", pt("]"), "state dict"},
		{"two networks", pt("}(" + text("teacher") + "}" + text("w.weight") + view("FloatStorage", "0", 1, 0, one, one) + "s" +
			text("student") + "}" + text("w.weight") + view("FloatStorage", "0", 1, 0, one, one) + "su"), "several networks (teacher, student)"},
		{"no storage", pt("}" + text("w.weight") + view("FloatStorage", "5", 1, 0, one, one) + "s"), "no data/5"},
		{"a short storage", pt("}"+text("w.weight")+view("FloatStorage", "0", 2, 0, one, one)+"s", File{"0", []byte{1, 2}}), "2 bytes, and 2 numbers"},
		{"a view beyond the end", pt("}"+text("w.weight")+view("FloatStorage", "0", 1, 1, one, one)+"s", File{"0", littleFloats(1)}), "beyond the 1 numbers"},
		{"terabytes", pt("}" + text("w.weight") + view("FloatStorage", "0", 1, 0, "J\x00\x00\x00\x40J\x00\x00\x00\x40\x86", one) + "s"), "at most"},
		{"TorchScript", zipped(stored, File{"net/data.pkl", nil}, File{"net/constants.pkl", nil}), "torch.jit.load"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read([]File{{"net.pt", test.file}}, Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want one with %q", err, test.want)
			}
		})
	}
}

// A deflated storage cannot grow beyond what its tensor needs.
func TestTorchStorageBombIsRefused(t *testing.T) {
	one := size(1) + size(1) + "\x86"
	pickled := "}" + text("w.weight") + view("FloatStorage", "0", 1, 0, one, one) + "s."
	b := zipped(deflated, File{"net/data.pkl", []byte(pickled)}, File{"net/data/0", bytes.Repeat([]byte{0}, 1<<20)})
	if _, err := Read([]File{{"net.pt", b}}, Options{}); err == nil || !strings.Contains(err.Error(), "more than 4 bytes") {
		t.Errorf("got the error %v", err)
	}
}

func FuzzTorch(f *testing.F) {
	for _, name := range []string{"iris_torch.pt", "checkpoint_torch.pt"} {
		b := file(f, name).Bytes
		archive, err := zip.Read(b)
		if err != nil {
			f.Fatal(err)
		}
		pickled, err := torchPickle(archive).Open(maxPickle)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(pickled, littleFloats(1, 2, 3, 4))
	}
	f.Fuzz(func(t *testing.T, pickled, storage []byte) {
		readAny(t, File{"n.pt", zipped(stored, File{"n/data.pkl", pickled}, File{"n/data/0", storage})})
	})
}
