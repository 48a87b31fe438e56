// Package quant quantises a network: it changes the kept weights so that only few
// different values remain, which takes fewer bytes to store. The values are
// multiples of one number (int8), the entries of a codebook found by k-means, or
// one number with the sign + or − (binary; ternary also has 0).
//
// [Quantize] changes the weights and returns [Codes]. A code says that a weight is
// value·factor, where all weights of a group share the value. Training can go on
// after quantisation: the values are trained instead of the weights. The gradient
// of a value is the sum over its weights (Han, Mao and Dally, "Deep Compression",
// ICLR 2016, equation 3, here with factors), so the network stays quantised.
//
// Pruned weights are left out: they stay pruned, and do not influence the values.
package quant
