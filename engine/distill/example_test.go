package distill_test

import (
	"fmt"

	"bonsai/engine/distill"
	"bonsai/engine/nn"
)

func ExampleTeacher() {
	teacher := nn.New(1, nil, nil, 1, nn.SquaredError)
	teacher.Layers[0].W[0] = 3
	student := nn.New(1, nil, nil, 1, nn.SquaredError)

	guide, err := distill.NewTeacher(teacher, 1, 0, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	pass := nn.NewPass(student, 1)
	guide.Backward(pass, []float32{1}, []float32{7}, 1) // the true value is 7, the teacher's is 3
	fmt.Println(pass.Gradients[0].W)
	// Output: [-3]
}
