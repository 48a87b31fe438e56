package table_test

import (
	"fmt"

	"bonsai/engine/table"
)

func Example() {
	file := []byte("size;colour;price\n10,5;red;100\n20;blue;200\n12;red;130\n16;blue;150\n")
	reader := table.NewReader(file, table.Want{})
	for reader.Step(1 << 20) {
		// Here a program can show reader.Progress(), or stop.
	}
	t, err := reader.Table()
	if err != nil {
		fmt.Println(err)
		return
	}
	choices := t.Suggest().Choices
	fmt.Println(choices)

	rows, err := t.Rows(choices)
	if err != nil {
		fmt.Println(err)
		return
	}
	training, test := table.Split(rows.Order(1), 0.75)
	p := rows.Fit(training)
	fmt.Println(len(training), "rows to train on,", len(test), "to test on; the inputs are", p.InputList())
	x, err := p.Rows([]any{
		[]any{14.0, "red"},
		map[string]any{"colour": "blue", "size": 18.5},
	})
	fmt.Printf("%.2f %v\n", x, err)
	// Output:
	// 1.cusdncny.dkr.0.3.ncn
	// 3 rows to train on, 1 to test on; the inputs are [size colour = blue colour = red]
	// [-0.61 0.00 1.00 0.77 1.00 0.00] <nil>
}
