package codec

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"sync"

	"bonsai/engine/nn"
)

// Gzip is Dense through gzip at its usual level: how TensorFlow's model
// optimisation toolkit shows that a pruned model is smaller. Its best level
// takes some twenty times longer for a large sparse network, to make it a
// twentieth smaller.
type Gzip struct{}

var _ Format = Gzip{}

// gzipWriters are used again: each has tables of more than a megabyte.
var gzipWriters = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

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

func (Gzip) Decode(b []byte) (*nn.Network, error) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("codec: not gzip: %w", err)
	}
	const most = 8*MaxWeights + 1 // weights and as many biases
	plain, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return nil, fmt.Errorf("codec: broken gzip: %w", err)
	}
	return Dense{}.Decode(plain)
}
