package codec

import "bonsai/engine/num"

// A model predicts bits by mixing what several contexts have seen so far: each
// context has a slot, whose estimate is weighed by how well its kind has
// predicted before (logistic mixing, as in PAQ: Mahoney, "Adaptive Weighing of
// Context Models for Lossless Data Compression", 2005). All arithmetic gives
// the same bits on every machine, or what one writes another could not read.
type model struct {
	coder *coder
	kinds []kind

	weights []float64 // of the kinds
	inputs  []float64 // what each says: ln(p/(1−p))
	steps   int
}

// A kind is contexts of one sort, one of which is looked at for a bit.
type kind struct {
	slots []slot
	at    int
}

// A slot is the share of ones seen in a context.
type slot struct {
	p    float64
	seen int
}

// newModel makes a model with kinds of so many contexts. The first should be
// the coarsest: a context never seen before says what that says.
func newModel(c *coder, contexts ...int) *model {
	m := &model{coder: c, kinds: make([]kind, len(contexts))}
	for i, n := range contexts {
		m.kinds[i].slots = make([]slot, n)
		m.weights = append(m.weights, firstWeight/float64(len(contexts)))
	}
	m.inputs = make([]float64, len(contexts))
	return m
}

// How models learn: found by trying on pruned networks of digits.
const (
	firstWeight = 1.0
	learning    = 0.003
	slowest     = 1.0 / 1000 // of a slot's estimates
	prior       = 3          // observations that a first estimate is worth
)

// code writes or reads a bit in one context of each kind.
func (m *model) code(bit int, contexts ...int) int {
	sum := 0.0
	for i, context := range contexts {
		k := &m.kinds[i]
		k.at = context
		s := &k.slots[context]
		if s.seen == 0 {
			s.p = 0.5
			if first := m.kinds[0].slots[m.kinds[0].at]; i > 0 {
				s.p = first.p
			}
		}
		m.inputs[i] = logit(s.p)
		sum += float64(m.weights[i] * m.inputs[i])
	}
	p := logistic(sum)
	bit = m.coder.bit(bit, uint32(p*certain))
	m.learn(float64(bit), p)
	return bit
}

// learn moves the weights and the estimates towards what came.
func (m *model) learn(bit, p float64) {
	m.steps++
	wrong := bit - p
	for i := range m.kinds {
		m.weights[i] += float64(float64(learning*wrong) * m.inputs[i])
		s := &m.kinds[i].slots[m.kinds[i].at]
		s.seen++
		rate := max(1/(float64(s.seen)+prior-1), slowest)
		if i == 0 && s.seen == 1 {
			rate = 0.4
		}
		s.p += float64((bit - s.p) * rate)
		s.p = min(max(s.p, 1.0/4096), 1-1.0/4096)
	}
}

func logit(p float64) float64 { return num.Log(p / (1 - p)) }

func logistic(x float64) float64 { return float64(num.Sigmoid(float32(x))) }
