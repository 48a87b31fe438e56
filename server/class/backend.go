package class

import (
	"maps"
	"slices"
	"sync"
)

// A Backend keeps the state of a class, as values by key, and tells every server
// of the class about each change. Keys consist of letters, digits, dots and
// hyphens.
type Backend interface {
	// Start calls deliver for every value that is kept, and from then on for
	// every change and message, also those from this server, in the same
	// order on all servers; one call at a time. A nil value means that the
	// key was removed. It returns once the values kept so far are delivered.
	Start(deliver func(key string, value []byte)) error

	// Secret returns the class's secret: the proposed one, which is kept,
	// unless the class has one already.
	Secret(proposed string) (string, error)

	// Put keeps a value; nil removes the key.
	Put(key string, value []byte) error

	// Send passes a value on without keeping it. It may get lost if the
	// servers have lost each other.
	Send(key string, value []byte) error

	// Close ends the deliveries, after what is kept has been written.
	Close() error
}

// Memory is the Backend of one server that keeps the state while it runs.
type Memory struct {
	lock    sync.Mutex
	deliver func(key string, value []byte)
	values  map[string][]byte
	secret  string
}

var _ Backend = (*Memory)(nil)

// NewMemory returns a Memory without any values.
func NewMemory() *Memory { return &Memory{values: map[string][]byte{}} }

// Start implements Backend.
func (m *Memory) Start(deliver func(key string, value []byte)) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.deliver = deliver
	for _, key := range slices.Sorted(maps.Keys(m.values)) {
		deliver(key, m.values[key])
	}
	return nil
}

// Secret implements Backend.
func (m *Memory) Secret(proposed string) (string, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.secret == "" {
		m.secret = proposed
	}
	return m.secret, nil
}

// Put implements Backend.
func (m *Memory) Put(key string, value []byte) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	if value == nil {
		delete(m.values, key)
	} else {
		m.values[key] = value
	}
	m.deliver(key, value)
	return nil
}

// Send implements Backend.
func (m *Memory) Send(key string, value []byte) error {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.deliver(key, value)
	return nil
}

// Close implements Backend.
func (m *Memory) Close() error { return nil }
