package cards

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Command is the only argument with which a Process starts this program again.
const Command = "draw-card"

// A Process is a Renderer that draws each card in a process of its own, which
// can be ended whatever it does: it is killed when the context ends, and it ends
// itself when it has worked for a second or needs more than 64 MB.
type Process struct {
	// Describer implements Describe.
	Describer func(link, language string) (title, description string, err error)

	program string // "" for this program
}

var _ Renderer = (*Process)(nil)

// maxMemory is the memory of a process that draws, in bytes.
const maxMemory = 64 << 20

// MaxWork is how long processors may work for one card. On a machine that does much
// else, a card may take longer.
const MaxWork = time.Second

// maxPicture is the size of a card's file, in bytes.
const maxPicture = 1 << 20

// Describe implements Renderer.
func (p *Process) Describe(link, language string) (title, description string, err error) {
	return p.Describer(link, language)
}

// Draw implements Renderer.
func (p *Process) Draw(ctx context.Context, link string) (Card, error) {
	program := p.program
	if program == "" {
		var err error
		if program, err = os.Executable(); err != nil {
			return Card{}, fmt.Errorf("cards: %w", err)
		}
	}
	command := exec.CommandContext(ctx, program, Command)
	command.Stdin = bytes.NewBufferString(link)
	out := &limitedBuffer{limit: maxPicture}
	problem := &limitedBuffer{limit: 1000}
	command.Stdout, command.Stderr = out, problem
	if err := command.Run(); err != nil {
		return Card{}, fmt.Errorf("cards: drawing failed: %w: %s", err, problem.bytes)
	}
	numbers, picture, _ := bytes.Cut(out.bytes, []byte("\n"))
	card := Card{Picture: picture}
	if err := json.Unmarshal(numbers, &card.Numbers); err != nil {
		return Card{}, fmt.Errorf("cards: the process does not say what is on its picture: %w", err)
	}
	return card, nil
}

// A limitedBuffer is a buffer that refuses to grow beyond its limit.
type limitedBuffer struct {
	bytes []byte
	limit int
}

func (b *limitedBuffer) Write(p []byte) (int, error) {
	if len(b.bytes)+len(p) > b.limit {
		return 0, errors.New("cards: the process writes too much")
	}
	b.bytes = append(b.bytes, p...)
	return len(p), nil
}

// Main is what a program does that was started by a Process: it reads a link
// from in and writes the card to out: a line with its numbers as JSON, and the picture. It returns the program's exit status. The program
// is ended when processors have worked for longer than work, which is MaxWork but for
// tests on busy machines.
func Main(in io.Reader, out, problem io.Writer, work time.Duration, draw func(link string) (Card, error)) int {
	debug.SetMemoryLimit(maxMemory * 3 / 4) // collects garbage rather than going beyond
	done := make(chan struct{})
	defer close(done)
	before := worked()
	go func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
			}
			if memory() > maxMemory {
				os.Exit(3)
			}
			if worked()-before > work {
				os.Exit(4)
			}
		}
	}()
	link, err := io.ReadAll(io.LimitReader(in, maxLink))
	if err != nil {
		fmt.Fprintln(problem, err)
		return 1
	}
	card, err := draw(string(link))
	if err != nil {
		fmt.Fprintln(problem, err)
		return 1
	}
	numbers, err := json.Marshal(card.Numbers)
	if err != nil {
		fmt.Fprintln(problem, err)
		return 1
	}
	if _, err := out.Write(append(append(numbers, '\n'), card.Picture...)); err != nil {
		return 1
	}
	return 0
}

// memory returns how many bytes the program has from the system.
func memory() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() - samples[1].Value.Uint64()
}
