package num_test

import (
	"fmt"
	"math/rand/v2"

	"bonsai/engine/num"
)

func Example() {
	fmt.Println(num.Exp(1), num.Tanh(0.5), num.Sigmoid(0))
	fmt.Println(num.Log(10), num.Sin(1), num.Cos(1))
	fmt.Println(num.Normal(rand.New(rand.NewPCG(1, 1))))
	// Output:
	// 2.7182817 0.46211717 0.5
	// 2.302585092994046 0.8414709848078965 0.5403023058681398
	// -0.2596481623115277
}
