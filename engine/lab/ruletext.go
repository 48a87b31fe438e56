package lab

import (
	"slices"
	"strconv"
	"strings"

	"bonsai/engine/prune"
)

// A rule stands in an address as "magnitude:global:e0.1": criterion, scope, and
// e with a threshold or s with a share. A g behind it is the guard, and b begins
// the bounds in per cent: "s0.8gb0-90.0-100".

func ruleText(r prune.Rule) string {
	amount := "e"
	if r.By == prune.BySparsity {
		amount = "s"
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

func boundsText(bounds []prune.Bound) string {
	texts := make([]string, len(bounds))
	for i, b := range bounds {
		texts[i] = strconv.Itoa(b.Least) + "-" + strconv.Itoa(b.Most)
	}
	return strings.Join(texts, listSeparator)
}

// parseRule reads the three parts of what ruleText wrote.
func parseRule(criterion, scope, amount string) (prune.Rule, error) {
	rule := prune.Rule{Criterion: criterion, Scope: scope, By: prune.ByEpsilon}
	number, bounds, bounded := strings.Cut(amount, "b")
	number, rule.Guard = strings.CutSuffix(number, "g")
	number, ok := strings.CutPrefix(number, "e")
	if !ok {
		rule.By = prune.BySparsity
		if number, ok = strings.CutPrefix(number, "s"); !ok {
			return rule, problem("link", "part", amount)
		}
	}
	var err error
	if rule.Amount, err = parseNumber(rule.By, number, 0, maxAmount(rule.By)); err != nil {
		return rule, err
	}
	if bounded {
		if rule.Bounds, err = parseBounds(bounds); err != nil {
			return rule, err
		}
	}
	return rule, checkRule(rule)
}

func parseBounds(text string) ([]prune.Bound, error) {
	var bounds []prune.Bound
	for _, entry := range splitList(text) {
		least, most, ok := strings.Cut(entry, "-")
		if !ok {
			return nil, problem("link", "part", entry)
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

func checkRule(r prune.Rule) error {
	if !slices.Contains(prune.Criteria(), r.Criterion) {
		return notAnOption("criterion", r.Criterion, prune.Criteria())
	}
	if scopes := Scopes(); !slices.Contains(scopes, r.Scope) {
		return notAnOption("scope", r.Scope, scopes)
	}
	if len(r.Bounds) > MaxLayers+1 {
		return problem("count", "field", "bounds", "value", len(r.Bounds), "min", 0, "max", MaxLayers+1)
	}
	for _, b := range r.Bounds {
		if b.Least > b.Most || b.Least < 0 || b.Most > 100 {
			return problem("bounds", "value", boundsText([]prune.Bound{b}))
		}
	}
	return nil
}

func maxAmount(by string) float64 {
	if by == prune.BySparsity {
		return 1
	}
	return maxEpsilon
}

// maxEpsilon is above every weight that training leaves a finite loss with in
// practice, and still a number that a slider can show.
const maxEpsilon = 1_000_000
