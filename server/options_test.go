package main

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"strings"
	"testing"
)

func TestWrongArgumentsAreExplained(t *testing.T) {
	for _, test := range []struct {
		arguments []string
		want      string // part of the error
	}{
		{[]string{"foo", "-class"}, `"foo" is not a flag`},
		{[]string{"-addr", "8080"}, `-addr "8080" is not [host]:port`},
		{[]string{"-open", "nowhere"}, `-open "nowhere" is not a link`},
		{[]string{"-open", "#nowhere"}, `-open "#nowhere" is not a link`},
		{[]string{"-open", "#dataset=nothing"}, "dataset"},
		{[]string{"-open", "#1.CpXRjU1LB6j7gkFhT7"}, "-open"}, // its checksum is wrong
		{[]string{"-host", "a.example:80"}, `-host: "a.example:80"`},
		{[]string{"-host", "a.example,"}, `-host: ""`},
		{[]string{"-port", "80"}, "-port"},
	} {
		_, err := parseOptions(test.arguments, io.Discard)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: error %v, want one with %s", test.arguments, err, test.want)
		}
	}
}

func TestRightArgumentsAreAccepted(t *testing.T) {
	o, err := parseOptions([]string{"-addr", "127.0.0.1:0", "-open", "#dataset=xor", "-class", "-host", "a.example,b"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if o.addr != "127.0.0.1:0" || o.link != "#dataset=xor" || o.class != inMemory || strings.Join(o.hosts, " ") != "a.example b" {
		t.Errorf("%+v", o)
	}
}

func TestTheClassMayBeKeptInAFile(t *testing.T) {
	for _, test := range []struct {
		arguments []string
		class     string
	}{
		{nil, ""},
		{[]string{"-class"}, inMemory},
		{[]string{"-class", "-addr", ":0"}, inMemory},
		{[]string{"-class", "monday.json", "-addr", ":0"}, "monday.json"},
		{[]string{"--class", "monday.json"}, "monday.json"},
		{[]string{"-class=monday.json"}, "monday.json"},
	} {
		if o, err := parseOptions(test.arguments, io.Discard); err != nil || o.class != test.class {
			t.Errorf("%q: class %q, %v; want %q", test.arguments, o.class, err, test.class)
		}
	}
}

func TestHelpListsTheFlags(t *testing.T) {
	var text bytes.Buffer
	if _, err := parseOptions([]string{"-help"}, &text); !errors.Is(err, flag.ErrHelp) {
		t.Fatalf("error %v, want flag.ErrHelp", err)
	}
	for _, name := range []string{"-addr", "-cards", "-class", "-data", "-host", "-licences", "-open", "-version"} {
		if !strings.Contains(text.String(), name+" ") && !strings.Contains(text.String(), name+"\n") && !strings.Contains(text.String(), name+"\t") {
			t.Errorf("%s is missing in %s", name, text.String())
		}
	}
}

func TestVersionIsPrinted(t *testing.T) {
	var text bytes.Buffer
	if err := run(options{version: true}, &text); err != nil || !strings.HasPrefix(text.String(), "bonsai ") || len(text.String()) < len("bonsai x\n") {
		t.Errorf("%q, %v", text.String(), err)
	}
}

func TestLicencesArePrinted(t *testing.T) {
	var text bytes.Buffer
	if err := run(options{licence: true}, &text); err != nil || !strings.Contains(text.String(), "rsc.io/qr") {
		t.Errorf("%.100q, %v", text.String(), err)
	}
}
