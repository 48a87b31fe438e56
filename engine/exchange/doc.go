// Package exchange reads networks that other programs have trained, and writes
// networks for other programs to use.
//
// [Read] recognises a file by its content and returns a [Network]: layers of
// weights, with everything that the file says about activations, outputs,
// input scaling and names. Some formats hold only the weights. What a file
// leaves open is an empty field of the Network ([Network.Open] lists them), and
// the caller asks its user before [Network.Build] makes an nn.Network of it.
//
// Each format has one file, with its reader and its writer side by side:
//
//	npz          npz.go, npy.go     NumPy archives, also written by Keras and scikit-learn users
//	safetensors  safetensors.go     Hugging Face
//	ONNX         onnx*.go           most runtimes; package onnx holds the messages
//	PyTorch .pt  torch.go           read only; package pickle takes it apart
//	TF.js        tfjs*.go           a layers model: model.json and its weights
//	C, Python    c*.go, python.go   written only: source that computes the network
//
// Nothing in a file is trusted: no reader allocates memory for more numbers than
// the file has bytes to describe or a network may have, and none runs code.
// Every writer gives the same bytes for the same network.
package exchange
