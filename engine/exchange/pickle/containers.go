package pickle

import (
	"errors"
	"fmt"
)

// stepContainer carries out an instruction that makes or fills a tuple, list or
// dictionary.
func (m *machine) stepContainer(code byte) error {
	switch code {
	case ')':
		return m.push(Tuple{})
	case ']':
		return m.push(&List{})
	case '}':
		return m.push(&Dict{})
	case 0x85, 0x86, 0x87: // TUPLE1, TUPLE2, TUPLE3
		return m.tuple(int(code - 0x84))
	case 't': // TUPLE
		items, err := m.items()
		return errors.Join(err, m.push(Tuple(items)))
	case 'a': // APPEND
		item, err := m.pop()
		if err != nil {
			return err
		}
		return m.extend([]any{item})
	case 'e': // APPENDS
		items, err := m.items()
		if err != nil {
			return err
		}
		return m.extend(items)
	case 's': // SETITEM
		value, err := m.pop()
		if err != nil {
			return err
		}
		key, err := m.pop()
		if err != nil {
			return err
		}
		return m.set([]any{key, value})
	case 'u': // SETITEMS
		items, err := m.items()
		if err != nil {
			return err
		}
		return m.set(items)
	}
	return fmt.Errorf("pickle: the instruction %#02x, which tensors and numbers do not need, is not carried out", code)
}

// tuple replaces the top items by a tuple of them.
func (m *machine) tuple(size int) error {
	t := make(Tuple, size)
	for i := size - 1; i >= 0; i-- {
		v, err := m.pop()
		if err != nil {
			return err
		}
		t[i] = v
	}
	return m.push(t)
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
