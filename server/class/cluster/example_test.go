package cluster_test

import (
	"fmt"

	"bonsai/server/class"
	"bonsai/server/class/cluster"
)

// open opens a class that servers share, or one of this server alone.
func open(where string) (*class.Class, error) {
	if !cluster.Is(where) {
		return class.New(class.NewMemory())
	}
	b, err := cluster.Open(where)
	if err != nil {
		return nil, err
	}
	return class.New(b)
}

func Example() {
	_, err := open("nats://127.0.0.1:1/monday morning")
	fmt.Println(err)
	// Output: cluster: "monday morning" is not the name of a class; it may have letters, digits, - and _
}
