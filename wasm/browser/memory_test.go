package browser

import (
	"bytes"
	leb128 "encoding/binary"
	"io"
	"net/http"
	"strings"
	"testing"
)

// limited returns a WebAssembly program whose memory can grow by a number of pages of
// 64 KiB only.
func limited(program []byte, pages uint64) []byte {
	number := func(b []byte) (uint64, []byte) {
		n, size := leb128.Uvarint(b)
		return n, b[size:]
	}
	out, rest := bytes.Clone(program[:8]), program[8:]
	for len(rest) > 0 {
		id := rest[0]
		size, body := number(rest[1:])
		section := body[:size]
		rest = body[size:]
		if id == 5 { // the memory: one of them, without a limit (0), from so many pages
			least, _ := number(section[2:])
			section = leb128.AppendUvarint(leb128.AppendUvarint([]byte{1, 1}, least), least+pages)
		}
		out = append(leb128.AppendUvarint(append(out, id), uint64(len(section))), section...)
	}
	return out
}

// An engine that runs out of memory while it opens a link is said to have stopped, and
// the page comes back with the experiment before.
func TestAnEngineWithoutMemoryIsSaidAndStartedAgain(t *testing.T) {
	address := failing(t, func(w http.ResponseWriter, path string) bool {
		if !isFile(path, "worker.wasm") {
			return false
		}
		answer, err := (&http.Client{Transport: &http.Transport{DisableCompression: true}}).Get(strings.TrimSuffix(server.URL, "/") + path)
		if err != nil {
			t.Error(err)
			return false
		}
		defer answer.Body.Close()
		program, err := io.ReadAll(answer.Body)
		if err != nil || len(program) < 1<<20 {
			t.Errorf("the program has %d bytes (%v)", len(program), err)
			return false
		}
		w.Header().Set("Content-Type", "application/wasm")
		w.Write(limited(program, 1200)) // 75 MiB
		return true
	})
	p := visit(t, address+"#dataset=xor&layers=3&steps=t2e,p:magnitude:global:s0.5")
	p.wait(`globalThis.bonsai`)
	p.eval(`bonsai.ready`, nil)
	before := p.state()
	p.eval(`(globalThis.asked = bonsai.load('#dataset=digits28&layers=1024.1024.1024.1024.1024.1024&steps=t1', {long: true}).then(() => '', (e) => e.message)) && null`, nil)
	p.fails("The engine has stopped")
	reason := ""
	if p.eval(`asked`, &reason); reason == "" {
		t.Error("the promise that was pending is not rejected")
	}
	p.eval(`globalThis.old = true`, nil)
	p.click("#retry")
	p.another()
	if s := p.state(); s.Recipe["dataset"] != "xor" || s.Kept != before.Kept {
		t.Errorf("after starting again the experiment is %+v, want %+v", s, before)
	}
}
