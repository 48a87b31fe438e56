package codec

import "bonsai/engine/num"

// A model estimates the probability that the next bit is 1 from several contexts,
// such as "the neighbouring pixel is 1" or "the bit belongs to row 7". For every
// context it remembers the share of ones so far, and it mixes the estimates of
// the contexts that apply to a bit, giving more weight to kinds of contexts that
// predicted well before. This is the logistic mixing of PAQ (Mahoney, "Adaptive
// Weighing of Context Models for Lossless Data Compression", 2005).
//
// The decoder has to compute exactly the same probabilities as the encoder, which
// may have run on another machine; so all functions are from engine/num.
type model struct {
	coder *coder
	kinds []kind

	weights []float64 // of the kinds
	inputs  []float64 // the kinds' estimates for the current bit, as ln(p/(1−p))
}

// A kind is a set of contexts of which exactly one applies to each bit, for example
// one context for every row of a layer.
type kind struct {
	contexts []estimate
	current  int // the context that applies to the current bit
}

// An estimate is the probability of a 1 in a context.
type estimate struct {
	p    float64
	seen int // bits coded in this context
}

// newModel returns a model with one kind for each number of contexts. The first
// kind should have the fewest contexts: its estimate is the starting value for
// contexts of the other kinds.
func newModel(c *coder, contexts ...int) *model {
	m := &model{coder: c, kinds: make([]kind, len(contexts))}
	for i, n := range contexts {
		m.kinds[i].contexts = make([]estimate, n)
		m.weights = append(m.weights, firstWeight/float64(len(contexts)))
	}
	m.inputs = make([]float64, len(contexts))
	return m
}

// How fast a model adapts. The values were found by trial on pruned networks
// that classify digits. They are part of the format.
const (
	firstWeight  = 1.0        // sum of the kinds' weights at the beginning
	learningRate = 0.003      // of the kinds' weights
	leastRate    = 1.0 / 1000 // of an estimate, after many bits
	prior        = 3          // how many bits the first estimate counts for
)

// code writes or reads a bit, given the context of each kind that applies to it.
// It returns the bit.
func (m *model) code(bit int, contexts ...int) int {
	sum := 0.0
	for i, context := range contexts {
		k := &m.kinds[i]
		k.current = context
		e := &k.contexts[context]
		if e.seen == 0 {
			e.p = 0.5
			if first := m.kinds[0].contexts[m.kinds[0].current]; i > 0 {
				e.p = first.p
			}
		}
		m.inputs[i] = logit(e.p)
		sum += float64(m.weights[i] * m.inputs[i])
	}
	p := logistic(sum)
	bit = m.coder.bit(bit, uint32(p*certain))
	m.learn(float64(bit), p)
	return bit
}

// learn moves the weights and the current estimates towards the bit that was
// coded; p is the probability that the model gave to a 1.
func (m *model) learn(bit, p float64) {
	mistake := bit - p
	for i := range m.kinds {
		m.weights[i] += float64(float64(learningRate*mistake) * m.inputs[i])
		e := &m.kinds[i].contexts[m.kinds[i].current]
		e.seen++
		rate := max(1/(float64(e.seen)+prior-1), leastRate)
		if i == 0 && e.seen == 1 {
			rate = 0.4
		}
		e.p += float64((bit - e.p) * rate)
		e.p = min(max(e.p, 1.0/4096), 1-1.0/4096)
	}
}

// logit is the inverse of logistic.
func logit(p float64) float64 { return num.Log(p / (1 - p)) }

func logistic(x float64) float64 { return float64(num.Sigmoid(float32(x))) }
