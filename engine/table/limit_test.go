package table

import (
	"bytes"
	"compress/gzip"
	"errors"
	"testing"
)

func TestGzipUnpacksToTheLimitOnly(t *testing.T) {
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	w.Write(bytes.Repeat([]byte("1,2,3,4\n"), 1<<17)) // 1 MB
	w.Close()
	r := NewReader(bomb.Bytes(), Want{})
	r.most = 1 << 19
	steps := 0
	for r.Step(1 << 16) {
		steps++
	}
	_, err := r.Table()
	var e *Error
	if !errors.As(err, &e) || e.Code != "tooLarge" || steps > 10 {
		t.Errorf("after %d steps: %v; want the error tooLarge after 8", steps, err)
	}
}
