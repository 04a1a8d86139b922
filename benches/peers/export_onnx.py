"""The workloads' networks as ONNX models with random weights, each with an input and its output, for some peers.

Stands in for the script of the same name among the peers' programs. Files in `cache/onnx` for network `W` and batch
`n`: the model `W_bn.onnx`; input and output as `W_bn.npz` for Python, and as `W_bn.in.f32` and `W_bn.out.f32` for Rust.
"""

from pathlib import Path

DIRECTORY = Path(__file__).resolve().parent / "cache/onnx"

# The sizes of the layers, and what follows each.
NETWORKS = {
    "W1": ([4, 64, 64, 2], ["Tanh", "Tanh", None]),
    "W2": ([784, 64, 10], ["Relu", "Softmax"]),
    "W3": ([784, 512, 512, 10], ["Relu", "Relu", "Softmax"]),
    "W7": ([32, 64, 10], ["Relu", "Softmax"]),
}
BATCHES = [1, 256]


def ensure() -> str:
    """Makes the models if they are missing; the directory that has them."""
    if not all((DIRECTORY / f"{name}_b{batch}.out.f32").exists() for name in NETWORKS for batch in BATCHES):
        DIRECTORY.mkdir(parents=True, exist_ok=True)
        for name in NETWORKS:
            for batch in BATCHES:
                export(name, batch)
    return str(DIRECTORY)


def export(name: str, batch: int) -> None:
    import numpy as np
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    sizes, activations = NETWORKS[name]
    random = np.random.default_rng(0)
    x = random.standard_normal((batch, sizes[0]), dtype=np.float32)
    nodes, weights, value, y = [], [], "x", x
    for layer, activation in enumerate(activations):
        inputs, units = sizes[layer], sizes[layer + 1]
        # `[units, inputs]`, as PyTorch keeps and exports it.
        kernel = (random.standard_normal((units, inputs)) / np.sqrt(inputs)).astype(np.float32)
        bias = (0.1 * random.standard_normal(units)).astype(np.float32)
        weights += [numpy_helper.from_array(kernel, f"kernel{layer}"), numpy_helper.from_array(bias, f"bias{layer}")]
        last = layer == len(activations) - 1
        product = "y" if last and activation is None else f"product{layer}"
        nodes.append(helper.make_node("Gemm", [value, f"kernel{layer}", f"bias{layer}"], [product], transB=1))
        y, value = y @ kernel.T + bias, product
        if activation is not None:
            output = "y" if last else f"output{layer}"
            attributes = {"axis": -1} if activation == "Softmax" else {}
            nodes.append(helper.make_node(activation, [value], [output], **attributes))
            y, value = apply(activation, y), output
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


def apply(activation: str, x):
    import numpy as np

    if activation == "Tanh":
        return np.tanh(x)
    if activation == "Relu":
        return np.maximum(x, 0)
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


if __name__ == "__main__":
    ensure()
