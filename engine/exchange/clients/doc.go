// Package clients tests what package exchange writes and reads with the programs
// that it is for: onnxruntime-web and TensorFlow.js in Node, PyTorch, ONNX's
// checker, NumPy and scikit-learn in Python, and C compilers.
//
// Networks of every kind are written in every format; each program loads them
// with the lines that exchange.Format.Snippet gives, and computes 100 samples. And
// the programs write networks of their own, which exchange.Read must read.
//
// "make test-clients" installs the programs and runs the tests, which "go test"
// alone skips.
package clients
