"""Makes networks with PyTorch, ONNX, scikit-learn and NumPy in the folder that is
its argument, and prints what they are and what they compute."""
import json
import os
import re
import sys
import warnings

import numpy as np
import onnx
import onnx.helper
import onnx.numpy_helper
import torch
from sklearn.neural_network import MLPClassifier, MLPRegressor
from torch import nn
from torch.nn.utils import prune

warnings.simplefilter("ignore")
torch.manual_seed(1)
rng = np.random.default_rng(1)
README = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../../README.md"))
os.chdir(sys.argv[1])
cases = []
SAMPLES = 100


def case(files, inputs, outputs, activations=(), output="linear", zeros=None):
    cases.append({
        "files": files, "inputs": np.asarray(inputs, float).tolist(), "outputs": np.asarray(outputs, float).tolist(),
        "activations": list(activations), "output": output, "zeros": zeros,
    })


def readme(program, file, **names):
    """Runs the README's line for a program, which writes net.npz or net.pt, and renames
    that file."""
    text = open(README, encoding="utf8").read()
    line = re.search(r"^(.*\S) +# " + program + "$", text, re.MULTILINE).group(1)
    exec(line, {"numpy": np, "torch": torch, **names})
    os.rename("net" + os.path.splitext(file)[1], file)


def trained(net, x, steps=20):
    """Trains a little, so that normalisations have something to normalise by."""
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    for _ in range(steps):
        optimizer.zero_grad()
        y = net(x)
        ((y - torch.randn_like(y)) ** 2).mean().backward()
        optimizer.step()
    return net.eval(), optimizer


x = torch.randn(SAMPLES, 6) * 3 + 1
mlp = lambda: nn.Sequential(nn.Linear(6, 20), nn.ReLU(), nn.Linear(20, 10), nn.ReLU(), nn.Linear(10, 3))

# State dicts and checkpoints.
for name, dtype in [("float", torch.float32), ("double", torch.float64), ("half", torch.float16), ("bfloat16", torch.bfloat16)]:
    net, _ = trained(mlp(), x)
    net.to(dtype)
    readme("PyTorch", name + ".pt", net=net)
    net.to(torch.float32)
    case([name + ".pt"], x, net(x).detach(), ["relu", "relu"])

net, optimizer = trained(mlp(), x)
torch.save({"epoch": 5, "loss": 0.25, "model": net.state_dict(), "optimizer": optimizer.state_dict()}, "checkpoint.pt")
case(["checkpoint.pt"], x, net(x).detach(), ["relu", "relu"])

net, _ = trained(mlp(), x)
net[2].weight = nn.Parameter(net[2].weight.detach().t().contiguous().t())  # rows and columns swapped in memory
torch.save(net.state_dict(), "view.pt")
case(["view.pt"], x, net(x).detach(), ["relu", "relu"])

net, _ = trained(mlp(), x)
for layer in [net[0], net[2], net[4]]:
    prune.l1_unstructured(layer, "weight", 0.7)
prune.random_unstructured(net[0], "bias", 0.5)
torch.save(net.state_dict(), "pruned.pt")
zeros = sum(int((net[i].weight == 0).sum()) for i in [0, 2, 4])
case(["pruned.pt"], x, net(x).detach(), ["relu", "relu"], zeros=zeros)


class Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(6, 8)
        self.again = nn.Linear(8, 8)
        self.final = nn.Linear(8, 2, bias=False)

    def forward(self, v):
        return self.final(torch.tanh(self.again(torch.tanh(self.inner(v)))))


net, _ = trained(Named(), x)
torch.save(net.state_dict(), "named.pt")
case(["named.pt"], x, net(x).detach(), ["tanh", "tanh"])

# NumPy archives, as the line in the README writes them.
np.savez("named.npz", **{k: v.numpy() for k, v in net.state_dict().items()})
case(["named.npz"], x, net(x).detach(), ["tanh", "tanh"])
net.half()
state = {k: v.numpy() for k, v in net.state_dict().items()}
net.float()
np.savez_compressed("odd.npz", **{k: np.asfortranarray(v.astype(">f8" if "inner" in k else "f2")) for k, v in state.items()})
case(["odd.npz"], x, net(x).detach(), ["tanh", "tanh"])


# ONNX by PyTorch's exporter.
class Viewed(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(64, 16), nn.Sigmoid(), nn.Linear(16, 4))

    def forward(self, v):
        return torch.log_softmax(self.net(v.view(v.size(0), -1)), 1)


images = torch.randn(SAMPLES, 1, 8, 8)
for name, net, value, output in [
    ("plain", mlp(), x, "linear"),
    ("normalised", nn.Sequential(nn.Linear(6, 20), nn.BatchNorm1d(20), nn.ReLU(), nn.Dropout(0.2), nn.Linear(20, 9), nn.Tanh(), nn.BatchNorm1d(9), nn.Linear(9, 3), nn.Softmax(1)), x, "softmax"),
    ("inputs_normalised", nn.Sequential(nn.BatchNorm1d(6), nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 1), nn.Sigmoid()), x, "sigmoid"),
    ("biasless", nn.Sequential(nn.Linear(6, 12, bias=False), nn.Sigmoid(), nn.Linear(12, 2, bias=False)), x, "linear"),
    ("flattened", nn.Sequential(nn.Flatten(), nn.Linear(64, 16), nn.ReLU(), nn.Linear(16, 4), nn.Identity()), images, "linear"),
    ("viewed", Viewed(), images, "softmax"),
    ("deep", nn.Sequential(nn.Linear(6, 8), nn.Linear(8, 7), nn.Tanh(), nn.Linear(7, 3)), x, "linear"),
]:
    net, _ = trained(net, value)
    torch.onnx.export(net, value[:1], name + ".onnx", opset_version=13, input_names=["x"], dynamic_axes={"x": {0: "n"}}, do_constant_folding=name != "biasless")
    y = net(value).detach()
    if name == "viewed":
        y = torch.exp(y)
    case([name + ".onnx"], value.reshape(SAMPLES, -1), y, output=output)

# The same weights in another file, and sparse.
model = onnx.load("plain.onnx")
expected = cases[[c["files"] for c in cases].index(["plain.onnx"])]["outputs"]
onnx.save_model(model, "external.onnx", save_as_external_data=True, location="external.data", size_threshold=0)
case(["external.onnx", "external.data"], x, expected)

model = onnx.load("plain.onnx")
zeros = 0
for array in [a for a in model.graph.initializer if a.name.endswith("weight")]:
    w = onnx.numpy_helper.to_array(array).copy()
    w[np.abs(w) < 0.2] = 0
    zeros += int((w == 0).sum())
    array.CopyFrom(onnx.numpy_helper.from_array(w, array.name))
    places = np.flatnonzero(w)
    values = onnx.helper.make_tensor(array.name, onnx.TensorProto.FLOAT, [len(places)], w.flat[places])
    indices = onnx.helper.make_tensor(array.name + "_indices", onnx.TensorProto.INT64, [len(places)], places)
    model.graph.sparse_initializer.append(onnx.helper.make_sparse_tensor(values, indices, list(w.shape)))
arrays = {a.name: torch.from_numpy(onnx.numpy_helper.to_array(a).copy()) for a in model.graph.initializer}
net = mlp()
net.load_state_dict(arrays)
for name in [s.values.name for s in model.graph.sparse_initializer]:
    del model.graph.initializer[[a.name for a in model.graph.initializer].index(name)]
onnx.checker.check_model(model)
onnx.save(model, "sparse.onnx")
case(["sparse.onnx"], x, net(x).detach(), zeros=zeros)



# Keras, which Debian does not have: its get_weights() lists for each dense layer the
# kernel, whose rows belong to inputs, and the bias.
class Keras:
    def __init__(self, net):
        self.layers = [layer for layer in net if isinstance(layer, nn.Linear)]

    def get_weights(self):
        return [a for l in self.layers for a in (l.weight.detach().numpy().T, l.bias.detach().numpy())]


net, _ = trained(mlp(), x)
readme("Keras", "keras.npz", model=Keras(net))
case(["keras.npz"], x, net(x).detach(), ["relu", "relu"])

# scikit-learn, as the line in the README writes them.
v = rng.normal(size=(SAMPLES, 5))
for name, net, goal, output in [
    ("three", MLPClassifier((12, 7), activation="relu", max_iter=40), rng.integers(0, 3, SAMPLES), "softmax"),
    ("two", MLPClassifier((9,), activation="tanh", max_iter=40), rng.integers(0, 2, SAMPLES), "sigmoid"),
    ("square", MLPClassifier((5, 5), activation="logistic", max_iter=40), rng.integers(0, 3, SAMPLES), "softmax"),
    ("value", MLPRegressor((12,), activation="relu", max_iter=40), rng.normal(size=SAMPLES), "linear"),
]:
    net.fit(v, goal)
    readme("scikit-learn", name + ".npz", m=net)
    if name == "value":
        y = net.predict(v)[:, None]
    else:
        y = net.predict_proba(v)
        y = y[:, 1:] if name == "two" else y
    activation = {"logistic": "sigmoid"}.get(net.activation, net.activation)
    case([name + ".npz"], v, y, [activation] * (net.n_layers_ - 2), output)

print(json.dumps(cases))
