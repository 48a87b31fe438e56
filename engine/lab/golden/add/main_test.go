package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"bonsai/engine/lab/golden"
)

// The first links of the file are of the recipe with which the page opens, and of
// its network. The command would add the same lines today.
func TestALinkIsAddedAsTheOldOnesAre(t *testing.T) {
	links := golden.Links()
	var got bytes.Buffer
	if err := write(&got, []string{links[0].Address}); err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, l := range links[:2] {
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
