package lab

import (
	"strconv"
	"strings"

	"bonsai/engine/distill"
	"bonsai/engine/train"
)

// distilStep makes the network the teacher of a smaller one, which takes its
// place untrained: "d:5.5:4:0.5", hidden layers, temperature and the share of
// the true targets.
type distilStep struct {
	layers            []int
	temperature, hard float64
}

func (s distilStep) text() string {
	return strings.Join([]string{"d", joinInts(s.layers), formatFloat(s.temperature), formatFloat(s.hard)}, ":")
}

func (s distilStep) do(l *Lab) error {
	if err := l.samples.enough(); err != nil {
		return err
	}
	teacher, err := distill.NewTeacher(l.net, s.temperature, s.hard, train.MaxBatch)
	if err != nil {
		return err
	}
	l.now = l.now.clone()
	l.now.Layers = s.layers
	l.now.Activation = l.now.Activation[:1]
	l.net = l.initial()
	l.base = masksOf(l.net)
	l.codes, l.pins, l.mark, l.teacher = nil, nil, nil, teacher
	l.rule.Amount, l.rule.Bounds, l.held = 0, nil, 0
	l.curve, l.stride, l.planned = nil, 0, nil
	l.equip()
	l.did(s)
	return nil
}

func parseDistilStep(layers, temperature, hard string) (step, error) {
	var s distilStep
	scratch := Default()
	f, err := fieldNamed("layers")
	if err == nil {
		err = f.parse(&scratch, layers)
	}
	if err != nil {
		return nil, err
	}
	s.layers = scratch.Layers
	if s.temperature, err = parseNumber("temperature", temperature, distill.MinTemperature, distill.MaxTemperature); err != nil {
		return nil, err
	}
	s.hard, err = parseNumber("hard", hard, 0, 1)
	return s, err
}

func joinInts(values []int) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = strconv.Itoa(v)
	}
	return strings.Join(texts, listSeparator)
}
