package deflate_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"bonsai/static/pack/deflate"
)

func ExampleGzip() {
	packed := deflate.Gzip(bytes.Repeat([]byte("prune, "), 1000))
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		panic(err)
	}
	file, err := io.ReadAll(r)
	fmt.Println(len(packed), "bytes hold", len(file), err)
	// Output:
	// 56 bytes hold 7000 <nil>
}
