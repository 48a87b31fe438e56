package exchange

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"sort"
)

// A .safetensors file is the length of its header in 8 bytes, little-endian; the
// header, JSON that gives for each name {"dtype", "shape", "data_offsets"}; and
// the numbers, little-endian, row-major. "__metadata__" holds strings.

// safeKinds are the types of numbers.
var safeKinds = map[string]kind{
	"F16": float16, "BF16": bfloat16, "F32": float32s, "F64": float64s,
	"BOOL": uint8s, "U8": uint8s, "I8": int8s, "I16": int16s, "I32": int32s, "I64": int64s,
}

// A safeEntry is what the header says of one array.
type safeEntry struct {
	DType   string `json:"dtype"`
	Shape   []int  `json:"shape"`
	Offsets [2]int `json:"data_offsets"`
}

const safeMetadata = "__metadata__"

// isSafetensors tells whether bytes begin like a .safetensors file.
func isSafetensors(b []byte) bool {
	return len(b) > 8 && b[8] == '{' && binary.LittleEndian.Uint64(b) <= uint64(len(b)-8)
}

func readSafetensors(b []byte, o Options) (*Network, error) {
	size := binary.LittleEndian.Uint64(b)
	header, numbers := b[8:8+size], b[8+size:]
	var entries map[string]json.RawMessage
	if err := json.Unmarshal(header, &entries); err != nil {
		return nil, fmt.Errorf("its header is not the JSON of safetensors: %w", err)
	}
	var tensors []tensor
	left := budget(maxNumbers)
	for _, name := range sortedKeys(entries) {
		if name == safeMetadata {
			continue
		}
		t, err := safeTensor(name, entries[name], numbers, &left)
		if err != nil {
			return nil, err
		}
		tensors = append(tensors, t)
	}
	n, err := assemble(tensors, false, o.Order)
	if err != nil {
		return nil, err
	}
	var metadata map[string]string
	if json.Unmarshal(entries[safeMetadata], &metadata) == nil {
		n.annotate(metadata[noteKey])
	}
	return n, nil
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make(sort.StringSlice, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	keys.Sort()
	return keys
}

// asJSON writes what can always be written: maps, texts and finite numbers.
func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func safeTensor(name string, raw json.RawMessage, numbers []byte, left *budget) (tensor, error) {
	var entry safeEntry
	if err := json.Unmarshal(raw, &entry); err != nil {
		return tensor{}, fmt.Errorf("array %q is not described as safetensors ask: %w", name, err)
	}
	kind := safeKinds[entry.DType]
	if kind == 0 {
		return tensor{}, fmt.Errorf("array %q has numbers of type %q, which cannot be read; F32, F16, BF16 and F64 can", name, entry.DType)
	}
	size, err := left.take(name, entry.Shape)
	if err != nil {
		return tensor{}, err
	}
	first, end := entry.Offsets[0], entry.Offsets[1]
	if first < 0 || end < first || end > len(numbers) || end-first != size*kind.size() {
		return tensor{}, fmt.Errorf("array %q %v is said to be at bytes %d to %d of %d, which does not fit", name, entry.Shape, first, end, len(numbers))
	}
	return tensor{name: name, shape: entry.Shape, data: kind.floats(numbers[first:end], binary.LittleEndian)}, nil
}

// Safetensors writes what torch.nn.utils.prune leaves in a state dict: "0.weight_orig"
// [out, in] with the weights as they were before they were pruned, "0.weight_mask"
// with 1 for kept and 0 for pruned ones, "0.bias", "2.weight_orig" … Layers
// without pruned weights have "0.weight" only.
func Safetensors(n *Network) []byte {
	entries := map[string]safeEntry{}
	var numbers []byte
	add := func(name string, values []float32, shape ...int) {
		first := len(numbers)
		numbers = appendFloats(numbers, values)
		entries[name] = safeEntry{"F32", shape, [2]int{first, len(numbers)}}
	}
	for i := range n.Layers {
		layer := &n.Layers[i]
		prefix := fmt.Sprintf("%d.", 2*i)
		if layer.pruned() {
			add(prefix+"weight_orig", layer.W, layer.Out, layer.In)
			mask := make([]float32, len(layer.Mask))
			for j, m := range layer.Mask {
				mask[j] = float32(m)
			}
			add(prefix+"weight_mask", mask, layer.Out, layer.In)
		} else {
			add(prefix+"weight", layer.W, layer.Out, layer.In)
		}
		add(prefix+"bias", layer.B, layer.Out)
	}
	metadata := asJSON(map[string]string{"format": "pt", noteKey: n.note(false)})
	header := `{"` + safeMetadata + `":` + metadata + "," + asJSON(entries)[1:] // its keys come out sorted
	// The numbers begin at a multiple of 8 bytes; spaces fill the header up.
	header += "       "[:-len(header)&7]
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(b, header...), numbers...)
}
