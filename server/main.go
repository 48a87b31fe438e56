// Command server serves the page that is embedded in it, on every address of
// the machine, and shows the QR code with which a phone in the same network
// opens it:
//
//	go run ./server -addr :8080 -open '#1.CpXRjU1LB6j7gkFhT6' -data folder -class
//
// With -open, the printed addresses and the QR code lead to that experiment.
// With -data, the page offers the data sets of a folder by name. With -class,
// the pages of all students follow the teacher's page, whose address is printed
// as well. A class is kept in memory, with -class FILE also in a file, and with
// -class nats://host in NATS, where several servers share it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"

	"bonsai/server/cards"
	"bonsai/server/class"
	"bonsai/server/class/cluster"
	"bonsai/server/datasets"
	"bonsai/server/front"
	"bonsai/server/licences"
	"bonsai/server/site"
	"bonsai/static"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == cards.Command {
		os.Exit(cards.Main(os.Stdin, os.Stdout, os.Stderr, cards.MaxWork, drawCard))
	}
	o, err := parseOptions(os.Args[1:], os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err == nil {
		err = run(o, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run does what the options ask for: it prints something and returns, or serves
// the page until a person or the system stops the program.
func run(o options, out io.Writer) error {
	if o.version {
		fmt.Fprintln(out, "bonsai", programVersion())
		return nil
	}
	if o.licence {
		_, err := io.WriteString(out, licences.Text)
		return err
	}
	p, err := prepare(o)
	if err != nil {
		return err
	}
	listener, err := listen(o.addr)
	if err != nil {
		return err
	}
	p.listening = listener.Addr()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	a := announcement{listening: listener.Addr(), lan: machineAddresses(), link: o.link, room: terminalSize(os.Stdout)}
	if p.data != nil {
		a.note = p.data.Omitted()
	}
	if p.class != nil {
		a.teacher = p.class.TeacherAddress
	}
	go a.show(out, os.Stdin, os.Stdout)
	err = serve(ctx, front.Listen(listener, p.answerer()), p.handler())
	if p.class != nil {
		err = errors.Join(err, p.class.Close())
	}
	return err
}

// parts are what the server consists of. cards, data and class are nil if they
// are not asked for.
type parts struct {
	site      site.Site
	cards     *cards.Cards
	data      *datasets.Folder
	class     *class.Class
	listening net.Addr
	hosts     []string // names by which the server is reached, besides its addresses
}

// prepare reads everything that is served, and tells the page what this server
// can do.
func prepare(o options) (parts, error) {
	p := parts{hosts: append(machineNames(), o.hosts...)}
	files, err := static.Files()
	if err != nil {
		return p, err
	}
	if p.site, err = site.New(files); err != nil {
		return p, err
	}
	if o.data != "" {
		if p.data, err = datasets.Open(o.data); err != nil {
			return p, fmt.Errorf("server: -data: %w", err)
		}
		if err := p.site.Mark("offers"); err != nil {
			return p, err
		}
	}
	if o.class != "" {
		if p.class, err = openClass(o.class); err != nil {
			return p, err
		}
		p.class.LimitStudents(maxFiles() * 9 / 10) // the rest is for loading the page
		if err := p.site.Mark("class"); err != nil {
			return p, err
		}
	}
	if err := p.site.Mark("network"); err != nil {
		return p, err
	}
	if o.cards {
		if err := p.site.Mark("cards"); err != nil {
			return p, err
		}
		renderer, err := newRenderer(files)
		if err != nil {
			return p, err
		}
		if p.cards, err = cards.New(p.site.Index(), renderer); err != nil {
			return p, err
		}
	}
	return p, nil
}

// unlimited is more files than any class needs.
const unlimited = 1 << 20

// openClass opens the class that -class names: one in memory, one that servers
// share through NATS, or one that is kept in a file.
func openClass(where string) (*class.Class, error) {
	switch {
	case where == inMemory:
		return class.New(class.NewMemory())
	case cluster.Is(where):
		shared, err := cluster.Open(where)
		if err != nil {
			return nil, fmt.Errorf("server: -class: %w", err)
		}
		return class.New(shared)
	}
	file, err := class.OpenFile(where)
	if err != nil {
		return nil, fmt.Errorf("server: -class: %w", err)
	}
	return class.New(file)
}
