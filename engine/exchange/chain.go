package exchange

import (
	"errors"
	"fmt"

	"bonsai/engine/nn"
)

// A chain is a network under construction, from formats that list its
// operations one after another: dense layers, activations, scalings.
type chain struct {
	n     *Network
	stage stage

	// scaling is what was done to the current value since the last layer or
	// activation, number by number. It has not been worked into a layer yet.
	scaling *scaling
}

// A stage is what the last operation was.
type stage uint8

const (
	atInput   stage = iota // no layer yet
	summed                 // a layer without an activation
	activated              // a layer with its activation
	finished               // the probabilities of the classes
)

func newChain() chain { return chain{n: &Network{}} }

// last is the layer that was added last.
func (c *chain) last() *Layer { return &c.n.Layers[len(c.n.Layers)-1] }

// dense adds a layer without an activation. Its weights are changed where a
// scaling is worked in.
func (c *chain) dense(layer Layer) error {
	switch c.stage {
	case summed:
		c.settle()
		c.last().Activation = nn.Linear.String()
	case finished:
		return errors.New("it comes after the softmax, which can only be the end")
	}
	if c.stage != atInput && layer.In != c.last().Out {
		return fmt.Errorf("it takes %d inputs, and the layer before has %d outputs", layer.In, c.last().Out)
	}
	if len(c.n.Layers) > MaxHidden {
		return refuse("depth", "max", MaxHidden)
	}
	if err := c.enter(&layer); err != nil {
		return err
	}
	c.n.Layers = append(c.n.Layers, layer)
	c.stage = summed
	return nil
}

// activate applies an activation to the sums of the last layer.
func (c *chain) activate(name string) error {
	switch c.stage {
	case atInput:
		return errors.New("it comes before the first dense layer")
	case activated:
		return fmt.Errorf("it follows another activation, %s", c.last().Activation)
	case finished:
		return errors.New("it comes after the softmax, which can only be the end")
	}
	c.settle()
	c.last().Activation, c.stage = name, activated
	return nil
}

// softmax ends the network.
func (c *chain) softmax() error {
	if c.stage != summed {
		return errors.New("it does not follow a dense layer")
	}
	c.settle()
	c.n.Output, c.stage = Softmax, finished
	return nil
}

// end returns the network that the operations read so far make up, or an error
// if they make up none.
func (c *chain) end() (*Network, error) {
	switch c.stage {
	case atInput:
		return nil, errors.New("it has no dense layer that its input goes to")
	case summed:
		c.n.Output = Linear
		if !c.target() {
			c.settle()
		}
	case activated:
		if c.scaling != nil {
			return nil, fmt.Errorf("it ends in a scaled %s; only sums can be scaled at the end", c.last().Activation)
		}
		if c.last().Activation != nn.Sigmoid.String() {
			return nil, refuse("end", "activation", c.last().Activation)
		}
		c.n.Output = Sigmoid
	}
	c.last().Activation = nn.Linear.String()
	return c.n, nil
}

// target takes scaling at the end of a network with one output as what returns
// the value of a regression to its own units.
func (c *chain) target() bool {
	s := c.scaling
	if s == nil || c.last().Out != 1 || s.factor[0] < 0 {
		return false
	}
	c.n.Target = &Scale{Mean: s.offset[0], Deviation: s.factor[0]}
	c.scaling = nil
	return true
}
