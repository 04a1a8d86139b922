"""Layers over images and sequences, before and after ten steps of training: writes data/convolutions.txt.

Run it as generate.py, whose checks and format it shares. The models are the networks in convolutions.rs: Keras builds them from the
text that stands there.
"""

# First, because it chooses Keras's backend.
from generate import Case, close, dyadic, write

import re  # noqa: I001
from pathlib import Path

import jax
import jax.numpy as jnp
import keras
import numpy as np
from keras.src.backend.common.backend_utils import compute_conv_transpose_padding_args_for_jax

STEPS = 10
SAMPLES = 6

# --- The networks -------------------------------------------------------------

NETWORKS = (Path(__file__).resolve().parent / "convolutions.rs").read_text()

# What words of the networks are in Keras.
ACTIVATIONS = ("elu", "gelu", "relu", "sigmoid", "softmax", "tanh")
WORDS = {name: name for name in ACTIVATIONS} | {
    "true": True,
    "false": False,
    "l1": keras.regularizers.L1,
    "l2": keras.regularizers.L2,
    "l1_l2": keras.regularizers.L1L2,
    "max_norm": keras.constraints.MaxNorm,
    "min_max_norm": keras.constraints.MinMaxNorm,
    "unit_norm": keras.constraints.UnitNorm,
    "non_neg": keras.constraints.NonNeg(),
}


def networks():
    """The networks by the lists that they stand in: a name, and the layers as they are written."""
    for name, models in re.findall(r"^models! \{ (\w+) by \w+;\n(.*?)^\}", NETWORKS, re.M | re.S):
        for network, chain in re.findall(r"^    (\w+) \{(.*?)\}$", models, re.M | re.S):
            yield name, network, [" ".join(layer.split()) for layer in chain.split("->")]


def layer(text, dtype):
    """One layer in Keras: `Conv2D(3, 2, activation = tanh)` is Python, once its words are known."""
    name, arguments = re.fullmatch(r"(\w+)(\(.*\))?", text).groups()

    def make(*positional, **named):
        if name == "Input":
            return keras.Input(positional, dtype=dtype)
        if name in ("Reshape", "Permute"):
            positional = (positional,)
        return getattr(keras.layers, name)(*positional, **named, dtype=dtype)

    return eval(f"make{arguments or '()'}", {"make": make, **WORDS})


# --- The same in NumPy --------------------------------------------------------


def np_activation(name, x):
    if name == "softmax":
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)
    erf = lambda x: np.asarray(jax.scipy.special.erf(x))  # noqa: E731
    return {
        "linear": lambda x: x,
        "elu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "gelu": lambda x: x * (1 + erf(x / np.sqrt(2))) / 2,
        "relu": lambda x: np.maximum(x, 0),
        "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
        "tanh": np.tanh,
    }[name](x)


def np_pads(places, size, stride, dilation, padding):
    reach = (size - 1) * dilation + 1
    if padding == "causal":
        return reach - 1, 0
    count = -(-places // stride)
    total = max((count - 1) * stride + reach - places, 0) if padding == "same" else 0
    return total // 2, total - total // 2


def np_windows(x, size, strides, dilation, padding, fill):
    """What each window sees of images: [samples, rows, columns, height, width, channels]."""
    both = [np_pads(*axis, padding) for axis in zip(x.shape[1:3], size, strides, dilation)]
    x = np.pad(x, [(0, 0), *both, (0, 0)], constant_values=fill)
    rows, columns = (
        np.arange(0, places - (k - 1) * d, s)[:, None] + d * np.arange(k)
        for places, k, s, d in zip(x.shape[1:3], size, strides, dilation)
    )
    return x[:, rows[:, None, :, None], columns[None, :, None, :]]


def np_spread(x, kernel, strides, dilation, of):
    """A transposed convolution by its meaning: each place adds the kernel where its window lies."""
    samples, height, width, channels = x.shape
    places = [(n - 1) * s + (k - 1) * d + 1 for n, s, k, d in zip((height, width), strides, kernel.shape, dilation)]
    whole = np.zeros((samples, *places, kernel.shape[2]))
    for i, j in np.ndindex(height, width):
        for k, l in np.ndindex(*kernel.shape[:2]):
            row, column = (a * s + b * d for a, s, b, d in zip((i, j), strides, (k, l), dilation))
            whole[:, row, column] += x[:, i, j] @ kernel[k, l].T
    # Which part of it is the output is Keras's rule alone.
    more = of.output_padding
    if isinstance(more, tuple):
        more = (0,) * (2 - len(more)) + more
    pads = compute_conv_transpose_padding_args_for_jax(x.shape, kernel.shape, strides, of.padding, more, dilation)
    for axis, (left, right) in enumerate(pads):
        reach = (kernel.shape[axis] - 1) * dilation[axis] + 1
        cut = (left - reach + 1, right - reach + 1)
        whole = np.pad(whole, [tuple(max(c, 0) for c in cut) if a == axis + 1 else (0, 0) for a in range(4)])
        begin, end = (max(-c, 0) for c in cut)
        whole = np.take(whole, range(begin, whole.shape[axis + 1] - end), axis + 1)
    return whole


def np_images(of, x):
    """A layer over images [samples, height, width, channels]; those over sequences have a height of one."""
    kind = re.sub(r"[12]D", "", type(of).__name__)
    weights = [np.asarray(w.value, np.float64) for w in of.weights]
    pair = lambda value, other: tuple(value) if len(value) == 2 else (other, *value)  # noqa: E731
    if kind in ("Conv", "DepthwiseConv", "SeparableConv", "ConvTranspose"):
        size, strides, dilation = (pair(v, 1) for v in (of.kernel_size, of.strides, of.dilation_rate))
        kernel = weights[0].reshape(*size, *weights[0].shape[-2:])
        if kind == "ConvTranspose":
            y = np_spread(x, kernel, strides, dilation, of)
        else:
            windows = np_windows(x, size, strides, dilation, of.padding, 0)
            if kind == "Conv":
                windows = np.split(windows, of.groups, axis=-1)
                kernels = np.split(kernel, of.groups, axis=-1)
                y = np.concatenate([np.einsum("bijklc,klcf->bijf", *pair) for pair in zip(windows, kernels)], axis=-1)
            else:
                y = np.einsum("bijklc,klcm->bijcm", windows, kernel)
                y = y.reshape(*y.shape[:3], -1)
            if kind == "SeparableConv":
                y = y @ weights[1].reshape(weights[1].shape[-2:])
        return np_activation(of.activation.__name__, y + weights[-1] if of.use_bias else y)
    if kind in ("MaxPooling", "AveragePooling"):
        windows = np_windows(x, pair(of.pool_size, 1), pair(of.strides, 1), (1, 1), of.padding, np.nan)
        return (np.nanmax if kind == "MaxPooling" else np.nanmean)(windows, axis=(3, 4))
    if kind in ("GlobalMaxPooling", "GlobalAveragePooling"):
        return (np.max if kind == "GlobalMaxPooling" else np.mean)(x, axis=(1, 2), keepdims=True)
    if kind == "ZeroPadding":
        sides = of.padding if isinstance(of.padding[0], tuple) else ((0, 0), of.padding)
        return np.pad(x, [(0, 0), *sides, (0, 0)])
    if kind == "Cropping":
        (top, bottom), (left, right) = of.cropping if isinstance(of.cropping[0], tuple) else ((0, 0), of.cropping)
        return x[:, top : x.shape[1] - bottom, left : x.shape[2] - right]
    assert kind == "UpSampling", kind
    for axis, times in enumerate(pair(of.size if isinstance(of.size, tuple) else (of.size,), 1), 1):
        at = (np.arange(x.shape[axis] * times) + 0.5) / times - 0.5
        if getattr(of, "interpolation", "nearest") == "nearest":
            x = np.repeat(x, times, axis)
            continue
        low = np.floor(at).astype(int)
        part = (at - low).reshape([-1 if a == axis else 1 for a in range(4)])
        before, behind = (np.take(x, np.clip(index, 0, x.shape[axis] - 1), axis) for index in (low, low + 1))
        x = before * (1 - part) + behind * part
    return x


def np_model(model, x):
    """What a model makes of inputs, layer by layer. Layers that are not over images are checked in layers.py."""
    for of in model.layers:
        name = type(of).__name__
        if "2D" in name:
            x = np_images(of, x)
        elif "1D" in name:
            x = np_images(of, x[:, None])[:, 0]
        elif name == "Permute":
            x = np.transpose(x, (0, *of.dims))
        elif name in ("Flatten", "Reshape"):
            x = x.reshape(len(x), *of.output.shape[1:])
        else:
            x = np.asarray(of(jnp.asarray(x)))
        # Without `keepdims` places go, and with them the height of sequences.
        x = x.reshape(len(x), *of.output.shape[1:])
    return x


# --- Cases --------------------------------------------------------------------


def begin(rng, variable, coarse):
    """Kernels, biases, slopes and statistics at random, small enough for outputs near one; scales as they begin."""
    shape = variable.shape
    if variable.name.endswith(("kernel", "bias", "alpha")):
        fan_in = np.prod(shape[:-1]) if len(shape) > 1 else 4
        values = rng.normal(scale=min(0.5, 1.5 / np.sqrt(fan_in)), size=shape)
        return dyadic(values, 4) if coarse else dyadic(values)
    if variable.name == "moving_variance":
        return dyadic(rng.uniform(0.5, 2.0, size=shape))
    return dyadic(rng.normal(scale=0.5, size=shape)) if variable.name == "moving_mean" else np.asarray(variable.value)


def labels(rng, shape):
    return np.arange(SAMPLES) % shape[-1]


def numbers(rng, shape):
    return dyadic(rng.normal(size=(SAMPLES, *shape)), 16)


def shares(rng, shape):
    values = np.round(rng.dirichlet(np.ones(shape[-1]), size=(SAMPLES, *shape[:-1])) * 62) / 64
    return values / 2 + 1 / 64


# list -> loss, targets, optimizer
LISTS = {
    "convolutions": (keras.losses.MeanSquaredError, numbers, lambda: keras.optimizers.SGD(0.05, momentum=0.9)),
    "pictures": (keras.losses.MeanSquaredError, numbers, lambda: keras.optimizers.SGD(0.05, momentum=0.9)),
    "classified": (keras.losses.SparseCategoricalCrossentropy, labels, lambda: keras.optimizers.Adam(0.01)),
    "segmented": (keras.losses.KLDivergence, shares, lambda: keras.optimizers.Adam(0.01)),
}

# Models whose numbers are so few that windows often see the same one twice.
COARSE = ("LargestOfEqual",)


def cases(dtype):
    for list_name, name, chain in networks():
        make_loss, targets, make_optimizer = LISTS[list_name]
        rng = np.random.default_rng(23)
        model = keras.Sequential([layer(text, np.dtype(dtype).name) for text in chain])
        loss_fn, optimizer = make_loss(), make_optimizer()
        for of in model.layers:
            of.set_weights([begin(rng, v, name in COARSE) for v in of.weights])
        x = dyadic(rng.normal(size=(SAMPLES, *model.input_shape[1:])), 1 if name in COARSE else 16)
        y = targets(rng, model.output_shape[1:])
        weights = [np.asarray(v.value) for of in model.layers for v in of.weights]
        batch = jnp.asarray(x, dtype)
        optimizer.build(model.trainable_variables)
        values = [v.value for v in model.trainable_variables]
        others = [v.value for v in model.non_trainable_variables]
        state = [v.value for v in optimizer.variables]

        def objective(values, others):
            y_pred, others, penalties = model.stateless_call(values, others, batch, training=True, return_losses=True)
            return loss_fn(y, y_pred) + sum(penalties), others

        gradient = jax.jit(jax.value_and_grad(objective, has_aux=True))
        y_pred, _ = jax.jit(model.stateless_call)(values, others, batch)
        if dtype == np.float64:
            assert "f32" not in str(jax.make_jaxpr(gradient)(values, others)), name
            close(y_pred, np_model(model, x), 1e-13, name)
        losses = []
        for _ in range(STEPS):
            (loss, others), grads = gradient(values, others)
            values, state = optimizer.stateless_apply(state, grads, values)
            assert all(a.dtype == dtype for a in [loss, *grads, *values])
            losses.append(loss)
        assert losses[-1] < losses[0], (name, losses)
        arrays = {"x": x, "y": y, "before": y_pred, "losses": np.array(losses, dtype)}
        arrays |= {f"init.{i}": w for i, w in enumerate(weights)}
        for v, value in zip(model.trainable_variables + model.non_trainable_variables, values + others):
            v.assign(value)
        arrays |= {f"last.{i}": v.value for i, v in enumerate(v for of in model.layers for v in of.weights)}
        yield Case(name, {"list": list_name}, arrays)


if __name__ == "__main__":
    write("convolutions", lambda dtype: list(cases(dtype)), agreement=1e-5)
