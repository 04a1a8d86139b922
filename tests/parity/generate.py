"""Golden data for the Keras parity tests: runs Keras and writes data/*.txt.

To rerun, from this folder (Python 3.11 or newer):

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python generate.py

Every topic is computed twice, in float32 and in float64, with Keras on its JAX
backend on the CPU.  Before anything is written, the numbers are checked:

* float64 results against plain NumPy formulas and numerical derivatives, so
  that no constant was silently rounded to float32 on the way;
* float32 results against the float64 ones, so that no case is so
  ill-conditioned that two correct programs would disagree about it.

File format
-----------
Plain text, one record ("case") after another; split every line on whitespace.

    # a comment, up to the end of the line
    case NAME DTYPE KEY=VALUE ...      DTYPE is f32 or f64
    KEY DIM ... : VALUE ...            an array, row-major; no DIM: a scalar
    end

A NAME may come back with other attributes: activations do for two sets of
points, focal losses for two gammas, optimizers for two runs of gradients.  Keys
are unique inside a case.  Numbers are the shortest decimals that read back to
the same float of the case's DTYPE; `inf` may occur.

Inputs (points, weights, batches) are dyadic fractions such as 0.328125, so they
are the same numbers in both types; only the gradients in optimizers.txt are
rounded to each.  Kernels have Keras' shape (in, out).
"""

import inspect
import math
import os
import re
from dataclasses import dataclass
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["JAX_ENABLE_X64"] = "1"

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras.src.backend.common import dtypes as keras_dtypes  # noqa: E402

# On JAX, Keras demotes what it computes in float64 to float32 (tanh, a mean),
# since JAX comes with 64-bit types turned off.  Here they are on.
keras_dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"

DATA = Path(__file__).resolve().parent / "data"
DTYPES = {"f32": "float32", "f64": "float64"}


# --- Cases and their text form ------------------------------------------------


@dataclass
class Case:
    name: str
    attrs: dict
    arrays: dict  # key -> NumPy array; integer arrays are labels


def number(value, dtype):
    """The shortest decimal that reads back to the same float."""
    if np.issubdtype(np.asarray(value).dtype, np.integer):
        return str(int(value))
    return str(np.float32(value)) if dtype == "f32" else repr(float(value))


def attribute(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def render(case, dtype):
    attrs = [f"{key}={attribute(value)}" for key, value in case.attrs.items()]
    lines = [" ".join(["case", case.name, dtype, *attrs])]
    for key, array in case.arrays.items():
        array = np.asarray(array)
        values = [number(value, dtype) for value in array.ravel()]
        lines.append(" ".join([key, *map(str, array.shape), ":", *values]))
    return "\n".join([*lines, "end"]) + "\n"


def write(topic, make_cases, agreement):
    """Makes the topic's cases in both types, checks and writes them.

    `agreement` is how far float32 may be from float64 (absolute, and relative
    for numbers above one); None where the two draw different random numbers.
    """
    cases = {}
    for dtype, long_name in DTYPES.items():
        # Losses and optimizers follow floatx; layers follow the dtype policy.
        keras.config.set_floatx(long_name)
        keras.config.set_dtype_policy(long_name)
        cases[dtype] = make_cases(np.dtype(long_name))

    worst = 0.0
    for single, double in zip(cases["f32"], cases["f64"], strict=True):
        assert (single.name, single.attrs) == (double.name, double.attrs)
        assert single.arrays.keys() == double.arrays.keys()
        for key in single.arrays:
            a, b = (np.asarray(c.arrays[key], np.float64) for c in (single, double))
            assert a.shape == b.shape and not np.isnan([a, b]).any(), (single.name, key)
            finite = np.isfinite(a)  # exp(90) overflows float32
            if agreement is not None and finite.any():
                error = np.abs(a - b)[finite] / np.maximum(1, np.abs(b[finite]))
                worst = max(worst, error.max())
                assert worst <= agreement, (topic, single.name, single.attrs, key, worst)

    path = DATA / f"{topic}.txt"
    header = (
        f"# Keras {keras.__version__}, JAX {jax.__version__}, CPU."
        " Written by generate.py; do not edit.\n"
    )
    body = "".join(
        render(case, dtype)
        for pair in zip(cases["f32"], cases["f64"])
        for case, dtype in zip(pair, DTYPES)
    )
    path.write_text(header + body)
    count = len(cases["f32"])
    print(f"{path.name}: 2 x {count} cases, {path.stat().st_size} bytes, f32-f64 {worst:.1e}")


# --- Small numeric helpers ----------------------------------------------------


def dyadic(values, denominator=64):
    """Rounds to multiples of 1/denominator: exact in float32 and float64."""
    return np.round(np.asarray(values) * denominator) / denominator


def close(got, want, tolerance, *what):
    """Asserts |got - want| <= tolerance * max(1, |want|), element by element."""
    got, want = np.asarray(got, np.float64), np.asarray(want, np.float64)
    assert got.shape == want.shape, (what, got.shape, want.shape)
    error = np.abs(got - want) / np.maximum(1, np.abs(want))
    assert error.max() <= tolerance, (what, error.max())


STEP = 2.0**-12  # smaller than half the distance of any point from a kink


def slope(f, x):
    """df/dx by a five-point difference, for an element-wise f (or scalar x)."""
    near, far = f(x + STEP) - f(x - STEP), f(x + 2 * STEP) - f(x - 2 * STEP)
    return (8 * near - far) / (12 * STEP)


def gradient(f, x):
    """The gradient of the scalar f at the array x, by differences."""
    result = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        unit = np.zeros(x.shape)
        unit[index] = 1
        result[index] = slope(lambda t, unit=unit: f(x + t * unit), 0.0)
    return result


# --- Activations --------------------------------------------------------------

erfc = np.vectorize(math.erfc, otypes=[float])


def np_sigmoid(x):
    return np.where(x >= 0, 1, np.exp(np.minimum(x, 0))) / (1 + np.exp(-np.abs(x)))


def np_softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def np_expm1(x):
    return np.expm1(np.minimum(x, 0))  # used left of zero only


def np_relu(x, slope=0.0, top=np.inf, threshold=0.0):
    return np.where(x > threshold, np.minimum(x, top), slope * (x - threshold))


def np_elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np_expm1(x))


def np_celu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np_expm1(x / alpha))


def np_selu(x):
    alpha, scale = 1.6732632423543772, 1.0507009873554805
    return scale * np_elu(x, alpha)


def np_gelu(x):
    return 0.5 * x * erfc(-x / math.sqrt(2))


def np_gelu_tanh(x):
    return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def np_hard_sigmoid(x):
    return np.clip(x / 6 + 0.5, 0, 1)


def np_sparse_plus(x):
    return np.where(x >= 1, x, np.where(x > -1, (x + 1) ** 2 / 4, 0))


def np_squareplus(x, b=4.0):
    return (x + np.sqrt(x**2 + b)) / 2


def np_soft_shrink(x, threshold=0.5):
    return np.sign(x) * np.maximum(np.abs(x) - threshold, 0)


def np_hard_shrink(x, threshold=0.5):
    return np.where(np.abs(x) > threshold, x, 0)


def np_log_softmax(x):
    shifted = x - x.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def np_glu(x):
    a, b = np.split(x, 2, axis=-1)
    return a / (1 + np.exp(-b))


def np_softmax(x):
    return np.exp(np_log_softmax(x))


# name, Keras function, its arguments, the same as a NumPy formula
ELEMENTWISE = [
    ("linear", "linear", {}, lambda x: x),
    ("relu", "relu", {}, np_relu),
    (
        "relu_custom",
        "relu",
        {"negative_slope": 0.1, "max_value": 2.0, "threshold": 0.5},
        lambda x: np_relu(x, 0.1, 2.0, 0.5),
    ),
    ("leaky_relu", "leaky_relu", {}, lambda x: np_relu(x, 0.2)),
    ("leaky_relu_0.3", "leaky_relu", {"negative_slope": 0.3}, lambda x: np_relu(x, 0.3)),
    ("relu6", "relu6", {}, lambda x: np.clip(x, 0, 6)),
    ("elu", "elu", {}, np_elu),
    ("elu_0.5", "elu", {"alpha": 0.5}, lambda x: np_elu(x, 0.5)),
    ("selu", "selu", {}, np_selu),
    ("celu", "celu", {}, np_celu),
    ("celu_0.5", "celu", {"alpha": 0.5}, lambda x: np_celu(x, 0.5)),
    ("gelu", "gelu", {}, np_gelu),
    ("gelu_approximate", "gelu", {"approximate": True}, np_gelu_tanh),
    ("silu", "silu", {}, lambda x: x * np_sigmoid(x)),
    ("mish", "mish", {}, lambda x: x * np.tanh(np_softplus(x))),
    ("hard_silu", "hard_silu", {}, lambda x: x * np_hard_sigmoid(x)),
    ("sigmoid", "sigmoid", {}, np_sigmoid),
    ("hard_sigmoid", "hard_sigmoid", {}, np_hard_sigmoid),
    ("log_sigmoid", "log_sigmoid", {}, lambda x: -np_softplus(-x)),
    ("sparse_sigmoid", "sparse_sigmoid", {}, lambda x: np.clip((x + 1) / 2, 0, 1)),
    ("tanh", "tanh", {}, np.tanh),
    ("hard_tanh", "hard_tanh", {}, lambda x: np.clip(x, -1, 1)),
    ("tanh_shrink", "tanh_shrink", {}, lambda x: x - np.tanh(x)),
    ("softplus", "softplus", {}, np_softplus),
    ("softsign", "softsign", {}, lambda x: x / (1 + np.abs(x))),
    ("squareplus", "squareplus", {}, np_squareplus),
    ("squareplus_2", "squareplus", {"b": 2}, lambda x: np_squareplus(x, 2.0)),
    ("sparse_plus", "sparse_plus", {}, np_sparse_plus),
    ("exponential", "exponential", {}, np.exp),
    ("soft_shrink", "soft_shrink", {}, np_soft_shrink),
    ("soft_shrink_0.3", "soft_shrink", {"threshold": 0.3}, lambda x: np_soft_shrink(x, 0.3)),
    ("hard_shrink", "hard_shrink", {}, np_hard_shrink),
    ("hard_shrink_0.3", "hard_shrink", {"threshold": 0.3}, lambda x: np_hard_shrink(x, 0.3)),
    (
        "threshold",
        "threshold",
        {"threshold": 0.5, "default_value": -1.0},
        lambda x: np.where(x > 0.5, x, -1.0),
    ),
]

# Off every kink: 0, 0.3, 0.5, 1, 2, 3 and 6, on either side.
POSITIVE = [2**-10, 0.0625, 0.1875, 0.40625, 0.8125, 1.125, 1.5, 2.375, 3.25, 5.125, 6.25, 7.75]
POINTS = {
    "small": np.array([-x for x in reversed(POSITIVE)] + POSITIVE),
    "large": np.array([-90.0, -30.0, 30.0, 90.0]),
}


def with_vjp(f, x, upstream, dtype):
    """f(x) and the upstream gradient pulled back through f."""
    y, pull = jax.vjp(f, jnp.asarray(x, dtype))
    (dx,) = pull(jnp.asarray(upstream, dtype))
    assert y.dtype == dtype and dx.dtype == dtype
    return np.asarray(y), np.asarray(dx)


def activation_cases(dtype):
    cases = []
    for name, function, arguments, formula in ELEMENTWISE:
        f = getattr(keras.activations, function)
        for points, x in POINTS.items():
            y, dydx = with_vjp(lambda x: f(x, **arguments), x, np.ones_like(x), dtype)
            if dtype == np.float64:
                close(y, formula(x), 1e-13, name, "y")
                close(dydx, slope(formula, x), 1e-9, name, "dydx")
            attrs = {"fn": function, "points": points, **arguments}
            cases.append(Case(name, attrs, {"x": x, "y": y, "dydx": dydx}))

    rng = np.random.default_rng(1)
    x = dyadic(rng.normal(scale=2.0, size=(3, 5)))
    g = dyadic(rng.normal(size=(3, 5)))
    for points, x in {"small": x, "large": x * 16}.items():
        for name, formula in [("softmax", np_softmax), ("log_softmax", np_log_softmax)]:
            y, dx = with_vjp(getattr(keras.activations, name), x, g, dtype)
            if dtype == np.float64:
                close(y, formula(x), 1e-13, name, "y")
                close(dx, gradient(lambda x: np.sum(formula(x) * g), x), 1e-9, name, "dx")
            attrs = {"fn": name, "points": points}
            cases.append(Case(name, attrs, {"x": x, "g": g, "y": y, "dx": dx}))

    x, g = dyadic(rng.normal(scale=2.0, size=(3, 6))), dyadic(rng.normal(size=(3, 3)))
    y, dx = with_vjp(keras.activations.glu, x, g, dtype)
    if dtype == np.float64:
        close(y, np_glu(x), 1e-13, "glu", "y")
        close(dx, gradient(lambda x: np.sum(np_glu(x) * g), x), 1e-9, "glu", "dx")
    cases.append(Case("glu", {"fn": "glu", "points": "small"}, {"x": x, "g": g, "y": y, "dx": dx}))
    return cases


# --- Losses -------------------------------------------------------------------


def np_mse(y_true, y_pred):
    return np.mean((y_pred - y_true) ** 2)


def np_bce(y_true, y_pred, from_logits=False, label_smoothing=0.0):
    y_true = y_true * (1 - label_smoothing) + 0.5 * label_smoothing
    if from_logits:
        yes, no = -np_softplus(-y_pred), -np_softplus(y_pred)
    else:
        yes, no = np.log(y_pred), np.log(1 - y_pred)
    return -np.mean(y_true * yes + (1 - y_true) * no)


def np_cce(y_true, y_pred, from_logits=False, label_smoothing=0.0):
    y_true = y_true * (1 - label_smoothing) + label_smoothing / y_true.shape[-1]
    if from_logits:
        log_p = np_log_softmax(y_pred)
    else:  # Keras divides by the sum, which also shows in the gradient
        log_p = np.log(y_pred / y_pred.sum(axis=-1, keepdims=True))
    return -np.mean(np.sum(y_true * log_p, axis=-1))


def np_scce(y_true, y_pred, from_logits=False):
    return np_cce(np.eye(y_pred.shape[-1])[y_true], y_pred, from_logits)


EPSILON = 1e-7


def np_mae(y_true, y_pred):
    return np.mean(np.abs(y_pred - y_true))


def np_mape(y_true, y_pred):
    return 100 * np.mean(np.abs(y_pred - y_true) / np.maximum(np.abs(y_true), EPSILON))


def np_msle(y_true, y_pred):
    log_true, log_pred = (np.log1p(np.maximum(y, EPSILON)) for y in (y_true, y_pred))
    return np.mean((log_pred - log_true) ** 2)


def np_huber(y_true, y_pred, delta=1.0):
    size = np.abs(y_pred - y_true)
    inner = np.minimum(size, delta)  # the quadratic part; beyond it the loss is linear
    return np.mean(inner**2 / 2 + delta * (size - inner))


def np_log_cosh(y_true, y_pred):
    return np.mean(np.log(np.cosh(y_pred - y_true)))


def np_poisson(y_true, y_pred):
    return np.mean(y_pred - y_true * np.log(y_pred + EPSILON))


def np_kld(y_true, y_pred):
    y_true, y_pred = np.clip(y_true, EPSILON, 1), np.clip(y_pred, EPSILON, 1)
    return np.mean(np.sum(y_true * (np.log(y_true) - np.log(y_pred)), axis=-1))


def np_cosine(y_true, y_pred):
    norms = [np.maximum(np.linalg.norm(y, axis=-1), EPSILON) for y in (y_true, y_pred)]
    return -np.mean(np.sum(y_true * y_pred, axis=-1) / np.prod(norms, axis=0))


def np_hinge(y_true, y_pred, power=1):
    if np.isin(y_true, (0, 1)).all():
        y_true = np.where(y_true == 1, 1, -1)
    return np.mean(np.maximum(1 - y_true * y_pred, 0) ** power)


def np_categorical_hinge(y_true, y_pred):
    right = np.sum(y_true * y_pred, axis=-1)
    wrong = np.max((1 - y_true) * y_pred, axis=-1)
    return np.mean(np.maximum(wrong - right + 1, 0))


def np_binary_focal(
    y_true,
    y_pred,
    from_logits=False,
    label_smoothing=0.0,
    gamma=2.0,
    alpha=0.25,
    apply_class_balancing=False,
):
    p = np_sigmoid(y_pred) if from_logits else y_pred
    y_true = y_true * (1 - label_smoothing) + 0.5 * label_smoothing
    miss = np.abs(y_true - p) if label_smoothing == 0 else y_true + p - 2 * y_true * p
    loss = -(miss**gamma) * (y_true * np.log(p) + (1 - y_true) * np.log1p(-p))
    if apply_class_balancing:
        loss = loss * (1 - alpha + y_true * (2 * alpha - 1))
    return np.mean(loss)


def np_categorical_focal(
    y_true, y_pred, from_logits=False, label_smoothing=0.0, alpha=0.25, gamma=2.0
):
    y_true = y_true * (1 - label_smoothing) + label_smoothing / y_true.shape[-1]
    p = np_softmax(y_pred) if from_logits else y_pred / y_pred.sum(axis=-1, keepdims=True)
    return np.mean(np.sum(-alpha * (1 - p) ** gamma * y_true * np.log(p), axis=-1))


def np_generalized(y_true, y_pred, q=0.5):
    p = y_pred[np.arange(len(y_true)), y_true]
    return np.mean((1 - p**q) / q)


def np_dice(y_true, y_pred, axis):
    both = 2 * np.sum(y_true * y_pred, axis=axis)
    return np.mean(1 - both / (np.sum(y_true + y_pred, axis=axis) + EPSILON))


def np_tversky(y_true, y_pred, axis, alpha=0.5, beta=0.5):
    both = np.sum(y_true * y_pred, axis=axis)
    # Keras takes false negatives for false positives.
    alpha_part = np.sum(y_true, axis=axis) - both
    beta_part = np.sum(y_pred, axis=axis) - both
    return np.mean(1 - both / (both + alpha * alpha_part + beta * beta_part + EPSILON))


LOSSES = {
    "mse": ("MeanSquaredError", np_mse),
    "mae": ("MeanAbsoluteError", np_mae),
    "mape": ("MeanAbsolutePercentageError", np_mape),
    "msle": ("MeanSquaredLogarithmicError", np_msle),
    "huber": ("Huber", np_huber),
    "log_cosh": ("LogCosh", np_log_cosh),
    "poisson": ("Poisson", np_poisson),
    "kl_divergence": ("KLDivergence", np_kld),
    "cosine_similarity": ("CosineSimilarity", np_cosine),
    "hinge": ("Hinge", np_hinge),
    "squared_hinge": ("SquaredHinge", lambda y_true, y_pred: np_hinge(y_true, y_pred, 2)),
    "categorical_hinge": ("CategoricalHinge", np_categorical_hinge),
    "binary_focal_crossentropy": ("BinaryFocalCrossentropy", np_binary_focal),
    "categorical_focal_crossentropy": ("CategoricalFocalCrossentropy", np_categorical_focal),
    "categorical_generalized_cross_entropy": (
        "CategoricalGeneralizedCrossEntropy",
        np_generalized,
    ),
    "dice": ("Dice", np_dice),
    "tversky": ("Tversky", np_tversky),
    "binary_crossentropy": ("BinaryCrossentropy", np_bce),
    "categorical_crossentropy": ("CategoricalCrossentropy", np_cce),
    "sparse_categorical_crossentropy": ("SparseCategoricalCrossentropy", np_scce),
}


def loss_inputs():
    """(loss name, tag, y_true, y_pred, arguments) for every loss case."""
    rng = np.random.default_rng(2)
    shape = (4, 3)
    values = dyadic(rng.normal(size=shape))
    yield "mse", "", dyadic(rng.normal(size=shape)), values, {}

    labels = np.array([2, 0, 1, 0])
    one_hot = np.eye(3)[labels]
    flags = np.array([[1.0, 0, 1], [0, 0, 1], [1, 1, 0], [0, 1, 0]])
    column = np.array([[1.0], [0], [0], [1]])
    # Rows summing to one, rows that do not, and independent probabilities.
    rows = np.array([[2, 4, 10], [11, 3, 2], [1, 14, 1], [5, 5, 6]]) / 16
    loose = np.array([[2, 4, 6], [11, 3, 4], [1, 13, 1], [5, 6, 7]]) / 16
    chances = np.array([[58, 5, 40], [20, 44, 33], [60, 9, 30], [12, 51, 4]]) / 64
    logits = dyadic(rng.normal(scale=2.5, size=shape))
    logits[0, 1], logits[3, 2] = 12.5, -20.0

    for smoothing in (0.0, 0.1):
        for from_logits in (False, True):
            arguments = {"from_logits": from_logits, "label_smoothing": smoothing}
            p, q = (logits, logits) if from_logits else (chances, rows)
            yield "binary_crossentropy", "", flags, p, arguments
            yield "binary_crossentropy", "column", column, p[:, :1], arguments
            yield "categorical_crossentropy", "", one_hot, q, arguments
        arguments = {"from_logits": False, "label_smoothing": smoothing}
        yield "categorical_crossentropy", "unnormalised", one_hot, loose, arguments

    yield "sparse_categorical_crossentropy", "", labels, rows, {"from_logits": False}
    yield "sparse_categorical_crossentropy", "", labels, logits, {"from_logits": True}
    yield "sparse_categorical_crossentropy", "unnormalised", labels, loose, {"from_logits": False}

    # Off the kinks: errors of 0, of delta and of -delta, margins of 1.
    errors = dyadic(rng.normal(scale=1.5, size=shape))
    errors[0, 0], errors[2, 1] = 9.25, -17.5
    targets = dyadic(rng.normal(size=shape))
    for loss in ("mae", "mape", "huber", "log_cosh", "cosine_similarity"):
        yield loss, "", targets, targets + errors, {}
    yield "huber", "delta", targets, targets + errors, {"delta": 0.3}
    # Rows along the last axis of several.
    yield "cosine_similarity", "nested", *(y.reshape(2, 2, 3) for y in (targets, errors)), {}

    positive = dyadic(rng.uniform(0.25, 5, size=shape))
    clipped = positive.copy()
    clipped[0, 2], clipped[3, 0] = -0.75, -4.0
    counts = rng.integers(0, 7, size=shape).astype(float)
    yield "msle", "", counts, clipped, {}
    yield "poisson", "", counts, positive, {}

    soft = np.array([[2, 5, 9], [0, 12, 4], [16, 0, 0], [6, 7, 3]]) / 16
    edges = rows.copy()
    edges[0, 1], edges[3, 2] = -0.25, 1.25  # clipped
    yield "kl_divergence", "", soft, rows, {}
    yield "kl_divergence", "clipped", soft, edges, {}
    yield "kl_divergence", "nested", soft.reshape(2, 2, 3), rows.reshape(2, 2, 3), {}

    scores = dyadic(rng.normal(scale=1.5, size=shape)) + 1 / 128
    for loss in ("hinge", "squared_hinge"):
        yield loss, "", flags, scores, {}
        yield loss, "signs", 2 * flags - 1, scores, {}
        yield loss, "column", column, scores[:, :1], {}
    yield "categorical_hinge", "", one_hot, scores, {}
    yield "categorical_hinge", "nested", *(y.reshape(2, 2, 3) for y in (one_hot, scores)), {}

    # Not as far out as the logits above, where Keras clips.
    moderate = np.clip(logits, -6, 6)
    for smoothing in (0.0, 0.1):
        for gamma in (2.0, 0.5):
            for from_logits in (False, True):
                arguments = {"from_logits": from_logits, "label_smoothing": smoothing}
                arguments |= {"gamma": gamma}
                p, q = (moderate, moderate) if from_logits else (chances, rows)
                balanced = arguments | {"alpha": 0.75, "apply_class_balancing": True}
                yield "binary_focal_crossentropy", "", flags, p, arguments
                yield "binary_focal_crossentropy", "balanced", flags, p, balanced
                yield "binary_focal_crossentropy", "column", column, p[:, :1], arguments
                arguments |= {"alpha": 0.25 if gamma == 2 else 1.5}
                yield "categorical_focal_crossentropy", "", one_hot, q, arguments
                yield "categorical_focal_crossentropy", "soft", soft, q, arguments
    arguments = {"from_logits": False, "label_smoothing": 0.0}
    yield "categorical_focal_crossentropy", "unnormalised", one_hot, loose, arguments

    for q in (0.5, 0.125):
        yield "categorical_generalized_cross_entropy", "", labels, rows, {"q": q}

    # A loss for each sample, not one for the batch, which is Keras' default.
    masks, axis = chances.reshape(2, 2, 3), (1, 2)
    yield "dice", "", flags, chances, {"axis": 1}
    yield "dice", "nested", flags.reshape(masks.shape), masks, {"axis": axis}
    yield "tversky", "", flags, chances, {"axis": 1}
    arguments = {"axis": axis, "alpha": 0.3, "beta": 0.9}
    yield "tversky", "nested", flags.reshape(masks.shape), masks, arguments


def loss_cases(dtype):
    cases = []
    for loss, tag, y_true, y_pred, arguments in loss_inputs():
        class_name, formula = LOSSES[loss]
        loss_fn = getattr(keras.losses, class_name)(**arguments)
        value, grad = jax.value_and_grad(lambda p: loss_fn(y_true, p))(jnp.asarray(y_pred, dtype))
        assert value.dtype == dtype and grad.dtype == dtype
        if dtype == np.float64:
            close(value, formula(y_true, y_pred, **arguments), 1e-14, loss, "value")
            numeric = gradient(lambda p: formula(y_true, p, **arguments), y_pred)
            close(grad, numeric, 1e-9, loss, "gradient")

        name = loss
        if arguments.get("from_logits"):
            name += ".logits"
        if arguments.get("label_smoothing"):
            name += ".smooth"
        if tag:
            name += "." + tag
        arrays = {"y_true": y_true, "y_pred": y_pred, "loss": value, "grad": grad}
        attrs = {"loss": loss} | {key: arguments[key] for key in arguments if key != "axis"}
        cases.append(Case(name, attrs, arrays))
    return cases


# --- Models -------------------------------------------------------------------

NP_ACTIVATIONS = {name: formula for name, _, _, formula in ELEMENTWISE}
NP_ACTIVATIONS |= {"softmax": np_softmax, "log_softmax": np_log_softmax}

# inputs, then (units, activation, use_bias) per layer
FORWARD = {
    "relu_softmax": (5, [(6, "relu", True), (3, "softmax", True)]),
    "tanh_gelu_sigmoid": (3, [(7, "tanh", True), (4, "gelu", False), (1, "sigmoid", True)]),
    "elu_log_softmax": (3, [(17, "elu", True), (10, "log_softmax", True)]),
}


def build(inputs, layers):
    return keras.Sequential(
        [keras.Input((inputs,))]
        + [keras.layers.Dense(n, activation=a, use_bias=bias) for n, a, bias in layers]
    )


def random_weights(inputs, layers, rng):
    """{"w1": ..., "b1": ...}: kernels of about unit gain, small biases."""
    weights = {}
    for i, (units, _, use_bias) in enumerate(layers, start=1):
        scale = 1 / math.sqrt(inputs)
        weights[f"w{i}"] = dyadic(rng.normal(scale=scale, size=(inputs, units)))
        if use_bias:
            weights[f"b{i}"] = dyadic(rng.normal(scale=0.25, size=units))
        inputs = units
    return weights


def np_forward(layers, weights, x):
    for i, (_, activation, _) in enumerate(layers, start=1):
        x = NP_ACTIVATIONS[activation](x @ weights[f"w{i}"] + weights.get(f"b{i}", 0))
    return x


def layer_attrs(inputs, layers):
    """inputs=5 layer1=6,relu,bias layer2=3,softmax,nobias"""
    attrs = {"inputs": inputs}
    for i, (units, activation, bias) in enumerate(layers, start=1):
        attrs[f"layer{i}"] = f"{units},{activation},{'bias' if bias else 'nobias'}"
    return attrs


def forward_cases(dtype):
    cases = []
    rng = np.random.default_rng(3)
    for name, (inputs, layers) in FORWARD.items():
        weights = random_weights(inputs, layers, rng)
        x = dyadic(rng.normal(size=(4, inputs)))
        model = build(inputs, layers)
        model.set_weights(list(weights.values()))
        y = np.asarray(model(jnp.asarray(x, dtype)))
        assert y.dtype == dtype
        if dtype == np.float64:
            close(y, np_forward(layers, weights, x), 1e-13, name)
        cases.append(Case(name, layer_attrs(inputs, layers), {"x": x, **weights, "y": y}))
    return cases


# --- Optimizers ---------------------------------------------------------------

# name -> Keras class, arguments; these train models in training.txt
OPTIMIZERS = {
    "sgd": ("SGD", {"learning_rate": 0.1}),
    "sgd_momentum": ("SGD", {"learning_rate": 0.05, "momentum": 0.9}),
    "sgd_nesterov": ("SGD", {"learning_rate": 0.05, "momentum": 0.9, "nesterov": True}),
    "rmsprop": ("RMSprop", {"learning_rate": 0.01}),
    "rmsprop_centered": ("RMSprop", {"learning_rate": 0.01, "centered": True}),
    "rmsprop_momentum": ("RMSprop", {"learning_rate": 0.01, "momentum": 0.9}),
    "rmsprop_centered_momentum": (
        "RMSprop",
        {"learning_rate": 0.01, "rho": 0.8, "momentum": 0.9, "centered": True},
    ),
    "adam": ("Adam", {"learning_rate": 0.01}),
    "adam_amsgrad": ("Adam", {"learning_rate": 0.01, "amsgrad": True}),
    "adam_custom": (
        "Adam",
        {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-4},
    ),
}

# these appear in optimizers.txt only
MORE_OPTIMIZERS = {
    "sgd_default": ("SGD", {}),
    "rmsprop_default": ("RMSprop", {}),
    "adam_default": ("Adam", {}),
    "sgd_momentum_0.1": ("SGD", {"learning_rate": 0.1, "momentum": 0.9}),
    "sgd_nesterov_0.1": ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    # a short memory, so that with falling gradients amsgrad's maximum matters
    "adam_short": ("Adam", {"learning_rate": 0.01, "beta_2": 0.5}),
    "adam_short_amsgrad": ("Adam", {"learning_rate": 0.01, "beta_2": 0.5, "amsgrad": True}),
    "adamw_default": ("AdamW", {}),
    "adamw": ("AdamW", {"learning_rate": 0.01, "weight_decay": 0.1}),
    "adamw_amsgrad": (
        "AdamW",
        {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.5, "epsilon": 1e-4, "amsgrad": True},
    ),
    "adamax_default": ("Adamax", {}),
    # a short memory, so that with falling gradients the largest one matters
    "adamax": (
        "Adamax",
        {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.5, "epsilon": 1e-3},
    ),
    "nadam_default": ("Nadam", {}),
    "nadam": (
        "Nadam",
        {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-3},
    ),
    "adagrad_default": ("Adagrad", {}),
    "adagrad": (
        "Adagrad",
        {"learning_rate": 0.1, "initial_accumulator_value": 0.0, "epsilon": 1e-3},
    ),
    "adadelta_default": ("Adadelta", {}),
    "adadelta": ("Adadelta", {"learning_rate": 1.0, "rho": 0.8, "epsilon": 1e-3}),
    "ftrl_default": ("Ftrl", {}),
    "ftrl": (
        "Ftrl",
        {
            "learning_rate": 0.1,
            "l1_regularization_strength": 0.3,
            "l2_regularization_strength": 0.5,
            "l2_shrinkage_regularization_strength": 0.01,
            "beta": 0.2,
        },
    ),
    "ftrl_power": (
        "Ftrl",
        {"learning_rate": 0.1, "learning_rate_power": -0.7, "initial_accumulator_value": 0.2},
    ),
    "ftrl_fixed_rate": ("Ftrl", {"learning_rate": 0.1, "learning_rate_power": 0.0}),
    "lamb_default": ("Lamb", {}),
    "lamb": ("Lamb", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 1e-3}),
    "adafactor_default": ("Adafactor", {}),
    "adafactor": (
        "Adafactor",
        {"learning_rate": 0.6, "beta_2_decay": -0.5, "epsilon_1": 1e-3, "clip_threshold": 0.5},
    ),
    "muon_default": ("Muon", {}),
    "muon": (
        "Muon",
        {
            "learning_rate": 0.02,
            "weight_decay": 0.1,
            "muon_a": 1.875,
            "muon_b": -1.25,
            "muon_c": 0.375,
            "momentum": 0.8,
            "ns_steps": 3,
            "nesterov": False,
            "rms_rate": 0.5,
        },
    ),
    "lion_default": ("Lion", {}),
    "lion": ("Lion", {"learning_rate": 0.01, "beta_1": 0.5, "beta_2": 0.9}),
    "sgd_clipvalue": ("SGD", {"learning_rate": 0.1, "clipvalue": 0.1}),
    "sgd_decay": ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "weight_decay": 0.01}),
    "rmsprop_decay_clipvalue": (
        "RMSprop",
        {"learning_rate": 0.01, "momentum": 0.9, "weight_decay": 0.05, "clipvalue": 0.25},
    ),
    "adam_decay_clipvalue": ("Adam", {"weight_decay": 0.004, "clipvalue": 0.25}),
    "lion_decay": ("Lion", {"learning_rate": 0.01, "weight_decay": 0.1}),
    "ftrl_decay": ("Ftrl", {"learning_rate": 0.1, "weight_decay": 0.1}),
    "nadam_decay_clipvalue": ("Nadam", {"weight_decay": 0.1, "clipvalue": 0.15}),
}

# step t's gradient is a fixed matrix times the t-th factor
GRADIENT_FACTORS = {"rising": (1, 2, 3), "falling": (4, 1, -0.5)}

HYPERPARAMETERS = {
    "SGD": ["learning_rate", "momentum", "nesterov"],
    "RMSprop": ["learning_rate", "rho", "momentum", "epsilon", "centered"],
    "Adam": ["learning_rate", "beta_1", "beta_2", "epsilon", "amsgrad"],
    "AdamW": ["learning_rate", "weight_decay", "beta_1", "beta_2", "epsilon", "amsgrad"],
    "Adamax": ["learning_rate", "beta_1", "beta_2", "epsilon"],
    "Nadam": ["learning_rate", "beta_1", "beta_2", "epsilon"],
    "Adagrad": ["learning_rate", "initial_accumulator_value", "epsilon"],
    "Adadelta": ["learning_rate", "rho", "epsilon"],
    "Ftrl": [
        "learning_rate",
        "learning_rate_power",
        "initial_accumulator_value",
        "l1_regularization_strength",
        "l2_regularization_strength",
        "l2_shrinkage_regularization_strength",
        "beta",
    ],
    "Lion": ["learning_rate", "beta_1", "beta_2"],
    "Lamb": ["learning_rate", "beta_1", "beta_2", "epsilon"],
    "Adafactor": ["learning_rate", "beta_2_decay", "epsilon_1", "epsilon_2", "clip_threshold"],
    "Muon": [
        "learning_rate",
        "adam_beta_1",
        "adam_beta_2",
        "adam_weight_decay",
        "adam_lr_ratio",
        "epsilon",
        "weight_decay",
        "muon_a",
        "muon_b",
        "muon_c",
        "momentum",
        "ns_steps",
        "nesterov",
        "rms_rate",
    ],
}


def optimizer_attrs(class_name, arguments):
    """Every hyperparameter, Keras' defaults included; what all optimizers have, if it is given."""
    defaults = inspect.signature(getattr(keras.optimizers, class_name).__init__).parameters
    names = HYPERPARAMETERS[class_name]
    attrs = {name: arguments.get(name, defaults[name].default) for name in names}
    return {"optimizer": class_name} | attrs | arguments


class NpOptimizer:
    """The update rules in NumPy, for one array of parameters."""

    def __init__(self, attrs):
        self.a = attrs
        self.t = 0
        self.m = self.v = self.mean = self.top = 0.0
        self.v += attrs.get("initial_accumulator_value", 0)

    def step(self, w, g):
        self.t += 1
        lr, limit = self.a["learning_rate"], self.a.get("clipvalue", math.inf)
        g = np.minimum(np.maximum(g, -limit), limit)
        self.w = w * (1 - lr * self.a.get("weight_decay", 0))
        return self.w + getattr(self, self.a["optimizer"])(g, lr)

    def Lamb(self, g, lr):
        b1, b2 = self.a["beta_1"], self.a["beta_2"]
        self.m = b1 * self.m + (1 - b1) * g
        self.v = b2 * self.v + (1 - b2) * g**2
        m, v = self.m / (1 - b1**self.t), self.v / (1 - b2**self.t)
        update = m / (np.sqrt(v) + self.a["epsilon"])
        norms = np.linalg.norm(self.w), np.linalg.norm(update)
        return -lr * (norms[0] / norms[1] if min(norms) > 0 else 1) * update

    def Adafactor(self, g, lr):
        beta = 1 - self.t ** self.a["beta_2_decay"]
        square = g**2 + self.a["epsilon_1"]
        if g.ndim == 2:
            self.m = beta * self.m + (1 - beta) * square.mean(axis=1)
            self.mean = beta * self.mean + (1 - beta) * square.mean(axis=0)
            self.v = np.outer(self.m, self.mean) / self.m.mean()
        else:
            self.v = beta * self.v + (1 - beta) * square
        update = g / np.sqrt(self.v)
        size, rms = (np.sqrt(np.mean(x**2)) for x in (self.w, update))
        rate = max(self.a["epsilon_2"], size) * min(lr, 1 / math.sqrt(self.t))
        return -rate * update / max(1, rms / self.a["clip_threshold"])

    def Muon(self, g, lr):
        momentum, rms_rate = self.a["momentum"], self.a["rms_rate"]
        self.m = momentum * self.m + g
        x = g + momentum * self.m if self.a["nesterov"] else self.m
        # The steps act on singular values alone.
        u, sizes, v = np.linalg.svd(x, full_matrices=False)
        sizes = sizes / (np.linalg.norm(x) + 1e-7)
        for _ in range(self.a["ns_steps"]):
            square = sizes**2
            sizes = sizes * (self.a["muon_a"] + self.a["muon_b"] * square + self.a["muon_c"] * square**2)
        scale = 1 if rms_rate is None else rms_rate * math.sqrt(max(g.shape))
        return -lr * scale * (u * sizes) @ v

    def SGD(self, g, lr):
        beta = self.a["momentum"]
        self.m = beta * self.m - lr * g
        return beta * self.m - lr * g if self.a["nesterov"] else self.m

    def RMSprop(self, g, lr):
        rho, eps = self.a["rho"], self.a["epsilon"]
        self.v = rho * self.v + (1 - rho) * g**2
        self.mean = rho * self.mean + (1 - rho) * g
        variance = self.v - self.mean**2 if self.a["centered"] else self.v
        self.m = self.a["momentum"] * self.m + lr * g / np.sqrt(variance + eps)
        return -self.m

    def Adam(self, g, lr):
        b1, b2, eps = self.a["beta_1"], self.a["beta_2"], self.a["epsilon"]
        self.m = b1 * self.m + (1 - b1) * g
        self.v = b2 * self.v + (1 - b2) * g**2
        self.top = np.maximum(self.top, self.v)
        v = self.top if self.a["amsgrad"] else self.v
        # Keras' epsilon is the paper's epsilon-hat: added before correction.
        rate = lr * math.sqrt(1 - b2**self.t) / (1 - b1**self.t)
        return -rate * self.m / (np.sqrt(v) + eps)

    AdamW = Adam

    def Adamax(self, g, lr):
        b1, b2 = self.a["beta_1"], self.a["beta_2"]
        self.m = b1 * self.m + (1 - b1) * g
        self.v = np.maximum(b2 * self.v, abs(g))
        return -lr / (1 - b1**self.t) * self.m / (self.v + self.a["epsilon"])

    def Nadam(self, g, lr):
        b1, b2, t = self.a["beta_1"], self.a["beta_2"], self.t
        self.m = b1 * self.m + (1 - b1) * g
        self.v = b2 * self.v + (1 - b2) * g**2
        u = [b1 * (1 - 0.5 * 0.96**i) for i in range(1, t + 2)]
        m = u[t] * self.m / (1 - math.prod(u)) + (1 - u[t - 1]) * g / (1 - math.prod(u[:t]))
        return -lr * m / (np.sqrt(self.v / (1 - b2**t)) + self.a["epsilon"])

    def Adagrad(self, g, lr):
        self.v = self.v + g**2
        return -lr * g / np.sqrt(self.v + self.a["epsilon"])

    def Adadelta(self, g, lr):
        rho, eps = self.a["rho"], self.a["epsilon"]
        self.v = rho * self.v + (1 - rho) * g**2
        delta = g * np.sqrt((self.m + eps) / (self.v + eps))
        self.m = rho * self.m + (1 - rho) * delta**2
        return -lr * delta

    def Ftrl(self, g, lr):
        l1, l2 = self.a["l1_regularization_strength"], self.a["l2_regularization_strength"]
        power = -self.a["learning_rate_power"]
        before, after = self.v**power, (self.v + g**2) ** power
        self.v = self.v + g**2
        shrinkage = 2 * self.a["l2_shrinkage_regularization_strength"] * self.w
        self.m = self.m + g + shrinkage - (after - before) / lr * self.w
        best = -np.sign(self.m) * np.maximum(0, abs(self.m) - l1)
        return best / ((after + self.a["beta"]) / lr + 2 * l2) - self.w

    def Lion(self, g, lr):
        b1, b2 = self.a["beta_1"], self.a["beta_2"]
        update = -lr * np.sign(b1 * self.m + (1 - b1) * g)
        self.m = b2 * self.m + (1 - b2) * g
        return update


def optimizer_cases(dtype):
    var = np.array([[1, -2], [0.5, 3]], dtype)
    grad = np.array([[0.1, -0.2], [0.3, 0.05]], dtype)
    cases = []
    for name, (class_name, arguments) in (MORE_OPTIMIZERS | OPTIMIZERS).items():
        attrs = optimizer_attrs(class_name, arguments)
        for gradients, factors in GRADIENT_FACTORS.items():
            optimizer = getattr(keras.optimizers, class_name)(**arguments)
            variable = keras.Variable(var)
            check, expected = NpOptimizer(attrs), var
            arrays = {"var": var}
            for t, factor in enumerate(factors, start=1):
                g = grad * dtype.type(factor)
                optimizer.apply([jnp.asarray(g)], [variable])
                value = np.asarray(variable.value)
                assert value.dtype == dtype
                if dtype == np.float64:
                    expected = check.step(expected, g)
                    close(value, expected, 1e-14, name)
                arrays |= {f"grad{t}": g, f"var{t}": value}
            cases.append(Case(name, {"gradients": gradients} | attrs, arrays))
    return cases


# --- Schedules ----------------------------------------------------------------

SCHEDULE_STEPS = (0, 1, 5, 50, 100, 101, 150, 250)

# name -> Keras class, arguments
SCHEDULES = {
    "exponential": ("ExponentialDecay", {"decay_steps": 100, "decay_rate": 0.9}),
    "exponential_staircase": (
        "ExponentialDecay",
        {"decay_steps": 100, "decay_rate": 0.9, "staircase": True},
    ),
    "exponential_short": ("ExponentialDecay", {"decay_steps": 7, "decay_rate": 0.96}),
    "piecewise": ("PiecewiseConstantDecay", {"boundaries": [100, 200], "values": [1.0, 0.5, 0.1]}),
    "piecewise_two": ("PiecewiseConstantDecay", {"boundaries": [5], "values": [0.01, 0.3]}),
    "polynomial": ("PolynomialDecay", {"decay_steps": 100}),
    "polynomial_cycle": ("PolynomialDecay", {"decay_steps": 100, "cycle": True}),
    "polynomial_square": (
        "PolynomialDecay",
        {"decay_steps": 120, "end_learning_rate": 0.02, "power": 2.0},
    ),
    "polynomial_root_cycle": (
        "PolynomialDecay",
        {"decay_steps": 40, "end_learning_rate": 0.01, "power": 0.5, "cycle": True},
    ),
    "inverse_time": ("InverseTimeDecay", {"decay_steps": 100, "decay_rate": 0.5}),
    "inverse_time_staircase": (
        "InverseTimeDecay",
        {"decay_steps": 30, "decay_rate": 0.5, "staircase": True},
    ),
    "cosine": ("CosineDecay", {"decay_steps": 100}),
    "cosine_alpha": ("CosineDecay", {"decay_steps": 100, "alpha": 0.1}),
    "cosine_warmup": (
        "CosineDecay",
        {
            "initial_learning_rate": 0.0,
            "decay_steps": 100,
            "warmup_target": 0.1,
            "warmup_steps": 10,
        },
    ),
    "cosine_warmup_alpha": (
        "CosineDecay",
        {"decay_steps": 60, "alpha": 0.2, "warmup_target": 0.5, "warmup_steps": 101},
    ),
    "restarts": ("CosineDecayRestarts", {"first_decay_steps": 100}),
    "restarts_equal": (
        "CosineDecayRestarts",
        {"first_decay_steps": 40, "t_mul": 1.0, "m_mul": 0.5, "alpha": 0.1},
    ),
    "restarts_longer": (
        "CosineDecayRestarts",
        {"first_decay_steps": 20, "t_mul": 1.5, "m_mul": 0.9, "alpha": 0.05},
    ),
}


def np_schedule(name, a, step):
    """The rate by the book, in Python's floats."""
    lr = a.get("initial_learning_rate")

    def time(steps):
        return step // steps if a.get("staircase") else step / steps

    def wave(t):
        return math.cos(math.pi * t / 2) ** 2

    if name == "ExponentialDecay":
        return lr * math.exp(math.log(a["decay_rate"]) * time(a["decay_steps"]))
    if name == "PiecewiseConstantDecay":
        return a["values"][sum(step > last for last in a["boundaries"])]
    if name == "InverseTimeDecay":
        return lr / (1 + a["decay_rate"] * time(a["decay_steps"]))
    if name == "PolynomialDecay":
        end, steps = a.get("end_learning_rate", 1e-4), a["decay_steps"]
        while a.get("cycle") and steps < step:
            steps += a["decay_steps"]
        left = max(0, steps - step) / steps
        return end + (lr - end) * left ** a.get("power", 1)
    alpha = a.get("alpha", 0)
    if name == "CosineDecay":
        steps, target = a["decay_steps"], a.get("warmup_target")
        if target is not None:
            warmup = a["warmup_steps"]
            if step < warmup:
                return (lr * (warmup - step) + target * step) / warmup
            lr, step = target, step - warmup
        return lr * (alpha + (1 - alpha) * wave(min(step / steps, 1)))
    length, factor = a["first_decay_steps"], 1
    while step >= length:
        step -= length
        length *= a.get("t_mul", 2)
        factor *= a.get("m_mul", 1)
    return lr * (alpha + (1 - alpha) * factor * wave(step / length))


def schedule_attrs(class_name, arguments):
    """Every argument, Keras' defaults included; lists with commas between the numbers."""
    make = getattr(keras.optimizers.schedules, class_name)
    parameters = inspect.signature(make.__init__).parameters
    attrs = {"schedule": class_name}
    for name, parameter in parameters.items():
        value = arguments.get(name, parameter.default)
        if name not in ("self", "name") and value is not None:
            attrs[name] = ",".join(map(str, value)) if isinstance(value, list) else value
    return attrs


def schedule_cases(dtype):
    cases = []
    for name, (class_name, arguments) in SCHEDULES.items():
        if class_name != "PiecewiseConstantDecay":
            arguments = {"initial_learning_rate": 0.1} | arguments
        schedule = getattr(keras.optimizers.schedules, class_name)(**arguments)
        rates = np.stack([np.asarray(schedule(step)) for step in SCHEDULE_STEPS])
        # Whatever floatx is: rates are only rounded to the type.
        assert rates.dtype == np.float64
        expected = [np_schedule(class_name, arguments, step) for step in SCHEDULE_STEPS]
        close(rates, expected, 1e-14, name)
        arrays = {"steps": np.array(SCHEDULE_STEPS), "rates": rates.astype(dtype)}
        cases.append(Case(name, schedule_attrs(class_name, arguments), arrays))
    return cases


# --- Training -----------------------------------------------------------------

SAMPLES = 8
STEPS = 5
RECORDED = (1, STEPS)  # steps after which the weights are written

# loss -> seed, inputs, layers.  The seeds are picked so that no relu or elu input comes
# near its kink during training, and no gradient near Adam's epsilon.
MODELS = {
    "mse": (65, 3, [(5, "tanh", True), (2, "linear", True)]),
    "binary_crossentropy": (46, 4, [(5, "relu", True), (1, "sigmoid", True)]),
    "categorical_crossentropy": (883, 4, [(6, "elu", True), (3, "softmax", True)]),
    "sparse_categorical_crossentropy": (4232, 4, [(6, "elu", True), (3, "softmax", True)]),
}


def batch(loss, inputs, rng):
    x = dyadic(rng.normal(size=(SAMPLES, inputs)))
    if loss == "mse":
        return x, dyadic(rng.normal(size=(SAMPLES, 2)))
    if loss == "binary_crossentropy":
        return x, rng.integers(0, 2, size=(SAMPLES, 1)).astype(float)
    labels = rng.integers(0, 3, size=SAMPLES)
    return x, np.eye(3)[labels] if loss == "categorical_crossentropy" else labels


def train(model, loss_fn, optimizer, x, y, dtype):
    """Full-batch steps; the loss before each, and the weights after each.

    This is Keras' own train step, spelled out.
    """
    optimizer.build(model.trainable_variables)
    weights = [v.value for v in model.trainable_variables]
    state = [v.value for v in optimizer.variables]
    x = jnp.asarray(x, dtype)

    def objective(weights):
        y_pred, _ = model.stateless_call(weights, [], x, training=True)
        return loss_fn(y, y_pred), y_pred

    losses, snapshots = [], []
    for _ in range(STEPS):
        (loss, y_pred), grads = jax.value_and_grad(objective, has_aux=True)(weights)
        weights, state = optimizer.stateless_apply(state, grads, weights)
        assert all(a.dtype == dtype for a in [loss, *grads, *weights])
        if not isinstance(loss_fn, keras.losses.MeanSquaredError):
            # Far from the clipping at 1e-7, and from the cancellation in
            # 1 - p: the loss is the true one, as a fused loss computes it.
            assert 1e-2 <= y_pred.min() and y_pred.max() <= 1 - 1e-2
        losses.append(loss)
        snapshots.append([np.asarray(w) for w in weights])
    return np.array(losses, dtype), snapshots


def np_train(formula, layers, attrs, weights, x, y):
    """The same with numerical derivatives: the losses and the last weights."""
    shapes = {key: w.shape for key, w in weights.items()}
    ends = np.cumsum([math.prod(s) for s in shapes.values()])[:-1]

    def objective(flat):
        parts = zip(shapes.items(), np.split(flat, ends))
        return formula(y, np_forward(layers, {k: p.reshape(s) for (k, s), p in parts}, x))

    flat = np.concatenate([w.ravel() for w in weights.values()])
    optimizer, losses = NpOptimizer(attrs), []
    for _ in range(STEPS):
        losses.append(objective(flat))
        flat = optimizer.step(flat, gradient(objective, flat))
    return losses, flat


def training_cases(dtype):
    cases = []
    for loss, (seed, inputs, layers) in MODELS.items():
        rng = np.random.default_rng(seed)
        weights = random_weights(inputs, layers, rng)
        x, y = batch(loss, inputs, rng)
        class_name, formula = LOSSES[loss]
        for name, (optimizer_class, arguments) in OPTIMIZERS.items():
            model = build(inputs, layers)
            model.set_weights(list(weights.values()))
            loss_fn = getattr(keras.losses, class_name)()
            optimizer = getattr(keras.optimizers, optimizer_class)(**arguments)
            attrs = optimizer_attrs(optimizer_class, arguments)
            losses, snapshots = train(model, loss_fn, optimizer, x, y, dtype)
            if dtype == np.float64:
                want_losses, want = np_train(formula, layers, attrs, weights, x, y)
                close(losses[0], want_losses[0], 1e-13, loss, name)
                close(losses, want_losses, 1e-10, loss, name)
                close(np.concatenate([w.ravel() for w in snapshots[-1]]), want, 1e-10, loss, name)

            arrays = {"x": x, "y": y, "losses": losses}
            arrays |= {f"init.{key}": w for key, w in weights.items()}
            for step in RECORDED:
                arrays |= {f"step{step}.{k}": w for k, w in zip(weights, snapshots[step - 1])}
            attrs = {"loss": loss} | layer_attrs(inputs, layers) | attrs
            cases.append(Case(f"{loss}/{name}", attrs, arrays))
    return cases


# --- Metrics ------------------------------------------------------------------

EPSILON = 1e-7


def np_missing(y_true, y_pred):
    side = 2 * y_true - 1 if np.isin(y_true, [0, 1]).all() else y_true
    return np.maximum(1 - side * y_pred, 0)


def np_one_hot(y_true, classes):
    return np.eye(classes)[y_true] if y_true.ndim == 1 else y_true


def np_rank(y_true, y_pred):
    """How many outputs are larger than that of the right class."""
    right = y_true if y_true.ndim == 1 else y_true.argmax(axis=-1)
    return (y_pred > np.take_along_axis(y_pred, right[:, None], axis=-1)).sum(axis=-1)


def np_said(y_pred, thresholds=0.5, top_k=None, class_id=None):
    """Which outputs are above the threshold and among the top k, the first of equal ones first."""
    if top_k is None:
        return y_pred > thresholds
    order = np.argsort(-y_pred, axis=-1, kind="stable")
    return np.argsort(order, axis=-1, kind="stable") < top_k


def np_counts(y_true, y_pred, class_id=None, **arguments):
    """True positives, false positives, false negatives, true negatives."""
    said, right = np_said(y_pred, **arguments), y_true != 0
    if class_id is not None:
        said, right = said[:, class_id], right[:, class_id]
    pairs = [(said, right), (said, ~right), (~said, right), (~said, ~right)]
    return [np.sum(a & b) for a, b in pairs]


def np_ratio(part, whole):
    return np.divide(part, whole, out=np.zeros(np.shape(part)), where=np.asarray(whole) != 0)


def np_precision(y_true, y_pred, **arguments):
    tp, fp, _, _ = np_counts(y_true, y_pred, **arguments)
    return np_ratio(float(tp), float(tp + fp))


def np_recall(y_true, y_pred, **arguments):
    tp, _, fn, _ = np_counts(y_true, y_pred, **arguments)
    return np_ratio(float(tp), float(tp + fn))


def np_f_beta(y_true, y_pred, average=None, beta=1.0, threshold=None):
    if threshold is None:
        said = (y_pred == y_pred.max(axis=-1, keepdims=True)) & (y_pred != 0)
    else:
        said = y_pred > threshold
    axis = None if average == "micro" else 0
    tp = np.sum(said * y_true, axis=axis)
    precision, recall = np_ratio(tp, said.sum(axis=axis)), np_ratio(tp, y_true.sum(axis=axis))
    scores = np_ratio((1 + beta**2) * precision * recall, beta**2 * precision + recall)
    if average == "weighted":
        return np.average(scores, weights=y_true.sum(axis=0))
    return scores if average is None else np.mean(scores)


def np_auc(
    y_true,
    y_pred,
    num_thresholds=200,
    curve="ROC",
    summation_method="interpolation",
    from_logits=False,
):
    """The thresholds one by one, from the right end of the curve."""
    chances = np_sigmoid(y_pred) if from_logits else y_pred
    thresholds = np.arange(num_thresholds) / (num_thresholds - 1)
    thresholds[0], thresholds[-1] = -EPSILON, 1 + EPSILON
    counts = [np_counts(y_true, chances, thresholds=t) for t in reversed(thresholds)]
    tp, fp, fn, tn = np.array(counts, float).T
    if curve == "PR" and summation_method == "interpolation":
        area = 0.0
        for i in range(1, num_thresholds):
            (a, b), all_a, all_b = tp[i - 1 : i + 1], tp[i - 1] + fp[i - 1], tp[i] + fp[i]
            if all_a == all_b:
                continue
            slope = (b - a) / (all_b - all_a)
            log = np.log(all_b / all_a) if all_a > 0 else 0
            area += slope * (b - a + (a - slope * all_a) * log) / (tp[0] + fn[0])
        return area
    recall = np_ratio(tp, tp + fn)
    x, y = (np_ratio(fp, fp + tn), recall) if curve == "ROC" else (recall, np_ratio(tp, tp + fp))
    heights = {
        "interpolation": (y[1:] + y[:-1]) / 2,
        "minoring": np.minimum(y[1:], y[:-1]),
        "majoring": np.maximum(y[1:], y[:-1]),
    }[summation_method]
    return np.sum((x[1:] - x[:-1]) * heights)


def np_iou(right, said, classes):
    both = [np.sum((right == c) & (said == c)) for c in classes]
    union = [np.sum((right == c) | (said == c)) for c in classes]
    shares = [a / b for a, b in zip(both, union) if b > 0]
    return np.mean(shares) if shares else 0.0


def np_class_iou(y_true, y_pred, num_classes, target_class_ids=None, ignore_class=None):
    taken = y_true != ignore_class
    classes = range(num_classes) if target_class_ids is None else target_class_ids
    return np_iou(y_true[taken], y_pred.argmax(axis=-1)[taken], classes)


def np_r2(y_true, y_pred, class_aggregation="uniform_average"):
    spread = np.sum((y_true - y_true.mean(axis=0)) ** 2, axis=0)
    scores = 1 - np.sum((y_true - y_pred) ** 2, axis=0) / spread
    if class_aggregation is None:
        return scores
    weights = None if class_aggregation == "uniform_average" else spread
    return np.average(scores, weights=weights)


def np_cosine(y_true, y_pred):
    sizes = np.linalg.norm(y_true, axis=-1) * np.linalg.norm(y_pred, axis=-1)
    return np_ratio(np.sum(y_true * y_pred, axis=-1), sizes)


def np_kl(y_true, y_pred):
    t, p = np.clip(y_true, EPSILON, 1), np.clip(y_pred, EPSILON, 1)
    return np.sum(t * np.log(t / p), axis=-1)


def np_categorical_hinge(y_true, y_pred):
    wrong = np.max((1 - y_true) * y_pred, axis=-1)
    return np.maximum(1 + wrong - np.sum(y_true * y_pred, axis=-1), 0)


def np_msle(y_true, y_pred):
    t, p = np.maximum(y_true, EPSILON), np.maximum(y_pred, EPSILON)
    return (np.log1p(p) - np.log1p(t)) ** 2


# Keras class -> its figure by NumPy: an array to take the mean of, or for each class
METRICS = {
    "BinaryAccuracy": lambda t, p, threshold=0.5: (p > threshold) == t,
    "CategoricalAccuracy": lambda t, p: t.argmax(axis=-1) == p.argmax(axis=-1),
    "SparseCategoricalAccuracy": lambda t, p: t == p.argmax(axis=-1),
    "TopKCategoricalAccuracy": lambda t, p, k=5: np_rank(t, p) < k,
    "SparseTopKCategoricalAccuracy": lambda t, p, k=5: np_rank(t, p) < k,
    "TruePositives": lambda t, p, **arguments: np_counts(t, p, **arguments)[0],
    "FalsePositives": lambda t, p, **arguments: np_counts(t, p, **arguments)[1],
    "FalseNegatives": lambda t, p, **arguments: np_counts(t, p, **arguments)[2],
    "TrueNegatives": lambda t, p, **arguments: np_counts(t, p, **arguments)[3],
    "Precision": np_precision,
    "Recall": np_recall,
    "F1Score": np_f_beta,
    "FBetaScore": np_f_beta,
    "AUC": np_auc,
    "IoU": np_class_iou,
    "MeanIoU": np_class_iou,
    "BinaryIoU": lambda t, p, target_class_ids=(0, 1), threshold=0.5: np_iou(
        t, p >= threshold, target_class_ids
    ),
    "MeanSquaredError": lambda t, p: (p - t) ** 2,
    "RootMeanSquaredError": lambda t, p: np.sqrt(np.mean((p - t) ** 2)),
    "MeanAbsoluteError": lambda t, p: np.abs(p - t),
    "MeanAbsolutePercentageError": lambda t, p: (
        100 * np.abs(p - t) / np.maximum(np.abs(t), EPSILON)
    ),
    "MeanSquaredLogarithmicError": np_msle,
    "LogCoshError": lambda t, p: np.log(np.cosh(p - t)),
    "CosineSimilarity": np_cosine,
    "R2Score": np_r2,
    "KLDivergence": np_kl,
    "Poisson": lambda t, p: p - t * np.log(p + EPSILON),
    "BinaryCrossentropy": np_bce,
    "CategoricalCrossentropy": np_cce,
    "SparseCategoricalCrossentropy": np_scce,
    "Hinge": np_missing,
    "SquaredHinge": lambda t, p: np_missing(t, p) ** 2,
    "CategoricalHinge": np_categorical_hinge,
}

# What Keras computes in float32 whatever the type, or with 1e-7 added to divisors.
COARSE = ("F1Score", "FBetaScore", "IoU", "MeanIoU", "BinaryIoU")
BATCHES = (3, 1, 4)  # Samples of each update.


def metric_inputs():
    """(Keras class, tag, y_true, y_pred, arguments) for every metric case."""
    rng = np.random.default_rng(6)
    samples = sum(BATCHES)
    values, aims = dyadic(rng.normal(size=(2, samples, 3)))
    sequences = dyadic(rng.normal(size=(2, samples, 2, 3)))
    counts = np.floor(4 * rng.random((samples, 3)))
    rates = dyadic(4 * rng.random((samples, 3)) + 0.1)
    labels = np.array([2, 0, 1, 0, 1, 1, 2, 0])
    one_hot = np.eye(3)[labels]
    soft = np.array(
        [
            [2, 4, 10], [11, 3, 2], [1, 14, 1], [16, 0, 0],
            [6, 5, 5], [0, 8, 8], [3, 3, 10], [9, 7, 0],
        ]
    ) / 16
    # Some rows have equal outputs.
    rows = np.array(
        [
            [2, 4, 10], [5, 5, 6], [1, 14, 1], [7, 7, 2],
            [11, 3, 2], [6, 5, 5], [1, 13, 2], [9, 4, 3],
        ]
    ) / 16
    wide = np.array([rng.permutation([1, 2, 2, 3, 4, 4]) for _ in range(samples)]) / 16
    wide_labels = np.array([5, 0, 3, 1, 2, 4, 0, 3])
    # Independent chances, some of them at thresholds.
    chances = np.array(
        [
            [58, 5, 40], [20, 44, 33], [60, 9, 32], [12, 51, 4],
            [32, 16, 48], [64, 0, 31], [9, 33, 50], [48, 16, 1],
        ]
    ) / 64
    flags = np.array(
        [
            [1, 0, 1], [0, 0, 1], [1, 1, 0], [0, 1, 0],
            [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 0],
        ],
        float,
    )
    logits = dyadic(rng.normal(scale=2.5, size=(samples, 3)))

    for metric in [
        "MeanSquaredError",
        "RootMeanSquaredError",
        "MeanAbsoluteError",
        "LogCoshError",
        "CosineSimilarity",
    ]:
        yield metric, "", aims, values, {}
        yield metric, "sequence", *sequences, {}
    yield "MeanAbsolutePercentageError", "", aims, values, {}
    yield "MeanSquaredLogarithmicError", "", aims, values, {}
    for metric in ["MeanSquaredLogarithmicError", "Poisson"]:
        yield metric, "counts", counts, rates, {}
    for aggregation in (None, "uniform_average", "variance_weighted_average"):
        yield "R2Score", "", aims, values / 2 + aims, {"class_aggregation": aggregation}
    yield "KLDivergence", "soft", soft, rows, {}
    yield "Hinge", "", flags, values, {}
    yield "SquaredHinge", "", flags, values, {}
    yield "Hinge", "sides", 2 * flags - 1, values, {}
    yield "SquaredHinge", "column", flags[:, :1], values[:, :1], {}
    yield "CategoricalHinge", "", one_hot, values, {}
    for smoothing in (0.0, 0.1):
        arguments = {"label_smoothing": smoothing}
        yield "BinaryCrossentropy", "", flags, np.clip(chances, 1 / 64, 63 / 64), arguments
        yield "CategoricalCrossentropy", "soft", soft, rows, arguments
        arguments = {"from_logits": True, "label_smoothing": smoothing}
        yield "BinaryCrossentropy", "", flags, logits, arguments
        yield "CategoricalCrossentropy", "", one_hot, logits, arguments
    yield "SparseCategoricalCrossentropy", "", labels, rows, {}
    yield "SparseCategoricalCrossentropy", "", labels, logits, {"from_logits": True}

    yield "CategoricalAccuracy", "", one_hot, rows, {}
    yield "SparseCategoricalAccuracy", "", labels, rows, {}
    for k in (1, 2, 3):
        yield "TopKCategoricalAccuracy", "wide", np.eye(6)[wide_labels], wide, {"k": k}
        yield "SparseTopKCategoricalAccuracy", "wide", wide_labels, wide, {"k": k}
    yield "TopKCategoricalAccuracy", "wide", np.eye(6)[wide_labels], wide, {}
    for tag, t, p in [("", flags, chances), ("column", flags[:, :1], chances[:, :1])]:
        for metric, key in [
            ("BinaryAccuracy", "threshold"),
            ("TruePositives", "thresholds"),
            ("TrueNegatives", "thresholds"),
            ("FalsePositives", "thresholds"),
            ("FalseNegatives", "thresholds"),
            ("Precision", "thresholds"),
            ("Recall", "thresholds"),
            ("BinaryIoU", "threshold"),
        ]:
            yield metric, tag, t, p, {}
            yield metric, tag, t, p, {key: 0.25}
        for curve in ("ROC", "PR"):
            for method in ("interpolation", "minoring", "majoring"):
                arguments = {"curve": curve, "summation_method": method}
                yield "AUC", tag, t, p, arguments
                # Outputs that lie on thresholds.
                yield "AUC", tag, t, p, arguments | {"num_thresholds": 5}
    yield "AUC", "", flags, logits, {"from_logits": True}
    yield "AUC", "two", flags, chances, {"num_thresholds": 2}
    for metric in ("Precision", "Recall"):
        yield metric, "", flags, chances, {"class_id": 2}
        yield metric, "classes", one_hot, rows, {"top_k": 1}
        yield metric, "classes", one_hot, rows, {"top_k": 2}
        yield metric, "classes", one_hot, rows, {"top_k": 2, "class_id": 1}
    for average in (None, "micro", "macro", "weighted"):
        yield "F1Score", "classes", one_hot, rows, {"average": average}
        yield "F1Score", "", flags, chances, {"average": average, "threshold": 0.5}
        yield "FBetaScore", "classes", one_hot, rows, {"average": average, "beta": 2.0}
        yield "FBetaScore", "soft", soft, rows, {"average": average, "beta": 0.5, "threshold": 0.25}
    yield "F1Score", "column", flags[:, :1], chances[:, :1], {"average": "macro", "threshold": 0.5}
    for ids in ([0], [0, 2]):
        yield "IoU", "", labels, rows, {"num_classes": 3, "target_class_ids": ids}
    yield "IoU", "", labels, rows, {"num_classes": 3, "target_class_ids": [0, 1], "ignore_class": 2}
    yield "MeanIoU", "", labels, rows, {"num_classes": 3}
    yield "MeanIoU", "", labels, rows, {"num_classes": 3, "ignore_class": 1}
    yield "BinaryIoU", "", flags, chances, {"target_class_ids": [1], "threshold": 0.5}


def metric_cases(dtype):
    cases = []
    for metric, tag, y_true, y_pred, arguments in metric_inputs():
        extra = {"sparse_y_pred": False} if metric in ("IoU", "MeanIoU") else {}
        metric_object = getattr(keras.metrics, metric)(**arguments, **extra)
        results, end = [], 0
        for samples in BATCHES:
            start, end = end, end + samples
            metric_object.update_state(y_true[start:end], jnp.asarray(y_pred[start:end], dtype))
            results.append(np.asarray(metric_object.result(), np.float64))
            if dtype == np.float64:
                want = METRICS[metric](y_true[:end], y_pred[:end], **arguments)
                want = want if results[-1].ndim else np.mean(want)
                tolerance = 1e-6 if metric in COARSE else 1e-12
                close(results[-1], want, tolerance, metric, tag, arguments)
        attrs = {k: ",".join(map(str, v)) if isinstance(v, list) else v for k, v in arguments.items()}
        # Keras counts the objects of classes that do not come with a name: precision_1.
        attrs = {"metric": metric, "name": re.sub(r"_\d+$", "", metric_object.name)} | attrs
        arrays = {"y_true": y_true, "y_pred": y_pred}
        arrays |= {"batches": np.array(BATCHES), "results": np.array(results)}
        name = keras.src.utils.naming.to_snake_case(metric)
        cases.append(Case(name + ("." + tag if tag else ""), attrs, arrays))
    return cases


# --- Initializers -------------------------------------------------------------

SHAPE = (200, 100)
INITIALIZER_SEEDS = range(10)

# name -> Keras class, arguments, the standard deviation it should have
INITIALIZERS = {
    "he_normal": ("HeNormal", {}, math.sqrt(2 / 200)),
    "he_uniform": ("HeUniform", {}, math.sqrt(2 / 200)),
    "glorot_normal": ("GlorotNormal", {}, math.sqrt(2 / 300)),
    "glorot_uniform": ("GlorotUniform", {}, math.sqrt(2 / 300)),
    "lecun_normal": ("LecunNormal", {}, math.sqrt(1 / 200)),
    "lecun_uniform": ("LecunUniform", {}, math.sqrt(1 / 200)),
    "random_normal": ("RandomNormal", {}, 0.05),
    "random_uniform": ("RandomUniform", {}, 0.05 / math.sqrt(3)),
    # cut at two deviations, and not rescaled to make up for it
    "truncated_normal": ("TruncatedNormal", {}, 0.05 * 0.87962566103423978),
    "variance_scaling_fan_out_uniform": (
        "VarianceScaling",
        {"scale": 2.0, "mode": "fan_out", "distribution": "uniform"},
        math.sqrt(2 / 100),
    ),
    "variance_scaling_fan_avg_untruncated_normal": (
        "VarianceScaling",
        {"scale": 1.0, "mode": "fan_avg", "distribution": "untruncated_normal"},
        math.sqrt(1 / 150),
    ),
    # orthonormal columns: the mean square of an entry is 1 / rows
    "orthogonal": ("Orthogonal", {}, math.sqrt(1 / 200)),
}


def initializer_cases(dtype):
    cases = []
    for name, (class_name, arguments, deviation) in INITIALIZERS.items():
        make = getattr(keras.initializers, class_name)
        drawn = [
            np.asarray(make(**arguments, seed=seed)(SHAPE, dtype=dtype.name))
            for seed in INITIALIZER_SEEDS
        ]
        assert all(w.dtype == dtype for w in drawn)
        drawn = np.stack(drawn).astype(np.float64)
        stats = {
            "mean": drawn.mean(axis=(1, 2)).mean(),
            "std": drawn.std(axis=(1, 2)).mean(),
            "min": drawn.min(),
            "max": drawn.max(),
        }
        close(stats["std"] / deviation, 1, 5e-3, name)
        attrs = {"rows": SHAPE[0], "cols": SHAPE[1], "seeds": len(INITIALIZER_SEEDS), **arguments}
        cases.append(Case(name, attrs, stats))
    return cases


def main():
    DATA.mkdir(exist_ok=True)
    write("activations", activation_cases, agreement=1e-5)
    write("losses", loss_cases, agreement=1e-5)
    write("metrics", metric_cases, agreement=1e-5)
    write("forward", forward_cases, agreement=1e-5)
    write("optimizers", optimizer_cases, agreement=1e-6)
    write("schedules", schedule_cases, agreement=1e-6)
    write("training", training_cases, agreement=1e-5)
    write("initializers", initializer_cases, agreement=None)


if __name__ == "__main__":
    main()
