package link_test

import (
	"fmt"

	"bonsai/engine/link"
)

func Example() {
	text := link.Encode([]byte("bonsai"))
	b, err := link.Decode(text)
	fmt.Println(text, string(b), err)
	_, err = link.Decode(text[:len(text)-1])
	fmt.Println(err)
	_, err = link.Decode("2." + text[2:])
	fmt.Println(err)
	// Output:
	// 1.8Ry3blSk1e6Ev2 bonsai <nil>
	// link: the checksum does not match: the link was truncated or altered
	// link: the link is of version 2; this program reads version 1
}
