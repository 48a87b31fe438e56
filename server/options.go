package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"strings"

	"bonsai/engine/recipe"
)

// options are the program's flags, checked.
type options struct {
	addr    string
	data    string // "": no data sets are offered
	link    string // "": the page opens as it is
	class   string // "": there is no class
	hosts   []string
	cards   bool
	version bool
	licence bool
}

// inMemory is the value of -class alone: the class is kept in memory only.
const inMemory = "true"

// parseOptions reads the program's arguments. What flags exist is written to
// out if the arguments ask for it or are wrong.
func parseOptions(arguments []string, out io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("server", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.StringVar(&o.addr, "addr", ":8080", "`address` to serve on, [host]:port; port 0 takes a free one")
	flags.StringVar(&o.data, "data", "", "`folder` of data sets that the page offers by name")
	flags.StringVar(&o.link, "open", "", "`link` of an experiment, from its # on, to which the printed addresses lead")
	flags.Var((*optionalValue)(&o.class), "class", "let students' pages follow the teacher's page; with a `file`, the class is kept in it and continues after a restart; with nats://host, several servers share the class")
	hosts := flags.String("host", "", "`names`, separated by commas, by which the server may be reached besides its addresses")
	flags.BoolVar(&o.cards, "cards", true, "give links a form that chats show with a picture")
	flags.BoolVar(&o.version, "version", false, "print the version and end")
	flags.BoolVar(&o.licence, "licences", false, "print the licence texts of the software in this program and end")
	if err := flags.Parse(joinValue(arguments, "class")); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("server: %q is not a flag; flags begin with -, as in server -class (server -help lists them)", flags.Arg(0))
	}
	if *hosts != "" {
		o.hosts = strings.Split(*hosts, ",")
	}
	return o, o.check()
}

// check reports the first option that cannot be right.
func (o options) check() error {
	if _, _, err := net.SplitHostPort(o.addr); err != nil {
		return fmt.Errorf("server: -addr %q is not [host]:port, as in -addr :8080", o.addr)
	}
	for _, name := range o.hosts {
		if name == "" || strings.ContainsAny(name, "/: \t*") {
			return fmt.Errorf("server: -host: %q is not a host name; right is a name without port, as in -host class.example.org", name)
		}
	}
	return checkLink(o.link)
}

// checkLink reports whether the page could open a link.
func checkLink(link string) error {
	if link == "" {
		return nil
	}
	if !strings.HasPrefix(link, "#") {
		return fmt.Errorf("server: -open %q is not a link; copy the part of a shared address from its # on", link)
	}
	if _, err := recipe.ParseAddress(link); err != nil {
		return fmt.Errorf("server: -open %q is not a link: %w", link, err)
	}
	return nil
}

// joinValue writes "-name value" as "-name=value". Package flag reads only the
// second form if the flag may also stand alone.
func joinValue(arguments []string, name string) []string {
	var joined []string
	for i := 0; i < len(arguments); i++ {
		a := arguments[i]
		if (a == "-"+name || a == "--"+name) && i+1 < len(arguments) && !strings.HasPrefix(arguments[i+1], "-") {
			i++
			a += "=" + arguments[i]
		}
		joined = append(joined, a)
	}
	return joined
}

// An optionalValue is a flag that may stand alone, like a boolean one, or have
// a value.
type optionalValue string

func (v *optionalValue) String() string     { return string(*v) }
func (v *optionalValue) Set(s string) error { *v = optionalValue(s); return nil }
func (v *optionalValue) IsBoolFlag() bool   { return true }

// version is set by the linker for released programs.
var version string

// programVersion is the version of a released program, or else the commit from
// which the program was built.
func programVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return info.Main.Version
}
