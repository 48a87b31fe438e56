package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Order says how a file lays out weights.
type Order uint8

const (
	OutIn Order = iota + 1 // a row for each output: PyTorch, ONNX Gemm with transB
	InOut                  // a row for each input: Keras, TensorFlow, scikit-learn
)

// assemble makes a network of arrays without a graph. trusted tells whether
// the file keeps the order in which its writer listed the arrays. order is 0,
// or what the user has said.
func assemble(tensors []tensor, trusted bool, order Order) (*Network, error) {
	blocks, err := blocksOf(tensors)
	if err != nil {
		return nil, err
	}
	if len(blocks) == 0 {
		return nil, fmt.Errorf("it contains no arrays of weights")
	}
	if len(blocks) > MaxHidden+1 {
		return nil, fmt.Errorf("it has %d hidden layers; at most %d are possible", len(blocks)-1, MaxHidden)
	}
	if order == 0 {
		order = suggested(blocks)
	}
	sequences := arrange(blocks, trusted, order)
	if len(sequences) != 1 {
		return nil, misfit(tensors, len(sequences) > 1)
	}
	blocks = sequences[0]
	n := &Network{}
	if orders := fitting(blocks); !slices.Contains(orders, order) {
		n.OrderUnknown = len(orders) == 2
		order = orders[0]
	}
	for _, b := range blocks {
		n.Layers = append(n.Layers, b.layer(order))
	}
	return n, nil
}

// suggested is the order that the names tell, 0 if they tell none.
func suggested(blocks []*block) Order {
	for _, b := range blocks {
		if b.order != 0 {
			return b.order
		}
	}
	return 0
}

// arrange finds the sequences in which the layers fit one after another. The
// one that the file or numbers in the names give goes before all others. Among
// others, those go first that fit with the given order of weights.
func arrange(blocks []*block, trusted bool, order Order) [][]*block {
	if !trusted {
		if counted := byNumber(blocks); counted != nil {
			blocks, trusted = counted, true
		}
	}
	if trusted && len(fitting(blocks)) > 0 {
		return [][]*block{blocks}
	}
	var sequences, ordered [][]*block
	permute(blocks, 0, func() {
		if orders := fitting(blocks); slices.Contains(orders, order) {
			ordered = append(ordered, slices.Clone(blocks))
		} else if len(orders) > 0 {
			sequences = append(sequences, slices.Clone(blocks))
		}
	})
	if len(ordered) > 0 {
		return ordered
	}
	return sequences
}

// permute brings the blocks into every sequence and calls visit with each.
func permute(blocks []*block, from int, visit func()) {
	if from == len(blocks) {
		visit()
		return
	}
	for i := from; i < len(blocks); i++ {
		blocks[from], blocks[i] = blocks[i], blocks[from]
		permute(blocks, from+1, visit)
		blocks[from], blocks[i] = blocks[i], blocks[from]
	}
}

// fitting lists the orders of weights with which the layers, in this sequence,
// take what the layer before gives and have as many biases as outputs.
func fitting(blocks []*block) []Order {
	var orders []Order
	for _, order := range []Order{OutIn, InOut} {
		fits := true
		units := 0
		for i, b := range blocks {
			out, in := b.w.shape[0], b.w.shape[1]
			if order == InOut {
				out, in = in, out
			}
			fits = fits && (i == 0 || in == units) && (b.b == nil || len(b.b.data) == out)
			units = out
		}
		if fits {
			orders = append(orders, order)
		}
	}
	return orders
}

// byNumber sorts layers whose names differ in one number only: "fc2" comes
// before "fc10". It returns nil for other names.
func byNumber(blocks []*block) []*block {
	var sorted []*block
	var numbers []int
	before := ""
	for i, b := range blocks {
		number, rest, ok := lastNumber(b.key)
		if !ok || i > 0 && rest != before || slices.Contains(numbers, number) {
			return nil
		}
		before = rest
		at := 0
		for at < len(numbers) && numbers[at] < number {
			at++
		}
		numbers, sorted = slices.Insert(numbers, at, number), slices.Insert(sorted, at, b)
	}
	return sorted
}

// lastNumber takes the last number out of a name: of "net.10.fc" 10, with the
// rest "net.#.fc".
func lastNumber(name string) (number int, rest string, ok bool) {
	end := strings.LastIndexAny(name, "0123456789") + 1
	start := end
	for start > 0 && name[start-1] >= '0' && name[start-1] <= '9' {
		start--
	}
	number, err := strconv.Atoi(name[start:end])
	return number, name[:start] + "#" + name[end:], err == nil
}

// misfit explains why arrays make no network.
func misfit(tensors []tensor, several bool) error {
	list := make([]string, len(tensors))
	for i := range tensors {
		list[i] = tensors[i].describe()
	}
	shapes := strings.Join(list, ", ")
	if several {
		return fmt.Errorf("its layers fit one after another in more than one sequence; number their names in the order of the network (%s)", shapes)
	}
	return fmt.Errorf("its layers do not fit one after another (%s)", shapes)
}
