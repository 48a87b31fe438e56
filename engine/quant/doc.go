// Package quant makes the kept weights of a network take few values: the
// integers of a scale, the entries of a codebook, or one size with two signs.
//
// [Quantize] rounds the weights in place and returns [Codes], which say what
// the weights have in common: w = value·factor, where all weights of a group
// share the value. Training goes on through the codes: a value's gradient is
// the sum over its weights (Han, Mao and Dally, "Deep Compression", ICLR 2016,
// equation 3, with factors), so a quantised network stays quantised.
//
// Pruned weights are never touched and take no part: zeros stay zeros.
package quant
