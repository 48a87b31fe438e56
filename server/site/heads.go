package site

import (
	"bytes"
	"net/http"
)

// heads are the heads of the two answers that a variant can be sent with, in the
// form of HTTP/1.1, without the headers Date and Connection and the empty line
// at the end.
type heads struct{ ok, notModified []byte }

// Prepare writes the heads of all answers in advance, for Answer. The headers
// are those that every answer has besides the file's own. It is called last,
// after Mark.
func (s Site) Prepare(headers http.Header) {
	for _, res := range s {
		for _, v := range res.variants {
			if v == nil {
				continue
			}
			common := headers.Clone()
			common["Cache-Control"] = res.cacheControl
			common["Etag"] = v.etag
			common["Vary"] = varyByCoding
			common["Access-Control-Allow-Origin"] = anyOrigin
			v.heads.notModified = head("304 Not Modified", common)
			common["Content-Type"] = res.contentType
			common["Content-Length"] = v.length
			if v.coding != nil {
				common["Content-Encoding"] = v.coding
			}
			v.heads.ok = head("200 OK", common)
		}
	}
}

func head(status string, headers http.Header) []byte {
	var b bytes.Buffer
	b.WriteString("HTTP/1.1 " + status + "\r\n")
	headers.Write(&b) // writing to memory does not fail
	return b.Bytes()
}

// Answer returns the answer to a GET for path, as Prepare has written it: the
// head, and the body, which is nil if the client has the file already. accept
// are the values of the request's headers Accept-Encoding, and conditions those
// of If-None-Match. ok is false if there is no such file. The caller must not
// change what is returned.
func (s Site) Answer(path string, accept, conditions []string) (head, body []byte, ok bool) {
	res := s[path]
	if res == nil {
		return nil, nil, false
	}
	v := res.variants[negotiate(accept, &res.variants)]
	if matches(conditions, v.etag[0]) {
		return v.heads.notModified, nil, true
	}
	return v.heads.ok, v.body, true
}
