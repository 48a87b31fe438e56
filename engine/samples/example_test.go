package samples_test

import (
	"fmt"
	"log"

	"bonsai/engine/recipe"
	"bonsai/engine/samples"
)

// A table is opened with the choices that fit it: its last column is the target,
// half of its rows train, and the numbers are standardised by those rows.
func Example() {
	const table = "width,height,kind\n1,5,oak\n2,6,oak\n8,1,fir\n9,2,fir\n1,6,oak\n9,1,fir\n2,5,oak\n8,2,fir\n"
	files, err := samples.Read([]samples.File{{Name: "trees.csv", Bytes: []byte(table)}})
	if err != nil {
		log.Fatal(err)
	}
	r := recipe.Default()
	r.Dataset, r.Own, r.Reading, r.TrainShare = recipe.OwnDataset, files.Digest, files.Reading, 50
	s, err := samples.New(&r, files)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(s.Train.N, "training and", s.Test.N, "test samples of", s.Train.F, "features")
	row, err := s.Rows([]any{map[string]any{"width": 5.0, "height": 3.5}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%.2f\n", row)
	// Output:
	// 4 training and 4 test samples of 2 features
	// [-0.63 0.67]
}
