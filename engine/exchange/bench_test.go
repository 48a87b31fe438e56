package exchange

import (
	"testing"

	"bonsai/engine/nn"
)

// BenchmarkWrite writes a network of the size that is usual for MNIST, with a
// tenth of its weights.
func BenchmarkWrite(b *testing.B) {
	net := nn.New(784, []int{300, 100}, []nn.Activation{nn.ReLU, nn.ReLU}, 10, nn.SoftmaxCrossEntropy)
	for _, layer := range net.Layers {
		for i := range layer.W {
			layer.W[i] = float32(i%9973) / 9973
			layer.Mask[i] = uint8((i % 10) / 9)
		}
	}
	n := Of(net)
	for _, format := range Formats() {
		b.Run(format.Name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				files, err := format.Write(n)
				if err != nil {
					b.Fatal(err)
				}
				size = Size(files)
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
