"""Reads float32 arrays as https://huggingface.co/docs/safetensors describes the format."""
import json
import struct

import torch


def load_file(path):
    data = open(path, "rb").read()
    (size,) = struct.unpack("<Q", data[:8])
    header, numbers = json.loads(data[8 : 8 + size]), bytearray(data[8 + size :])
    header.pop("__metadata__", None)
    arrays, end = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        first, last = entry["data_offsets"]
        assert entry["dtype"] == "F32" and first == end, "arrays follow one another without a gap"
        end = last
        arrays[name] = torch.frombuffer(numbers, dtype=torch.float32, offset=first, count=(last - first) // 4).reshape(entry["shape"]).clone()
    assert end == len(numbers), "nothing follows the last array"
    return arrays
