package class_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"bonsai/web/class"
)

// A browser's tabs, with a clock of their own.
type tabs struct {
	now    time.Duration
	later  []timer
	relays map[string]*class.Relay
	heard  map[string][]string
}

type timer struct {
	at time.Duration
	f  func()
}

func (b *tabs) open(id string) *class.Relay {
	r := &class.Relay{
		ID: id, Open: func() {}, Close: func() {},
		Post: func(m class.Message) {
			for _, other := range b.ids() {
				if other != id {
					b.later = append(b.later, timer{b.now + time.Millisecond, func() {
						if r := b.relays[other]; r != nil {
							r.Hear(m)
						}
					}})
				}
			}
		},
		Take: func(event, data string) { b.heard[id] = append(b.heard[id], event+data) },
		After: func(wait time.Duration, f func()) {
			b.later = append(b.later, timer{b.now + wait, func() {
				if b.relays[id] != nil {
					f()
				}
			}})
		},
		Random: func(time.Duration) time.Duration { return time.Duration(len(b.relays)) * 10 * time.Millisecond },
	}
	b.relays[id] = r
	r.Begin()
	return r
}

func (b *tabs) ids() (ids []string) {
	for id := range b.relays {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// pass lets time pass.
func (b *tabs) pass(length time.Duration) {
	end := b.now + length
	for {
		next := -1
		for i, t := range b.later {
			if t.at <= end && (next < 0 || t.at < b.later[next].at) {
				next = i
			}
		}
		if next < 0 {
			b.now = end
			return
		}
		t := b.later[next]
		b.later = slices.Delete(b.later, next, next+1)
		b.now = t.at
		t.f()
	}
}

func (b *tabs) leaders() (ids []string) {
	for _, id := range b.ids() {
		if b.relays[id].Leads() {
			ids = append(ids, id)
		}
	}
	return ids
}

func TestTabsShareOneStream(t *testing.T) {
	b := &tabs{relays: map[string]*class.Relay{}, heard: map[string][]string{}}
	one := func(when, want string) *class.Relay {
		t.Helper()
		if got := b.leaders(); len(got) != 1 || want != "" && got[0] != want {
			t.Fatalf("%s: the stream is in %v, want %s", when, got, want)
		}
		return b.relays[b.leaders()[0]]
	}
	for n := range 8 {
		b.open(fmt.Sprint("tab", n))
	}
	b.pass(time.Second)
	first := one("eight tabs at once", "")
	first.Event("link", "1")
	first.Event("result", "a")
	first.Event("link", "2")
	b.pass(time.Second)
	one("after events", first.ID)
	for id, heard := range b.heard {
		if fmt.Sprint(heard) != "[link1 resulta link2]" {
			t.Errorf("%s has heard %v", id, heard)
		}
	}
	b.open("tab9")
	b.pass(time.Second)
	one("a later tab", first.ID)
	if got := fmt.Sprint(b.heard["tab9"]); got != "[reset{} resulta link2]" {
		t.Errorf("a later tab has heard %s", got)
	}
	first.Leave()
	delete(b.relays, first.ID)
	b.pass(time.Second)
	second := one("the tab with the stream has gone", "")
	second.Event("beat", "")
	b.pass(time.Second)
	one("after a beat", second.ID)
	delete(b.relays, second.ID) // without a word: the browser has killed it
	b.pass(10 * time.Second)
	if len(b.leaders()) != 0 {
		t.Error("another tab has opened a stream too early")
	}
	b.pass(10 * time.Second)
	third := one("the tab with the stream was silent for too long", "")
	third.Event("beat", "")
	b.pass(time.Second)
	one("in the end", third.ID)
}
