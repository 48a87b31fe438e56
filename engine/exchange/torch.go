package exchange

import (
	"encoding/binary"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"bonsai/engine/exchange/pickle"
	"bonsai/engine/exchange/zip"
)

// A .pt file of PyTorch is a zip archive: data.pkl, a pickle of Python objects,
// and beside it data/0, data/1 … with the numbers of tensors. Of the objects only
// dictionaries and tensors can be read: a state dict, or a checkpoint that has one.

const saveStateDict = `torch.save(net.state_dict(), "net.pt")`

// torchPickle finds the pickle of a .pt file; nil if the archive is another.
func torchPickle(archive []zip.Entry) *zip.Entry {
	for i := range archive {
		if path.Base(archive[i].Name) == "data.pkl" {
			return &archive[i]
		}
	}
	return nil
}

// maxPickle bounds the pickle, which holds only names and shapes.
const maxPickle = 16 << 20

func readTorch(archive []zip.Entry, data *zip.Entry, o Options) (*Network, error) {
	left := budget(maxNumbers)
	host := &torchHost{
		entries: map[string]*zip.Entry{}, storages: map[string][]float32{}, left: &left, order: binary.LittleEndian,
	}
	folder := strings.TrimSuffix(data.Name, "data.pkl")
	for i := range archive {
		entry := &archive[i]
		switch name, isData := strings.CutPrefix(entry.Name, folder+"data/"); {
		case isData:
			host.entries[name] = entry
		case path.Base(entry.Name) == "constants.pkl":
			return nil, refuse("torchScript", "python", saveStateDict)
		case entry.Name == folder+"byteorder":
			if text, err := entry.Open(16); err == nil && string(text) == "big" {
				host.order = binary.BigEndian
			}
		}
	}
	program, err := data.Open(maxPickle)
	if err != nil {
		return nil, err
	}
	root, err := pickle.Load(program, host)
	if err != nil {
		return nil, err
	}
	state, err := stateDict(root)
	if err != nil {
		return nil, err
	}
	tensors, err := host.tensors(state)
	if err != nil {
		return nil, err
	}
	return assemble(tensors, true, o.Order)
}

// stateDict finds the dictionary of names and tensors: the object itself, or
// an entry of a checkpoint.
func stateDict(root any) (*pickle.Dict, error) {
	top, ok := root.(*pickle.Dict)
	if !ok {
		return nil, refuse("noWeights", "python", saveStateDict)
	}
	if hasWeights(top) {
		return top, nil
	}
	var names []string
	for i, key := range top.Keys {
		name, isName := key.(string)
		if inner, isDict := top.Values[i].(*pickle.Dict); isName && isDict && hasWeights(inner) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, usual := range []string{"model_state_dict", "state_dict", "model"} {
		if slices.Contains(names, usual) {
			names = []string{usual}
		}
	}
	switch len(names) {
	case 0:
		return nil, refuse("noWeights", "python", saveStateDict)
	case 1:
		return top.Get(names[0]).(*pickle.Dict), nil
	}
	return nil, refuse("several", "names", strings.Join(names, ", "), "python", saveStateDict)
}

func hasWeights(d *pickle.Dict) bool {
	for _, value := range d.Values {
		if t, ok := value.(*torchTensor); ok && len(t.size) == 2 {
			return true
		}
	}
	return false
}

// A torchStorage names the numbers of tensors.
type torchStorage struct {
	key  string
	kind kind
	size int // in numbers
}

// A torchTensor is a view of a storage: the number at (i, j) is at
// offset + i·stride[0] + j·stride[1].
type torchTensor struct {
	storage torchStorage
	offset  int
	size    []int
	stride  []int
}

var torchKinds = map[string]kind{
	"FloatStorage": float32s, "DoubleStorage": float64s, "HalfStorage": float16, "BFloat16Storage": bfloat16,
	"ByteStorage": uint8s, "BoolStorage": uint8s, "CharStorage": int8s, "ShortStorage": int16s, "IntStorage": int32s, "LongStorage": int64s,
}

// A torchHost answers the pickle of a .pt file. It knows dictionaries and the
// functions that rebuild tensors.
type torchHost struct {
	entries  map[string]*zip.Entry
	storages map[string][]float32 // that have been read
	order    binary.ByteOrder
	left     *budget
}

func (h *torchHost) Import(g pickle.Global) error {
	switch {
	case g.Module == "torch" && torchKinds[g.Name] != 0:
	case g == pickle.Global{Module: "collections", Name: "OrderedDict"}:
	case g.Module == "torch._utils" && (g.Name == "_rebuild_tensor_v2" || g.Name == "_rebuild_parameter"):
	default:
		return refuse("module", "object", g, "python", saveStateDict)
	}
	return nil
}

func (h *torchHost) Call(g pickle.Global, arguments pickle.Tuple) (any, error) {
	switch {
	case g.Name == "OrderedDict" && len(arguments) == 0:
		return &pickle.Dict{}, nil
	case g.Name == "_rebuild_parameter" && len(arguments) > 0:
		return arguments[0], nil
	case g.Name == "_rebuild_tensor_v2" && len(arguments) >= 4:
		t := &torchTensor{}
		var ok [4]bool
		t.storage, ok[0] = arguments[0].(torchStorage)
		t.offset, ok[1] = whole(arguments[1])
		t.size, ok[2] = wholes(arguments[2])
		t.stride, ok[3] = wholes(arguments[3])
		if ok == [4]bool{true, true, true, true} && len(t.size) == len(t.stride) {
			return t, nil
		}
	}
	return nil, fmt.Errorf("its call of %v is not one that rebuilds a tensor", g)
}

// Persistent returns the storage that a reference ("storage", type, key,
// device, numbers) names. Such references are the only ones that a network's
// pickle has.
func (h *torchHost) Persistent(id any) (any, error) {
	if parts, _ := id.(pickle.Tuple); len(parts) == 5 && parts[0] == any("storage") {
		class, ok1 := parts[1].(pickle.Global)
		key, ok2 := parts[2].(string)
		size, ok3 := whole(parts[4])
		if ok1 && ok2 && ok3 && torchKinds[class.Name] != 0 {
			return torchStorage{key, torchKinds[class.Name], size}, nil
		}
	}
	return nil, errors.New("it refers to something outside that is not a tensor's storage")
}

// whole returns a number that is not negative.
func whole(v any) (int, bool) {
	n, ok := v.(int64)
	return int(n), ok && n >= 0 && n <= 1<<31-1
}

func wholes(v any) ([]int, bool) {
	t, ok := v.(pickle.Tuple)
	list := make([]int, len(t))
	for i, item := range t {
		n, good := whole(item)
		list[i], ok = n, ok && good
	}
	return list, ok
}

// tensors reads those of a state dict.
func (h *torchHost) tensors(state *pickle.Dict) ([]tensor, error) {
	var list []tensor
	for i, key := range state.Keys {
		name, isName := key.(string)
		view, isTensor := state.Values[i].(*torchTensor)
		if !isName || !isTensor {
			continue
		}
		t, err := h.read(name, view)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// read copies a view out of its storage. Of a tensor with more than two sides,
// which no dense layer has, it returns the shape only.
func (h *torchHost) read(name string, view *torchTensor) (tensor, error) {
	t := tensor{name: name, shape: view.size}
	numbers, err := h.left.take(name, view.size)
	if err != nil || len(view.size) > 2 || numbers == 0 {
		return t, err
	}
	storage, err := h.storage(name, view.storage)
	if err != nil {
		return t, err
	}
	size, stride := [2]int{1, 1}, [2]int{}
	copy(size[2-len(view.size):], view.size)
	copy(stride[2-len(view.size):], view.stride)
	if last := view.offset + (size[0]-1)*stride[0] + (size[1]-1)*stride[1]; last >= len(storage) {
		return t, fmt.Errorf("tensor %q goes beyond the %d numbers of its storage", name, len(storage))
	}
	t.data = make([]float32, 0, numbers)
	for i := range size[0] {
		for j := range size[1] {
			t.data = append(t.data, storage[view.offset+i*stride[0]+j*stride[1]])
		}
	}
	return t, nil
}

// storage reads the numbers that tensors are views of.
func (h *torchHost) storage(name string, s torchStorage) ([]float32, error) {
	if values, ok := h.storages[s.key]; ok {
		return values, nil
	}
	entry := h.entries[s.key]
	if entry == nil {
		return nil, fmt.Errorf("tensor %q: the file has no data/%s", name, s.key)
	}
	if _, err := h.left.take(name, []int{s.size}); err != nil {
		return nil, err
	}
	raw, err := entry.Open(s.size * s.kind.size())
	if err != nil {
		return nil, err
	}
	if len(raw) != s.size*s.kind.size() {
		return nil, fmt.Errorf("tensor %q: data/%s has %d bytes, and %d numbers are announced", name, s.key, len(raw), s.size)
	}
	h.storages[s.key] = s.kind.floats(raw, h.order)
	return h.storages[s.key], nil
}
