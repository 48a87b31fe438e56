package pickle

import (
	"errors"
	"fmt"
)

// stepContainer carries out an instruction that makes or fills a tuple, list or
// dictionary.
func (m *machine) stepContainer(code byte) (any, error) {
	switch code {
	case ')':
		return Tuple{}, nil
	case ']':
		return &List{}, nil
	case '}':
		return &Dict{}, nil
	case 0x85, 0x86, 0x87: // TUPLE1, TUPLE2, TUPLE3
		items, err := m.top(int(code - 0x84))
		return Tuple(items), err
	case 't': // TUPLE
		items, err := m.items()
		return Tuple(items), err
	}
	var items []any
	var err error
	switch code {
	case 'a': // APPEND
		items, err = m.top(1)
	case 's': // SETITEM
		items, err = m.top(2)
	case 'e', 'u': // APPENDS, SETITEMS
		items, err = m.items()
	default:
		return nil, fmt.Errorf("pickle: the instruction %#02x, which tensors and numbers do not need, is not carried out", code)
	}
	if err != nil {
		return nil, err
	}
	if code == 'a' || code == 'e' {
		return nothing{}, m.extend(items)
	}
	return nothing{}, m.set(items)
}

// top takes the top items from the stack.
func (m *machine) top(size int) ([]any, error) {
	items := make([]any, size)
	for i := size - 1; i >= 0; i-- {
		v, err := m.pop()
		if err != nil {
			return nil, err
		}
		items[i] = v
	}
	return items, nil
}

// items takes everything down to the last marker from the stack.
func (m *machine) items() ([]any, error) {
	for i := len(m.stack) - 1; i >= 0; i-- {
		if m.stack[i] == any(marker{}) {
			items := append([]any(nil), m.stack[i+1:]...)
			m.stack = m.stack[:i]
			return items, nil
		}
	}
	return nil, errStack
}

// extend appends items to the list on top of the stack.
func (m *machine) extend(items []any) error {
	if len(m.stack) > 0 {
		if list, ok := m.stack[len(m.stack)-1].(*List); ok {
			list.Items = append(list.Items, items...)
			return nil
		}
	}
	return errors.New("pickle: it appends to something that is not a list")
}

// set adds keys and values, in turn, to the dictionary on top of the stack.
func (m *machine) set(items []any) error {
	if len(m.stack) == 0 || len(items)%2 != 0 {
		return errStack
	}
	dict, ok := m.stack[len(m.stack)-1].(*Dict)
	if !ok {
		return errors.New("pickle: it sets items of something that is not a dictionary")
	}
	for i := 0; i < len(items); i += 2 {
		dict.Keys, dict.Values = append(dict.Keys, items[i]), append(dict.Values, items[i+1])
	}
	return nil
}
