package exchange

import (
	"fmt"
	"slices"
	"strings"

	"bonsai/engine/exchange/zip"
)

// An .npz file is a zip archive of .npy files, stored (numpy.savez) or
// deflated (numpy.savez_compressed). It keeps the order in which its arrays were listed.

func readNPZ(archive []zip.Entry, o Options) (*Network, error) {
	tensors, err := npzTensors(archive)
	if err != nil {
		return nil, err
	}
	note := ""
	tensors = slices.DeleteFunc(tensors, func(t tensor) bool {
		if t.name != noteKey || len(t.shape) != 1 {
			return false
		}
		text := make([]byte, len(t.data))
		for i, v := range t.data {
			text[i] = byte(v)
		}
		note = string(text)
		return true
	})
	if namesData(tensors) {
		return nil, refuse("data", "python", saveTable)
	}
	n, err := assemble(tensors, true, o.Order)
	if err == nil && note != "" {
		n.annotate(note)
	}
	return n, err
}

// saveTable is the line of Python that writes an archive of samples as a table.
const saveTable = `numpy.savetxt("table.csv", numpy.column_stack([X.reshape(len(X), -1), y]), delimiter=",")`

// namesData reports whether all arrays are called as samples and their labels are.
func namesData(tensors []tensor) bool {
	names := []string{"x", "y", "data", "target", "targets", "label", "labels", "features", "images"}
	for _, t := range tensors {
		name := strings.ToLower(t.name)
		for _, part := range []string{"train", "test", "val"} {
			name = strings.TrimPrefix(strings.TrimSuffix(name, "_"+part), part+"_")
		}
		if !slices.Contains(names, name) {
			return false
		}
	}
	return len(tensors) > 0
}

func npzTensors(archive []zip.Entry) ([]tensor, error) {
	var tensors []tensor
	left := budget(maxNumbers)
	for i := range archive {
		name, isArray := strings.CutSuffix(archive[i].Name, ".npy")
		if !isArray {
			continue
		}
		t, err := readNpy(name, &archive[i], &left)
		if err != nil {
			return nil, err
		}
		tensors = append(tensors, t)
	}
	return tensors, nil
}

// isNPZ tells whether an archive holds arrays of NumPy.
func isNPZ(archive []zip.Entry) bool {
	for i := range archive {
		if strings.HasSuffix(archive[i].Name, ".npy") {
			return true
		}
	}
	return false
}

// NPZ writes an archive that numpy.load opens, with the names that a PyTorch
// Sequential of Linear layers and activations gives them: "0.weight" [out, in],
// "0.bias", "2.weight" … Pruned weights are 0. Where a kept weight is 0 too, an
// array "0.weight_mask" tells which are pruned. Of a network with preprocessing, an array
// of bytes named "bonsai" is the note, as JSON.
func NPZ(n *Network) []byte {
	var archive zip.Writer
	for i := range n.Layers {
		layer := &n.Layers[i]
		prefix := fmt.Sprintf("%d.", 2*i)
		shape := []int{layer.Out, layer.In}
		archive.Add(prefix+"weight.npy", npyFile("<f4", shape, appendFloats(nil, layer.masked())))
		if len(layer.keptZeros()) > 0 {
			archive.Add(prefix+"weight_mask.npy", npyFile("|u1", shape, layer.Mask))
		}
		archive.Add(prefix+"bias.npy", npyFile("<f4", []int{layer.Out}, appendFloats(nil, layer.B)))
	}
	if n.Columns != nil || n.Target != nil || n.Classes != nil {
		note := []byte(n.note(false))
		archive.Add(noteKey+".npy", npyFile("|u1", []int{len(note)}, note))
	}
	return archive.Bytes()
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
