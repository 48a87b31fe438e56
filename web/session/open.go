package session

import (
	"errors"
	"slices"

	"bonsai/engine/recipe"
	"bonsai/web/command"
)

// An Opener opens experiments from their addresses, in the page's engine or in
// that of a helper.
type Opener struct {
	Send func(name, arguments string, watched bool, done func(outputs string, err error))

	// Soon refuses an address that takes more than a few seconds.
	Soon bool

	// OpenOwn opens the files of a person's own data or network that links know
	// by a digest, and tells whether they were found.
	OpenOwn func(digest string, done func(found bool))
}

// wantFiles are the problems of an address whose files are not open.
var wantFiles = []string{"ownMissing", "ownColumns", "ownOther", "networkMissing"}

// WantsFiles returns whether an address has been refused because its files are not open.
func WantsFiles(p *recipe.Problem) bool { return slices.Contains(wantFiles, p.Code) }

// An Awaited is an address that waits for its files.
type Awaited struct{ Address, Digest string }

// AwaitFiles returns what an address waits for that was refused with an error. ok is
// false if it does not wait for files.
func AwaitFiles(address string, err error) (a Awaited, ok bool) {
	var p *recipe.Problem
	if !errors.As(err, &p) || !WantsFiles(p) {
		return Awaited{}, false
	}
	return Awaited{address, p.Args["value"]}, true
}

// Is reports whether an address waits for the files with a digest.
func (a Awaited) Is(digest string) bool { return a.Address != "" && a.Digest == digest }

// Open opens an address. If it is about a person's own data that are not open,
// these are opened first.
func (o Opener) Open(hash string, watched bool, done func(error)) {
	name := "load"
	if o.Soon {
		name = "loadSoon"
	}
	send := func(done func(error)) {
		o.Send(name, command.Load(hash), watched && !recipe.HasOperations(hash), func(_ string, err error) { done(err) })
	}
	send(func(err error) {
		awaited, ok := AwaitFiles(hash, err)
		if !ok {
			done(err)
			return
		}
		o.OpenOwn(awaited.Digest, func(found bool) {
			if !found {
				done(err)
				return
			}
			send(done)
		})
	})
}
