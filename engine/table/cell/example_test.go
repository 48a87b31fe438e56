package cell_test

import (
	"fmt"

	"bonsai/engine/table/cell"
)

func Example() {
	german := cell.Style{Comma: true, Group: '.'}
	fmt.Println(german.Number([]byte("1.234,5")))
	fmt.Println(cell.Date("31.1.2020", cell.DateDMY))
	fmt.Println(cell.YesOrNo("FALSE"))
	fmt.Println(cell.Missing([]byte("NA")), cell.Missing([]byte("none")), cell.Blank("none"))
	// Output:
	// 1234.5 true
	// 18292 true
	// false true
	// true false true
}
