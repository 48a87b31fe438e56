//go:build js

package main

import (
	"encoding/json"
	"fmt"

	"bonsai/engine/exchange"
	"bonsai/wasm/memory"
)

// export sends the files of the network in a format.
func (s *service) export(r request) {
	var args struct{ Format string }
	var files []exchange.File
	err := json.Unmarshal(r.args, &args)
	if err != nil {
		err = fmt.Errorf("bonsai: format must be a string: %w", err)
	} else {
		files, err = s.lab.Deploy().Export(args.Format)
	}
	if err != nil {
		refuse(r.id, err)
		return
	}
	list := make([]any, len(files))
	for i, f := range files {
		list[i] = map[string]any{"name": f.Name, "bytes": memory.Array(f.Bytes)}
	}
	post(map[string]any{"id": r.id, "files": list})
}
