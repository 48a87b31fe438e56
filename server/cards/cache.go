package cards

import (
	"container/list"
	"sync"
)

// maxCached is how many bytes of cards are kept, with entryCost for each.
const (
	maxCached = 32 << 20
	entryCost = 10 << 10 // for a link, its place in the cache and what its picture says
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
	link string
	card Card
	err  error
}

func (c *cached) cost() int { return len(c.card.Picture) + entryCost }

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), cards: map[string]*list.Element{}}
}

func (c *cache) get(link string) (card Card, err error, ok bool) {
	c.lock.Lock()
	defer c.lock.Unlock()
	e := c.cards[link]
	if e == nil {
		return Card{}, nil, false
	}
	c.order.MoveToFront(e)
	found := e.Value.(*cached)
	return found.card, found.err, true
}

func (c *cache) put(link string, card Card, err error) {
	c.lock.Lock()
	defer c.lock.Unlock()
	added := &cached{link, card, err}
	c.bytes += added.cost()
	c.cards[link] = c.order.PushFront(added)
	for c.bytes > c.limit {
		oldest := c.order.Remove(c.order.Back()).(*cached)
		c.bytes -= oldest.cost()
		delete(c.cards, oldest.link)
	}
}
