// A network with an object for each neuron and each connection, as in TensorFlow
// Playground. It is the simplest way to program a network.
'use strict';

class ObjectNetwork {
  constructor(sizes, activation) {
    [this.activate, this.derivative] = {
      tanh: [Math.tanh, (y) => 1 - y * y],
      relu: [(z) => Math.max(0, z), (y) => (y > 0 ? 1 : 0)],
    }[activation];
    this.layers = sizes.map((n, l) => Array.from({length: n}, () => ({
      output: 0, delta: 0, bias: 0, biasSum: 0,
      links: l === 0 ? [] : Array.from({length: sizes[l - 1]}, () => ({weight: Math.random() - 0.5, sum: 0})),
    })));
  }

  forward(x) {
    this.layers[0].forEach((unit, i) => { unit.output = x[i]; });
    for (let l = 1; l < this.layers.length; l++) {
      const before = this.layers[l - 1], last = l === this.layers.length - 1;
      for (const unit of this.layers[l]) {
        let z = unit.bias;
        unit.links.forEach((link, i) => { z += link.weight * before[i].output; });
        unit.output = last ? z : this.activate(z);
      }
    }
  }

  backward(y) {
    const outputs = this.layers.at(-1);
    outputs.forEach((unit, i) => {
      const target = outputs.length === 1 ? y : Number(i === y);
      unit.delta = 1 / (1 + Math.exp(-unit.output)) - target;
    });
    for (let l = this.layers.length - 1; l > 0; l--) {
      const before = this.layers[l - 1];
      for (const unit of before) unit.delta = 0;
      for (const unit of this.layers[l]) {
        unit.biasSum += unit.delta;
        unit.links.forEach((link, i) => {
          link.sum += unit.delta * before[i].output;
          before[i].delta += unit.delta * link.weight;
        });
      }
      for (const unit of before) unit.delta *= this.derivative(unit.output);
    }
  }

  update(rate, batch) {
    for (const layer of this.layers) {
      for (const unit of layer) {
        unit.bias -= rate * unit.biasSum / batch;
        unit.biasSum = 0;
        for (const link of unit.links) {
          link.weight -= rate * link.sum / batch;
          link.sum = 0;
        }
      }
    }
  }
}
