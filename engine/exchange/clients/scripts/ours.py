"""Runs the snippets of Python, checks ONNX, and prints outputs and zeros for each
of the folders that are its arguments."""
import importlib
import json
import os
import sys

import numpy as np
import onnx
import onnx.numpy_helper
import torch

try:
    import safetensors.torch
except ImportError:
    sys.path.insert(0, os.path.join(os.path.dirname(__file__), "standin"))


def run(name, job):
    """The names that a snippet leaves, run where its files are."""
    left = {"rows": job["rows"]}
    home = os.getcwd()
    os.chdir(name)
    sys.path.insert(0, "")
    exec(job["snippets"][name], left)
    sys.path.pop(0)
    os.chdir(home)
    return left


def finish(y, job):
    """What the network's outputs become outside of the layers."""
    if job["output"] == "softmax":
        y = torch.softmax(y, 1)
    elif job["output"] == "sigmoid":
        y = torch.sigmoid(y)
    if job["target"]:
        y = y * job["target"]["deviation"] + job["target"]["mean"]
    return y.detach().numpy().tolist()


def compute(folder):
    os.chdir(folder)
    job = json.load(open("job.json", encoding="utf8"))
    answers = {}

    sys.modules.pop("bonsai_net", None)
    importlib.invalidate_caches()
    left = run("python", job)
    zeros = sum(int((w == 0).sum()) for w, _, _ in left["bonsai_net"].LAYERS)
    answers["python"] = {"outputs": left["output"].tolist(), "zeros": zeros}
    x = left["bonsai_net"].features(job["rows"])
    json.dump(x.tolist(), open("features.json", "w"))

    for name in ["safetensors", "npz"]:
        net = run(name, job)["net"]
        y = finish(net(torch.from_numpy(x)), job)
        linear = [layer for layer in net if isinstance(layer, torch.nn.Linear)]
        answers[name] = {"outputs": y, "zeros": sum(int((layer.weight == 0).sum()) for layer in linear)}

    for name in ["onnx", "onnx-sparse"]:
        model = onnx.load(name + "/bonsai_net.onnx")
        # Inferring shapes stops at sparse arrays, which it does not know.
        onnx.checker.check_model(model, full_check=name == "onnx")
        zeros = 0
        for array in model.graph.initializer:
            if array.name.endswith(".weight"):
                zeros += int((onnx.numpy_helper.to_array(array) == 0).sum())
        for array in model.graph.sparse_initializer:
            values = onnx.numpy_helper.to_array(array.values)
            zeros += int(np.prod(array.dims)) - int((values != 0).sum())
        answers[name] = {"zeros": zeros}
    return answers


print(json.dumps({folder: compute(folder) for folder in sys.argv[1:]}))
