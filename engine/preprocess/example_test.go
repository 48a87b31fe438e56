package preprocess_test

import (
	"encoding/json"
	"fmt"

	"bonsai/engine/preprocess"
)

// A preprocessing that was stored with a network takes rows in the units of the
// file and gives the inputs of the network.
func Example() {
	stored := []byte(`{"version":1,"missing":"fill","columns":[
		{"name":"size","type":"number","use":true,"mean":10,"deviation":2},
		{"name":"colour","type":"category","use":true,"categories":["blue","red"]}],
		"target":{"name":"price","mean":100,"deviation":50}}`)
	var p preprocess.Preprocessing
	if err := json.Unmarshal(stored, &p); err != nil {
		fmt.Println(err)
		return
	}
	x, err := p.Rows([]any{[]any{14.0, "red"}, map[string]any{"colour": "blue"}})
	fmt.Println(x, err)
	fmt.Println("an output of 0.5 is a", p.Target.Name, "of", p.Target.Value(0.5))
	// Output:
	// [2 0 1 0 1 0] <nil>
	// an output of 0.5 is a price of 125
}
