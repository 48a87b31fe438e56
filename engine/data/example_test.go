package data_test

import (
	"fmt"

	"bonsai/engine/data"
	"bonsai/engine/plane"
)

func Example() {
	set, err := data.Generate("spiral", 10, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	train, test := set.Split(0.5)
	inputs := plane.Expand(nil, train.X, []string{"x1", "x2", "sinx1", "sinx2"})
	fmt.Println(train.N, "to train on,", test.N, "to test on,", len(inputs)/train.N, "inputs each")
	// Output: 250 to train on, 250 to test on, 4 inputs each
}

func ExampleReadCSV() {
	const flowers = `petal length,petal width,species
1.4,0.2,setosa
4.7,1.4,versicolor
1.3,0.2,setosa
4.5,1.5,versicolor
`
	table, err := data.ReadCSV([]byte(flowers), data.CSVOptions{Label: "species"})
	if err != nil {
		fmt.Println(err)
		return
	}
	train, test := table.Set(0.75, 1).Split(0.75)
	fmt.Println(table.N, "rows of", table.Names, "in the classes", table.Classes)
	fmt.Println(train.N, "to train on,", test.N, "to test on")
	// Output:
	// 4 rows of [petal length petal width] in the classes [setosa versicolor]
	// 3 to train on, 1 to test on
}
