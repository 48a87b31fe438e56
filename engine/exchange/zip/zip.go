// Package zip reads archives in memory, and writes archives whose files are
// stored as they are. It is what networks in .npz and .pt files need of the
// format; the standard library's archive/zip, which also knows archives of more
// than 4 GB, encodings of names, dates and file systems, would be a tenth of
// what a page may load for reading networks.
//
// The format is described in PKWARE's APPNOTE.TXT: files one after another, each
// behind a local header; then the central directory, which lists them; then a
// record that says where the directory begins.
package zip

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// Signatures and sizes of the records, without names.
const (
	localSignature     = 0x04034b50
	directorySignature = 0x02014b50
	endSignature       = 0x06054b50
	localSize          = 30
	directorySize      = 46
	endSize            = 22
	maxComment         = 1<<16 - 1
)

// Ways in which a file is in an archive.
const (
	stored   = 0
	deflated = 8
)

// maxFiles bounds the files of an archive.
const maxFiles = 10_000

// An Entry is a file in an archive.
type Entry struct {
	Name    string
	method  uint16
	crc     uint32
	packed  []byte // as it is in the archive
	size    uint32
	problem error // why it cannot be opened
}

// Is tells whether bytes begin like an archive with a file in it.
func Is(b []byte) bool {
	return len(b) >= 4 && binary.LittleEndian.Uint32(b) == localSignature
}

// Read lists the files of an archive in the order of its directory.
func Read(b []byte) ([]Entry, error) {
	end := findEnd(b)
	if end < 0 {
		return nil, errors.New("zip: the archive has no end: the file was cut off, or is none")
	}
	count := int(binary.LittleEndian.Uint16(b[end+10:]))
	offset := binary.LittleEndian.Uint32(b[end+16:])
	if count > maxFiles {
		return nil, fmt.Errorf("zip: %d files; at most %d can be read", count, maxFiles)
	}
	if int64(offset) > int64(end) {
		return nil, errors.New("zip: the directory is not where the archive says; archives of more than 4 GB cannot be read")
	}
	directory := b[offset:end]
	entries := make([]Entry, 0, min(count, len(directory)/directorySize))
	for range count {
		if len(directory) < directorySize || binary.LittleEndian.Uint32(directory) != directorySignature {
			return nil, errors.New("zip: the directory is damaged")
		}
		name := int(binary.LittleEndian.Uint16(directory[28:]))
		length := directorySize + name + int(binary.LittleEndian.Uint16(directory[30:])) + int(binary.LittleEndian.Uint16(directory[32:]))
		if length > len(directory) {
			return nil, errors.New("zip: the directory is damaged")
		}
		e := Entry{
			Name:   string(directory[directorySize : directorySize+name]),
			method: binary.LittleEndian.Uint16(directory[10:]),
			crc:    binary.LittleEndian.Uint32(directory[16:]),
			size:   binary.LittleEndian.Uint32(directory[24:]),
		}
		e.packed, e.problem = content(b, directory)
		entries, directory = append(entries, e), directory[length:]
	}
	return entries, nil
}

// findEnd returns where the last record begins, behind which there may be a
// comment; −1 if there is none.
func findEnd(b []byte) int {
	for at := len(b) - endSize; at >= 0 && at >= len(b)-endSize-maxComment; at-- {
		if binary.LittleEndian.Uint32(b[at:]) == endSignature {
			return at
		}
	}
	return -1
}

// content finds the bytes of a file that the directory lists.
func content(b, directory []byte) ([]byte, error) {
	size := int64(binary.LittleEndian.Uint32(directory[20:]))
	start := int64(binary.LittleEndian.Uint32(directory[42:]))
	if start+localSize > int64(len(b)) || binary.LittleEndian.Uint32(b[start:]) != localSignature {
		return nil, errors.New("it is not where the directory says")
	}
	start += localSize + int64(binary.LittleEndian.Uint16(b[start+26:])) + int64(binary.LittleEndian.Uint16(b[start+28:]))
	if start+size > int64(len(b)) {
		return nil, errors.New("it goes beyond the end of the archive")
	}
	return b[start : start+size], nil
}

// Start returns the first bytes of a file, at most the given number, without a
// look at the checksum.
func (e *Entry) Start(most int) ([]byte, error) {
	if e.problem != nil {
		return nil, fmt.Errorf("zip: %s: %w", e.Name, e.problem)
	}
	switch e.method {
	case stored:
		return e.packed[:min(most, len(e.packed))], nil
	case deflated:
		b, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(e.packed)), int64(most)))
		if err != nil {
			return nil, fmt.Errorf("zip: %s: %w", e.Name, err)
		}
		return b, nil
	}
	return nil, fmt.Errorf("zip: %s is compressed by method %d; 0 (stored) and 8 (deflated) can be read", e.Name, e.method)
}

// Open returns the bytes of a file, at most the given number.
func (e *Entry) Open(most int) ([]byte, error) {
	if int64(e.size) > int64(most) {
		return nil, fmt.Errorf("zip: %s has more than %d bytes", e.Name, most)
	}
	b, err := e.Start(int(e.size) + 1)
	if err != nil {
		return nil, err
	}
	if uint32(len(b)) != e.size || crc32.ChecksumIEEE(b) != e.crc {
		return nil, fmt.Errorf("zip: %s is damaged: its checksum does not match", e.Name)
	}
	return b, nil
}

// A Writer makes an archive. The same files give the same bytes.
type Writer struct{ files, directory []byte }

// Add stores a file.
func (w *Writer) Add(name string, b []byte) {
	start := len(w.files)
	// What a local header and a directory's record have in common: the version that
	// can read it (2.0), flags, the method, the first day of 1980, and sizes.
	common := []byte{20, 0, 0, 0, stored, 0, 0, 0, 0x21, 0}
	common = binary.LittleEndian.AppendUint32(common, crc32.ChecksumIEEE(b))
	common = binary.LittleEndian.AppendUint32(common, uint32(len(b)))
	common = binary.LittleEndian.AppendUint32(common, uint32(len(b)))
	common = binary.LittleEndian.AppendUint16(common, uint16(len(name)))
	common = append(common, 0, 0) // no extra field

	w.files = binary.LittleEndian.AppendUint32(w.files, localSignature)
	w.files = append(append(append(w.files, common...), name...), b...)

	w.directory = binary.LittleEndian.AppendUint32(w.directory, directorySignature)
	w.directory = append(append(w.directory, 20, 0), common...)
	w.directory = append(w.directory, make([]byte, 10)...) // no comment, first disk, no attributes
	w.directory = binary.LittleEndian.AppendUint32(w.directory, uint32(start))
	w.directory = append(w.directory, name...)
}

// Bytes returns the archive.
func (w *Writer) Bytes() []byte {
	count := uint16(0)
	for rest := w.directory; len(rest) > 0; count++ {
		rest = rest[directorySize+int(binary.LittleEndian.Uint16(rest[28:])):]
	}
	b := append(append([]byte(nil), w.files...), w.directory...)
	b = binary.LittleEndian.AppendUint32(b, endSignature)
	b = append(b, 0, 0, 0, 0)
	b = binary.LittleEndian.AppendUint16(b, count)
	b = binary.LittleEndian.AppendUint16(b, count)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(w.directory)))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(w.files)))
	return append(b, 0, 0)
}
