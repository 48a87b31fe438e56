package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"strings"
)

// An .npz file is a zip archive of .npy files, stored (numpy.savez) or
// deflated (numpy.savez_compressed). It keeps the order in which its arrays were listed.

// maxEntries bounds the files in a zip archive.
const maxEntries = 10_000

func readNPZ(archive *zip.Reader, o Options) (*Network, error) {
	tensors, err := npzTensors(archive)
	if err != nil {
		return nil, err
	}
	return assemble(tensors, true, o.Order)
}

func npzTensors(archive *zip.Reader) ([]tensor, error) {
	var tensors []tensor
	left := budget(maxNumbers)
	for _, entry := range archive.File {
		name, isArray := strings.CutSuffix(entry.Name, ".npy")
		if !isArray {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			return nil, fmt.Errorf("array %q: %w", name, err)
		}
		t, err := readNpy(name, r, &left)
		r.Close()
		if err != nil {
			return nil, err
		}
		tensors = append(tensors, t)
	}
	return tensors, nil
}

// isNPZ tells whether an archive holds arrays of NumPy.
func isNPZ(archive *zip.Reader) bool {
	for _, entry := range archive.File {
		if strings.HasSuffix(entry.Name, ".npy") {
			return true
		}
	}
	return false
}

// NPZ writes an archive that numpy.load opens, with the names that a PyTorch
// Sequential of Linear layers and activations gives them: "0.weight" [out, in],
// "0.bias", "2.weight" … Pruned weights are 0. Where a kept weight is 0 too, an
// array "0.weight_mask" tells which are pruned.
func NPZ(n *Network) []byte {
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for i := range n.Layers {
		layer := &n.Layers[i]
		prefix := fmt.Sprintf("%d.", 2*i)
		shape := []int{layer.Out, layer.In}
		store(archive, prefix+"weight.npy", npyFile("<f4", shape, appendFloats(nil, layer.masked())))
		if len(layer.keptZeros()) > 0 {
			store(archive, prefix+"weight_mask.npy", npyFile("|u1", shape, layer.Mask))
		}
		store(archive, prefix+"bias.npy", npyFile("<f4", []int{layer.Out}, appendFloats(nil, layer.B)))
	}
	archive.Close()
	return b.Bytes()
}

// store adds a file to an archive, without a time and uncompressed, so that
// the archive's bytes depend on nothing but the file. Writing to memory does not fail.
func store(archive *zip.Writer, name string, content []byte) {
	w, err := archive.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(content),
		CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content)),
	})
	if err == nil {
		w.Write(content)
	}
}

// keptZeros lists the weights that are kept and whose value is 0: a file
// without a mask cannot tell them from pruned ones.
func (l *Layer) keptZeros() []int {
	var list []int
	for i, w := range l.W {
		if w == 0 && l.Mask != nil && l.Mask[i] != 0 {
			list = append(list, i)
		}
	}
	return list
}
