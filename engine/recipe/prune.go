package recipe

import (
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/prune"
)

// Prune puts a rule in force in place of the one before. An address has
// "p:magnitude:global:e0.12". A preview shows what the rule would do without
// recording it, while ε is being dragged; any other operation keeps it.
type Prune struct {
	prune.Rule
	Preview bool
}

// Text returns "p:" and the rule, or "" for a preview.
func (p Prune) Text() string {
	if p.Preview {
		return ""
	}
	return "p:" + ruleText(p.Rule)
}

func (p *Prune) values() []*Value {
	return append(ruleValues(&p.Rule), optional(boolean("preview", &p.Preview)))
}

func (p *Prune) check() error { return CheckRule(p.Rule) }

func pruneEntry() Entry {
	return scripted("prune", Prune{Rule: defaultRule()}).
		recorded([]string{"p"}, parsePrune, "p:magnitude:global:e0.12", "p:obs:layer:x0.9gb0-90.0-100.0-50")
}

func parsePrune(_ string, parts []string) (Operation, error) {
	if len(parts) != 3 {
		return nil, unreadable("p:" + strings.Join(parts, ":"))
	}
	rule, err := parseRule(parts[0], parts[1], parts[2])
	return Prune{Rule: rule}, err
}

func defaultRule() prune.Rule { return prune.Rule{Criterion: "magnitude", Scope: prune.Global} }

// ruleValues are the arguments of a rule; a threshold or a sparsity must be
// given.
func ruleValues(r *prune.Rule) []*Value {
	amount := func(by string) *Value {
		v := decimal(by, 0, maxAmount(by), &r.Amount)
		if by == prune.BySparsity {
			v.Unit = Share
		}
		parse := v.Parse
		v.Parse = func(text string) error {
			r.By = by
			return parse(text)
		}
		return either("amount", v)
	}
	return []*Value{
		optional(choice("criterion", prune.Criteria(), &r.Criterion)),
		optional(choice("scope", prune.Scopes(), &r.Scope)),
		amount(prune.ByEpsilon),
		amount(prune.BySparsity),
		optional(boolean("guard", &r.Guard)),
		optional(boundsValue(&r.Bounds)),
	}
}

// boundsValue is the least and the most per cent to be pruned of each layer.
func boundsValue(v *[]prune.Bound) *Value {
	return &Value{
		Spec: Spec{Name: "bounds", Kind: Pairs, Max: 100, Unit: Percent},
		Text: func() string { return boundsText(*v) },
		Parse: func(text string) error {
			bounds, err := parseBounds(text)
			if err != nil {
				return err
			}
			*v = bounds
			return nil
		},
	}
}

// An address has a rule as "magnitude:global:e0.1": the criterion, the scope,
// and e with a threshold or s with a sparsity. A sparsity that is divided among
// layers or neurons has x, because s is that of a legacy rule. A g after it keeps
// every layer connected, and b begins the bounds in per cent: "x0.8gb0-90.0-100".

func ruleText(r prune.Rule) string {
	amount := thresholdLetter
	switch {
	case r.By == prune.BySparsity && divided(r) && !r.Legacy:
		amount = exactLetter
	case r.By == prune.BySparsity:
		amount = sparsityLetter
	}
	amount += formatFloat(r.Amount)
	if r.Guard {
		amount += "g"
	}
	if len(r.Bounds) > 0 {
		amount += "b" + boundsText(r.Bounds)
	}
	return strings.Join([]string{r.Criterion, r.Scope, amount}, ":")
}

// The letters of an amount in an address.
const (
	thresholdLetter = "e"
	sparsityLetter  = "s"
	exactLetter     = "x"
)

// divided reports whether the rule divides a sparsity among groups of weights.
func divided(r prune.Rule) bool { return r.Scope != prune.Global && !prune.Whole(r.Criterion) }

func boundsText(bounds []prune.Bound) string {
	texts := make([]string, len(bounds))
	for i, b := range bounds {
		texts[i] = strconv.Itoa(b.Least) + "-" + strconv.Itoa(b.Most)
	}
	return strings.Join(texts, listSeparator)
}

// parseRule reads the three parts that ruleText wrote.
func parseRule(criterion, scope, amount string) (prune.Rule, error) {
	rule := prune.Rule{Criterion: criterion, Scope: scope, By: prune.ByEpsilon}
	number, bounds, bounded := strings.Cut(amount, "b")
	number, rule.Guard = strings.CutSuffix(number, "g")
	if number == "" {
		return rule, unreadable(amount)
	}
	switch letter := number[:1]; letter {
	case thresholdLetter:
	case sparsityLetter, exactLetter:
		rule.By = prune.BySparsity
		rule.Legacy = letter == sparsityLetter && divided(rule)
	default:
		return rule, unreadable(amount)
	}
	number = number[1:]
	var err error
	if rule.Amount, err = parseNumber(rule.By, number, 0, maxAmount(rule.By)); err != nil {
		return rule, err
	}
	if bounded {
		if rule.Bounds, err = parseBounds(bounds); err != nil {
			return rule, err
		}
	}
	return rule, CheckRule(rule)
}

func parseBounds(text string) ([]prune.Bound, error) {
	var bounds []prune.Bound
	for _, entry := range splitList(text) {
		least, most, ok := strings.Cut(entry, "-")
		if !ok {
			return nil, unreadable(entry)
		}
		var b prune.Bound
		var err error
		if b.Least, err = parseInteger("bounds", least, 0, 100); err != nil {
			return nil, err
		}
		if b.Most, err = parseInteger("bounds", most, 0, 100); err != nil {
			return nil, err
		}
		bounds = append(bounds, b)
	}
	return bounds, nil
}

// CheckRule reports an unknown criterion or scope, and bounds that cannot hold.
func CheckRule(r prune.Rule) error {
	if !slices.Contains(prune.Criteria(), r.Criterion) {
		return notAnOption("criterion", r.Criterion, prune.Criteria())
	}
	if scopes := prune.Scopes(); !slices.Contains(scopes, r.Scope) {
		return notAnOption("scope", r.Scope, scopes)
	}
	if len(r.Bounds) > MaxLayers+1 {
		return NewProblem("count", "field", "bounds", "value", len(r.Bounds), "min", 0, "max", MaxLayers+1)
	}
	for _, b := range r.Bounds {
		if b.Least > b.Most || b.Least < 0 || b.Most > 100 {
			return NewProblem("bounds", "value", boundsText([]prune.Bound{b}))
		}
	}
	return nil
}

func maxAmount(by string) float64 {
	if by == prune.BySparsity {
		return 1
	}
	return MaxEpsilon
}

// MaxEpsilon is above every weight that training with a finite loss produces in
// practice, and still a number that a slider can show.
const MaxEpsilon = 1_000_000
