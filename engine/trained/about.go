package trained

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"io"

	"bonsai/engine/exchange"
)

// What the file of a network says about its inputs and outputs, such as the scale of
// each column, is needed for the samples also where the file is not: by who opens a link
// that contains the network, and by a student that learns from it. There it is part of
// the choices.

// maxAbout limits what a link can unpack to, in bytes. The columns of the widest table
// need less.
const maxAbout = 1 << 20

// Portable returns the choices for a recipe that does without the network's file.
func (s *Start) Portable() Choices {
	c := s.Choices
	if about := s.Told(); s.File != nil && (about.Columns != nil || about.Classes != nil || about.Target != nil) {
		c.About = packed(about.About())
	}
	return c
}

// Told returns what says how the inputs are scaled: the file, or what a link has taken
// over from it; nil if there is neither.
func (s *Start) Told() *exchange.Network {
	if s.File != nil {
		return s.File
	}
	if s.taken == nil && s.About != "" {
		s.taken = exchange.WithAbout(unpacked(s.About), s.Inputs, s.Outputs)
	}
	return s.taken
}

// packed compresses a text and writes it in base64url.
func packed(text string) string {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		io.WriteString(w, text)
		err = w.Close()
	}
	if err != nil {
		panic(err) // writing to memory does not fail
	}
	return base64.RawURLEncoding.EncodeToString(b.Bytes())
}

// unpacked reads what packed wrote; "" if it is damaged.
func unpacked(text string) string {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return ""
	}
	b, err = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), maxAbout))
	if err != nil {
		return ""
	}
	return string(b)
}
