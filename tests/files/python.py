"""The other side of python.rs: reads and writes safetensors files with the library of Hugging Face."""

import sys

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file


def read(path):
    """Prints each tensor with its numbers, which read back to the same bits."""
    with safe_open(path, "np") as file:
        for key, text in sorted((file.metadata() or {}).items()):
            print("text", key, text)
        for name in file.keys():
            tensor = file.get_tensor(name)
            shape = ",".join(map(str, tensor.shape))
            print("tensor", name, tensor.dtype, shape, *(float(x).hex() for x in tensor.ravel()))


def write(path):
    """Writes a file of a network with `hidden: Dense(3)` behind two inputs."""
    kernel = np.arange(6, dtype=np.float32).reshape(2, 3) / 7
    save_file({"hidden.kernel": kernel, "hidden.bias": np.float32([0.1, -0.0, 1e-40])}, path, {"by": "Python"})


{"read": read, "write": write}[sys.argv[1]](sys.argv[2])
