package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bonsai/engine/nn"
)

// sequential writes a model.json of layers, and arrays whose numbers are in w.bin.
func sequential(layers, arrays string) []byte {
	return []byte(`{"format":"layers-model","modelTopology":{"class_name":"Sequential","config":{"name":"s","layers":[` + layers +
		`]}},"weightsManifest":[{"paths":["./w.bin"],"weights":[` + arrays + `]}]}`)
}

const (
	dense32  = `{"class_name":"Dense","config":{"name":"d","units":2,"activation":"linear"}}`
	kernel32 = `{"name":"d/kernel","shape":[3,2],"dtype":"float32"}`
	bias2    = `{"name":"d/bias","shape":[2],"dtype":"float32"}`
	coded    = `{"name":"d/kernel","shape":[3,2],"dtype":"float32","quantization":`
)

func TestTFJSLayers(t *testing.T) {
	numbers := littleFloats(1, 4, 2, 5, 3, 6, 10, 20) // the kernel is [in][out]
	for _, test := range []struct {
		name    string
		json    []byte
		numbers []byte
		w, b    []float32
		output  Output
	}{
		{name: "Dense", json: sequential(dense32, kernel32+","+bias2), numbers: numbers,
			w: []float32{1, 2, 3, 4, 5, 6}, b: []float32{10, 20}, output: Linear},
		{name: "Dense without a bias, softmax as a layer", json: sequential(dense32+`,{"class_name":"Softmax","config":{"name":"s"}}`, kernel32), numbers: numbers,
			w: []float32{1, 2, 3, 4, 5, 6}, b: []float32{0, 0}, output: Softmax},
		{name: "with the model's name before", json: sequential(dense32, strings.ReplaceAll(kernel32, "d/kernel", "s/d/kernel")), numbers: numbers,
			w: []float32{1, 2, 3, 4, 5, 6}, b: []float32{0, 0}, output: Linear},
		{name: "a functional model of Keras 2", numbers: numbers, w: []float32{1, 2, 3, 4, 5, 6}, b: []float32{0, 0}, output: Softmax,
			json: sequential(`{"class_name":"InputLayer","config":{"name":"i"},"inbound_nodes":[]},`+strings.Replace(dense32, `}}`, `},"inbound_nodes":[[["i",0,0,{}]]]}`, 1)+
				`,{"class_name":"Softmax","config":{"name":"s"},"inbound_nodes":[[["d",0,0,{}]]]}`, kernel32)},
		{name: "a functional model of Keras 3", numbers: numbers, w: []float32{1, 2, 3, 4, 5, 6}, b: []float32{0, 0}, output: Softmax,
			json: sequential(dense32+`,{"class_name":"Softmax","config":{"name":"s"},"inbound_nodes":[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,2],"keras_history":["d",0,0]}}],"kwargs":{}}]}`, kernel32)},
		// q·0.5 − 1 for q = 0 … 5
		{name: "8 bits", json: sequential(dense32, coded+`{"dtype":"uint8","scale":0.5,"min":-1}}`), numbers: []byte{0, 1, 2, 3, 4, 5},
			w: []float32{-1, 0, 1, -0.5, 0.5, 1.5}, b: []float32{0, 0}, output: Linear},
		{name: "16 bits", json: sequential(dense32, coded+`{"dtype":"uint16","scale":2,"min":1}}`), numbers: []byte{0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 0, 0x80},
			w: []float32{1, 5, 9, 3, 7, 65537}, b: []float32{0, 0}, output: Linear},
		{name: "float16", json: sequential(dense32, coded+`{"dtype":"float16"}}`), numbers: []byte{0, 0x3c, 0, 0, 0, 0xc1, 0, 0, 0, 0, 0, 0x40},
			w: []float32{1, -2.5, 0, 0, 0, 2}, b: []float32{0, 0}, output: Linear},
		// gamma 3, beta −1, mean 10 and 10, variance 3 + epsilon 1: 1.5·(W·x + b − 10) − 1.
		{name: "BatchNormalization", json: sequential(dense32+`,{"class_name":"BatchNormalization","config":{"name":"n","epsilon":1}}`,
			kernel32+","+bias2+`,{"name":"n/gamma","shape":[2],"dtype":"float32"},{"name":"n/beta","shape":[2],"dtype":"float32"},{"name":"n/moving_mean","shape":[2],"dtype":"float32"},{"name":"n/moving_variance","shape":[2],"dtype":"float32"}`),
			numbers: append(bytes.Clone(numbers), littleFloats(3, 3, -1, -1, 10, 10, 3, 3)...),
			w:       []float32{1.5, 3, 4.5, 6, 7.5, 9}, b: []float32{-1, 14}, output: Linear},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, err := Read([]File{{"w.bin", test.numbers}, {"model.json", test.json}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if l := n.Layers[0]; !slices.Equal(l.W, test.w) || !slices.Equal(l.B, test.b) || n.Output != test.output {
				t.Errorf("W %v, B %v, %q; want %v, %v, %q", l.W, l.B, n.Output, test.w, test.b, test.output)
			}
		})
	}
}

func TestTFJSSaysWhatItCannotRead(t *testing.T) {
	next := func(layer string) []byte { return sequential(dense32+","+layer, kernel32) }
	numbers := littleFloats(1, 2, 3, 4, 5, 6)
	for _, test := range []struct {
		name string
		json []byte
		want string
	}{
		{"a layer", next(`{"class_name":"Conv2D","config":{"name":"c"}}`), `layer "c" (Conv2D, 2 of 2): the layer is not supported`},
		{"an activation", next(`{"class_name":"Activation","config":{"name":"a","activation":"selu"}}`), "activation selu"},
		{"an activation with settings", next(`{"class_name":"Activation","config":{"name":"a","activation":{"class_name":"Mish"}}}`), "Mish"},
		{"a bounded ReLU", next(`{"class_name":"ReLU","config":{"name":"r","max_value":6}}`), "upper bound"},
		{"a fork", next(`{"class_name":"Activation","config":{"name":"a","activation":"relu"},"inbound_nodes":[[["x",0,0,{}],["d",0,0,{}]]]}`), "from x and d"},
		{"a kernel that is missing", next(`{"class_name":"Dense","config":{"name":"e"}}`), "no kernel"},
		{"terabytes", sequential(dense32, `{"name":"d/kernel","shape":[1000000,1000000],"dtype":"float32"}`), "at most"},
		{"more than there is", sequential(dense32, `{"name":"d/kernel","shape":[300,200],"dtype":"float32"}`), "needs 240000 bytes, and the files have 24 left"},
		{"a type", sequential(dense32, `{"name":"d/kernel","shape":[3,2],"dtype":"string"}`), `"string"`},
		{"a graph model", []byte(`{"format":"graph-model","weightsManifest":[]}`), "tfjs_layers_model"},
		{"no layers", sequential("", ""), "no dense layer"},
		{"a file listed twice", bytes.Replace(sequential(dense32, kernel32), []byte(`["./w.bin"]`), []byte(`["w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin","w.bin"]`), 1), "more than once"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read([]File{{"model.json", test.json}, {"w.bin", numbers}}, Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want one with %q", err, test.want)
			}
		})
	}
	_, err := Read([]File{{"model.json", sequential(dense32, kernel32)}}, Options{})
	var missing *Missing
	if !errors.As(err, &missing) || !slices.Equal(missing.Names, []string{"w.bin"}) {
		t.Errorf("without its weights: got the error %v", err)
	}
}

func TestTFJSRoundTrip(t *testing.T) {
	for seed, loss := range losses {
		net := network(uint64(seed), loss)
		out := Of(net)
		out.Columns, out.Missing = columnsFor(seed), seed == 1
		if loss == nn.SquaredError {
			out.Target = &Scale{22.5, 9.25}
		}
		files := TFJS(out)
		n, err := Read(files, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(n.Open()) != 0 || n.Output != out.Output || !reflect.DeepEqual(n.Columns, out.Columns) || n.Missing != out.Missing {
			t.Errorf("read %v open, %q, %v", n.Open(), n.Output, n.Columns)
		}
		if loss == nn.SquaredError && *n.Target != *out.Target {
			t.Errorf("the target is %v, want %v", *n.Target, *out.Target)
		}
		got, err := n.Build(Choices{Loss: loss})
		if err != nil {
			t.Fatal(err)
		}
		sameNetwork(t, got, net)
		if fmt.Sprint(TFJS(out)) != fmt.Sprint(files) {
			t.Error("the same network was written as other bytes")
		}
	}
}

func TestFilesOfOtherProgramsAreExplained(t *testing.T) {
	for _, test := range []struct {
		name string
		b    []byte
		want string
	}{
		{"net.keras", zipped(0, File{"config.json", []byte("{}")}, File{"model.weights.h5", nil}), `load_model("net.keras").get_weights()`},
		{"net.h5", []byte("\x89HDF\r\n\x1a\nrest"), `load_model("net.h5").get_weights()`},
		{"net.tflite", []byte("\x1c\x00\x00\x00TFL3rest"), "TensorFlow Lite"},
		{"net.pkl", []byte("\x80\x04\x95"), "coefs_"},
		{"net.joblib", []byte("x\x9cof zlib"), "coefs_"},
		{"old.pt", []byte("\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.rest"), `torch.load("old.pt")`},
		{"table.csv", []byte("a,b\n1,2\n"), "not a file that Bonsai can read a network from"},
		{"book.zip", zipped(0, File{"a.txt", nil}), "not a file that Bonsai can read a network from"},
		{"empty.onnx", nil, "damaged"},
	} {
		_, err := Read([]File{{test.name, test.b}}, Options{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got the error %v, want one with %q", test.name, err, test.want)
		}
	}
}

func FuzzTFJS(f *testing.F) {
	for seed, loss := range losses {
		files := TFJS(Of(network(uint64(seed), loss)))
		f.Add(files[0].Bytes, files[1].Bytes)
	}
	f.Add(file(f, "iris_tfjs/model.json").Bytes, file(f, "iris_tfjs/weights.bin").Bytes)
	f.Fuzz(func(t *testing.T, model, weights []byte) {
		readAny(t, File{"model.json", model}, File{"weights.bin", weights})
	})
}
