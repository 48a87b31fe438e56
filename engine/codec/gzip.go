package codec

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"sync"

	"bonsai/engine/nn"
)

// Gzip is Dense compressed with gzip at the default level. TensorFlow's guide to
// pruning compares models by their size in gzip. (The best level takes about
// twenty times longer for a large sparse network and saves a twentieth.)
type Gzip struct{}

var _ Format = Gzip{}

// gzipWriters keeps writers to be used again, because each has tables of more
// than a megabyte.
var gzipWriters = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

// Encode implements Format.
func (Gzip) Encode(n *nn.Network) []byte {
	var out bytes.Buffer
	w := gzipWriters.Get().(*gzip.Writer)
	defer gzipWriters.Put(w)
	w.Reset(&out)
	_, err := w.Write(Dense{}.Encode(n))
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic("codec: gzip into memory failed: " + err.Error())
	}
	return out.Bytes()
}

// Decode implements Format.
func (Gzip) Decode(b []byte) (*nn.Network, error) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("codec: the bytes do not begin like gzip: %w", err)
	}
	const limit = 8*MaxWeights + 1 // at most as many biases as weights, 4 bytes each
	plain, err := io.ReadAll(io.LimitReader(r, limit))
	if err != nil {
		return nil, fmt.Errorf("codec: the gzip data is damaged: %w", err)
	}
	return Dense{}.Decode(plain)
}
