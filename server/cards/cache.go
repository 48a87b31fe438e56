package cards

import (
	"container/list"
	"sync"
)

// maxCached is how many bytes of cards are kept, with entryCost for each.
const (
	maxCached = 32 << 20
	entryCost = 10 << 10 // for a link and its place in the cache
)

// A cache keeps the cards that were asked for most recently, and the links that
// could not be drawn.
type cache struct {
	limit int

	lock  sync.Mutex
	bytes int
	order *list.List // of *cached, most recent first
	cards map[string]*list.Element
}

type cached struct {
	link    string
	picture []byte
	err     error
}

func (c *cached) cost() int { return len(c.picture) + entryCost }

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), cards: map[string]*list.Element{}}
}

func (c *cache) get(link string) (picture []byte, err error, ok bool) {
	c.lock.Lock()
	defer c.lock.Unlock()
	e := c.cards[link]
	if e == nil {
		return nil, nil, false
	}
	c.order.MoveToFront(e)
	found := e.Value.(*cached)
	return found.picture, found.err, true
}

func (c *cache) put(link string, picture []byte, err error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	added := &cached{link, picture, err}
	c.bytes += added.cost()
	c.cards[link] = c.order.PushFront(added)
	for c.bytes > c.limit {
		oldest := c.order.Remove(c.order.Back()).(*cached)
		c.bytes -= oldest.cost()
		delete(c.cards, oldest.link)
	}
}
