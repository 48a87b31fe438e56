package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/lab/golden"
)

// The last links of the file are of a recipe and of its network with its history, as
// networks in links are written today. The command would add the same lines.
func TestALinkIsAddedAsTheOldOnesAre(t *testing.T) {
	links := golden.Links()
	links = links[len(links)-2:]
	var got bytes.Buffer
	if err := write(&got, []string{links[0].Address}); err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, l := range links {
		fmt.Fprintln(&want, l.Address, l.Short, l.Upper)
	}
	if got.String() != want.String() {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want.String())
	}
}

func TestAnAddressThatFailsIsNotAdded(t *testing.T) {
	for _, address := range []string{
		"#dataset=rings", "#steps=x:9:9:9",
		"#dataset=xor&layers=1024.512&steps=",                        // no link has room for its network
		"#dataset=reg-plane&optimizer=sgd&learningRate=10&steps=t5e", // the loss grows without limit
	} {
		var got bytes.Buffer
		if err := write(&got, []string{address}); err == nil || !strings.Contains(err.Error(), address) || got.Len() > 0 {
			t.Errorf("%s: %v, and %q", address, err, got.String())
		}
	}
}
