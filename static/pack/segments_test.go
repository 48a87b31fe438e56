package main

import (
	"bytes"
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
)

// module returns a module that exports a memory of one page, with a data segment
// of each string at its address.
func module(segments ...segment) []byte {
	b := []byte("\x00asm\x01\x00\x00\x00" +
		"\x05\x03\x01\x00\x01" + // memory of one page
		"\x07\x0a\x01\x06memory\x02\x00") // exported
	content := appendSegments(nil, segments)
	return append(append(b, sectionData, byte(len(content))), content...)
}

func text(address uint32, s string) segment { return segment{address, []byte(s)} }

func TestJoinedSegmentsFillTheSameMemory(t *testing.T) {
	before := module(text(3, "ab"), text(8, "cd"), text(10, "e"), text(40_000, "far"), text(7, "back"))
	after, err := joinSegments(before)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(before, after) {
		t.Fatal("nothing was joined")
	}
	if a, b := memoryOf(t, before), memoryOf(t, after); !bytes.Equal(a, b) {
		t.Errorf("the memory begins with %q, want %q", b[:16], a[:16])
	}
}

func memoryOf(t *testing.T, module []byte) []byte {
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	t.Cleanup(func() { r.Close(ctx) })
	instance, err := r.Instantiate(ctx, module)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := instance.ExportedMemory("memory").Read(0, 65536)
	return b
}

// 3+2 = 5 is 3 before 8, and 10 follows 8+2 at once; 40000 is too far.
func TestSegmentsAreJoinedWithZeros(t *testing.T) {
	got := join([]segment{text(3, "ab"), text(8, "cd"), text(10, "e"), text(40_000, "far")})
	want := []segment{text(3, "ab\x00\x00\x00cde"), text(40_000, "far")}
	if !slices.EqualFunc(got, want, func(a, b segment) bool { return a.address == b.address && bytes.Equal(a.data, b.data) }) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhatIsNotAModuleStays(t *testing.T) {
	if got, err := joinSegments([]byte("exec()")); err != nil || string(got) != "exec()" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestModulesThatAreCutShortAreRefused(t *testing.T) {
	whole := module(text(3, "ab"), text(8, "cd"))
	for end := 9; end < len(whole); end++ {
		if end == 13 || end == 25 { // between two sections
			continue
		}
		if _, err := joinSegments(whole[:end]); err == nil {
			t.Errorf("the first %d of %d bytes are taken for a module", end, len(whole))
		}
	}
	passive := append(module(), sectionData, 4, 1, 1, 1, 'a') // filled by an instruction
	if _, err := joinSegments(passive); err == nil || !strings.Contains(err.Error(), "data segment") {
		t.Errorf("a passive segment gives %v", err)
	}
}

func TestSignedNumbersComeBack(t *testing.T) {
	for _, v := range []int32{0, 1, -1, 63, 64, -64, -65, 8191, 8192, 1 << 20, math.MaxInt32, math.MinInt32} {
		b := appendSigned(nil, v)
		if got, n := signed(append(b, 0x55)); got != v || n != len(b) {
			t.Errorf("%d comes back as %d from %d of %d bytes", v, got, n, len(b))
		}
	}
}
