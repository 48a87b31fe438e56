package panel

// formulas of criteria, schedules and quantisation schemes, by kind and name.
// They are the same in every language.
var formulas = map[string]string{
	"criterion.magnitude":       "|w|",
	"criterion.largest":         "−|w|",
	"criterion.random":          "U(0, 1)",
	"criterion.sigma":           "|w| / σ",
	"criterion.lamp":            "w² / Σ_{|v| ≥ |w|} v²",
	"criterion.taylor":          "|w · ∂L/∂w|",
	"criterion.snip":            "|w₀ · ∂L/∂w₀|",
	"criterion.movement":        "−Σₜ w · ∂L/∂w",
	"criterion.wanda":           "|w| · ‖x‖₂",
	"criterion.obd":             "½ · h · w²,  h = Σ δ²x²",
	"criterion.obs":             "w² / (2·[H⁻¹]_ww),  H = Σ x·xᵀ / n",
	"criterion.synflow":         "|w · ∂R/∂w|,  R = 1ᵀ·|W_L|···|W₁|·1",
	"criterion.neuron-l1":       "Σ|w_in| · Σ|w_out|",
	"criterion.neuron-l2":       "‖w_in‖₂ · ‖w_out‖₂",
	"criterion.apoz":            "n(a ≠ 0) / n",
	"criterion.mean-activation": "Σ|a| / n",

	"schedule.cubic":       "s = s₁ + (s₀ − s₁)(1 − x)³",
	"schedule.linear":      "s = s₀ + (s₁ − s₀)x",
	"schedule.cosine":      "s = s₀ + (s₁ − s₀)(1 − cos πx)/2",
	"schedule.exponential": "1 − s = (1 − s₀)·((1 − s₁)/(1 − s₀))ˣ",
	"schedule.one-cycle":   "s = s₀ + (s₁ − s₀)(1 + e⁻⁸)/(1 + e⁶⁻¹⁴ˣ)",
	"schedule.one-shot":    "s = s₁,  x ≥ ½",
	"schedule.constant":    "s = s₁",
	"schedule.decay":       "ε = ε₀ · r^⌊t/k⌋",

	"scheme.codebook": "min Σ (w − c)²",
	"scheme.int8":     "w = S·q,  S = max|w| / 127",
	"scheme.int8-row": "w = Sⱼ·q,  Sⱼ = max|wⱼ| / 127",
	"scheme.ternary":  "w ∈ {−α, 0, α}",
	"scheme.binary":   "w = α·sign w,  α = mean|w|",
}
