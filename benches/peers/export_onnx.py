"""The workloads' networks as ONNX models with random weights, each with an input and its output, for some peers.

Stands in for the script of the same name among the peers' programs. Files in `cache/onnx` for network `W` and batch
`n`: the model `W_bn.onnx`; input and output as `W_bn.npz` for Python, and as `W_bn.in.f32` and `W_bn.out.f32` for Rust.
Images are `[channels, height, width]`, as in ONNX.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

DIRECTORY = Path(__file__).resolve().parent / "cache/onnx"

# The shape of the input, and the layers: operators of ONNX, two of them with the number of their outputs.
NETWORKS = {
    "W1": ([4], [("Gemm", 64), "Tanh", ("Gemm", 64), "Tanh", ("Gemm", 2)]),
    "W2": ([784], [("Gemm", 64), "Relu", ("Gemm", 10), "Softmax"]),
    "W3": ([784], [("Gemm", 512), "Relu", ("Gemm", 512), "Relu", ("Gemm", 10), "Softmax"]),
    "W4": ([3, 64, 64], [("Conv", 32), "Relu", "Flatten", ("Gemm", 128), "Relu", ("Gemm", 10), "Softmax"]),
    "W5": ([1, 28, 28], [("Conv", 32), "Relu", "MaxPool", ("Conv", 64), "Relu", "MaxPool", "Flatten", ("Gemm", 10),
                         "Softmax"]),
    "W6": ([64], [("Gemm", 128), "BatchNormalization", "Relu", ("Gemm", 64), "BatchNormalization", "Relu",
                  ("Gemm", 10), "Softmax"]),
    "W7": ([32], [("Gemm", 64), "Relu", ("Gemm", 10), "Softmax"]),
}
BATCHES = [1, 256]

# Windows of 3 x 3 for `Conv`, of 2 x 2 side by side for `MaxPool`.
KERNEL, POOL = 3, 2
EPSILON = 1e-3


def ensure() -> str:
    """Makes the models if they are missing; the directory that has them."""
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    for name in NETWORKS:
        for batch in BATCHES:
            if not (DIRECTORY / f"{name}_b{batch}.out.f32").exists():
                export(name, batch)
    return str(DIRECTORY)


def export(name: str, batch: int) -> None:
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    shape, layers = NETWORKS[name]
    random = np.random.default_rng(0)
    x = random.standard_normal((batch, *shape), dtype=np.float32)
    nodes, weights, value, y = [], [], "x", x
    for number, layer in enumerate(layers):
        operator, units = layer if isinstance(layer, tuple) else (layer, 0)
        node = OPERATORS[operator](random, y, units)
        names = [f"{part}{number}" for part in node.weights]
        weights += [numpy_helper.from_array(array, f"{part}{number}") for part, array in node.weights.items()]
        output = "y" if number == len(layers) - 1 else f"value{number}"
        nodes.append(helper.make_node(operator, [value, *names], [output], **node.attributes))
        y, value = node.output, output
    types = [helper.make_tensor_value_info(n, TensorProto.FLOAT, v.shape) for n, v in [("x", x), ("y", y)]]
    graph = helper.make_graph(nodes, name, types[:1], types[1:], weights)
    # Versions that all readers know.
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    path = DIRECTORY / f"{name}_b{batch}"
    onnx.save(model, f"{path}.onnx")
    np.savez(f"{path}.npz", x=x, y=y)
    x.tofile(f"{path}.in.f32")
    y.tofile(f"{path}.out.f32")


@dataclass
class Node:
    """What an operator makes of its input, and what the model says of it."""

    output: np.ndarray
    weights: dict[str, np.ndarray] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)


def gemm(random, x, units: int) -> Node:
    # `[units, inputs]`, as PyTorch keeps and exports it.
    kernel, bias = affine(random, (units, x.shape[1]))
    return Node(x @ kernel.T + bias, {"kernel": kernel, "bias": bias}, {"transB": 1})


def conv(random, x, filters: int) -> Node:
    kernel, bias = affine(random, (filters, x.shape[1], KERNEL, KERNEL))
    # `[batch, channels, height, width, KERNEL, KERNEL]`: what each window sees.
    windows = np.lib.stride_tricks.sliding_window_view(x, (KERNEL, KERNEL), axis=(2, 3))
    y = np.tensordot(windows, kernel, ([1, 4, 5], [1, 2, 3])) + bias
    return Node(np.ascontiguousarray(np.moveaxis(y, 3, 1)), {"kernel": kernel, "bias": bias},
                {"kernel_shape": [KERNEL, KERNEL]})


def affine(random, shape: tuple[int, ...]) -> tuple:
    """A kernel and a bias that keep numbers about as large as they are."""
    kernel = random.standard_normal(shape) / np.sqrt(np.prod(shape[1:]))
    bias = 0.1 * random.standard_normal(shape[0])
    return kernel.astype(np.float32), bias.astype(np.float32)


def max_pool(_random, x, _units) -> Node:
    # Places beyond the last whole window are left out.
    height, width = (size // POOL for size in x.shape[2:])
    windows = x[:, :, :height * POOL, :width * POOL].reshape(*x.shape[:2], height, POOL, width, POOL)
    return Node(np.ascontiguousarray(windows.max((3, 5))), {}, {"kernel_shape": [POOL, POOL], "strides": [POOL, POOL]})


def batch_normalization(random, x, _units) -> Node:
    # Factors and variances around 1, the others around 0.
    scale, variance, shift, mean = (random.uniform(low, low + 1, x.shape[1]).astype(np.float32)
                                    for low in [0.5, 0.5, -0.5, -0.5])
    y = (x - mean) / np.sqrt(variance + np.float32(EPSILON)) * scale + shift
    return Node(y, {"scale": scale, "shift": shift, "mean": mean, "variance": variance}, {"epsilon": EPSILON})


def softmax(_random, x, _units) -> Node:
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return Node(powers / powers.sum(axis=-1, keepdims=True), {}, {"axis": -1})


def relu(_random, x, _units) -> Node:
    return Node(np.maximum(x, 0))


def tanh(_random, x, _units) -> Node:
    return Node(np.tanh(x))


def flatten(_random, x, _units) -> Node:
    return Node(x.reshape(x.shape[0], -1), {}, {"axis": 1})


# Each makes a node for its input, of so many units if it has any, with random weights.
OPERATORS = {
    "Gemm": gemm, "Conv": conv, "MaxPool": max_pool, "BatchNormalization": batch_normalization, "Softmax": softmax,
    "Relu": relu, "Tanh": tanh, "Flatten": flatten,
}


if __name__ == "__main__":
    ensure()
