"""Regularizers and constraints, alone and in training: writes data/penalties.txt.

Run it as generate.py, whose checks and format it shares.
"""

# First, because it chooses Keras's backend.
from generate import STEPS, Case, close, dyadic, gradient, random_weights, write

import jax  # noqa: I001
import jax.numpy as jnp
import keras
import numpy as np

# --- Alone --------------------------------------------------------------------


def np_normalize(w, axis):
    norm = np.sqrt(np.sum(w**2, axis=axis, keepdims=True))
    return w / np.maximum(norm, 1e-7)


def np_orthogonal(w, factor=0.01, mode="rows"):
    u = np_normalize(w, 1) if mode == "rows" else np_normalize(w, 0).T
    cosines = np.abs(u @ u.T)
    n = len(u)
    return factor * (cosines.sum() - np.trace(cosines)) / (n * (n - 1))


# name -> Keras class, arguments, formula
REGULARIZERS = {
    "l1": ("L1", {"l1": 0.02}, lambda w: 0.02 * np.abs(w).sum()),
    "l2": ("L2", {"l2": 0.03}, lambda w: 0.03 * (w**2).sum()),
    "l1_l2": ("L1L2", {"l1": 0.01, "l2": 0.02}, lambda w: 0.01 * np.abs(w).sum() + 0.02 * (w**2).sum()),
    "orthogonal_rows": ("OrthogonalRegularizer", {"factor": 0.5}, lambda w: np_orthogonal(w, 0.5)),
    "orthogonal_columns": (
        "OrthogonalRegularizer",
        {"factor": 0.5, "mode": "columns"},
        lambda w: np_orthogonal(w, 0.5, "columns"),
    ),
}


def np_rescaled(w, axis, desired):
    norm = np.sqrt(np.sum(w**2, axis=axis, keepdims=True))
    return w * desired(norm) / (1e-7 + norm)


# name -> Keras class, arguments, formula
CONSTRAINTS = {
    "max_norm": ("MaxNorm", {"max_value": 1.5}, lambda w: np_rescaled(w, 0, lambda n: np.minimum(n, 1.5))),
    "max_norm_axis_1": (
        "MaxNorm",
        {"max_value": 1.5, "axis": 1},
        lambda w: np_rescaled(w, 1, lambda n: np.minimum(n, 1.5)),
    ),
    "unit_norm": ("UnitNorm", {}, lambda w: np_rescaled(w, 0, lambda n: 1)),
    "non_neg": ("NonNeg", {}, lambda w: np.maximum(w, 0)),
    "min_max_norm": (
        "MinMaxNorm",
        {"min_value": 1.8, "max_value": 2.2, "rate": 0.75},
        lambda w: np_rescaled(w, 0, lambda n: 0.75 * np.clip(n, 1.8, 2.2) + 0.25 * n),
    ),
}

# The same of a kernel of a convolution, along several axes together.
CONSTRAINTS_OF_KERNELS = {
    "kernel.max_norm": (
        "MaxNorm",
        {"max_value": 2.0, "axis": [0, 1, 2]},
        lambda w: np_rescaled(w, (0, 1, 2), lambda n: np.minimum(n, 2.0)),
    ),
    "kernel.unit_norm": ("UnitNorm", {"axis": [0, 1, 3]}, lambda w: np_rescaled(w, (0, 1, 3), lambda n: 1)),
    "kernel.min_max_norm": (
        "MinMaxNorm",
        {"min_value": 1.5, "max_value": 2.0, "rate": 0.75, "axis": [0, 2]},
        lambda w: np_rescaled(w, (0, 2), lambda n: 0.75 * np.clip(n, 1.5, 2.0) + 0.25 * n),
    ),
}


def alone(dtype):
    weights = dyadic(np.random.default_rng(17).normal(size=(5, 4)))
    weights[1, 2] = 0.0
    w = jnp.asarray(weights, dtype)
    for name, (class_name, arguments, formula) in REGULARIZERS.items():
        regularizer = getattr(keras.regularizers, class_name)(**arguments)
        value, grad = jax.value_and_grad(regularizer)(w)
        assert value.dtype == grad.dtype == dtype
        if dtype == np.float64:
            close(value, formula(weights), 1e-14, name)
            numeric = gradient(formula, weights)
            close(np.where(weights == 0, 0, grad), np.where(weights == 0, 0, numeric), 1e-8, name)
        yield Case(name, {"kind": "regularizer"}, {"w": weights, "value": value, "grad": grad})
    kernel = dyadic(np.random.default_rng(19).normal(scale=0.75, size=(2, 3, 2, 5)))
    for name, (class_name, arguments, formula) in (CONSTRAINTS | CONSTRAINTS_OF_KERNELS).items():
        weights = kernel if name.startswith("kernel.") else weights
        w = jnp.asarray(weights, dtype)
        found = getattr(keras.constraints, class_name)(**arguments)(w)
        if dtype == np.float64:
            close(found, formula(weights), 1e-14, name)
        yield Case(name, {"kind": "constraint"}, {"w": weights, "found": found})


# --- In training --------------------------------------------------------------

LAYERS = [(5, "tanh", True), (2, "linear", True)]
OPTIMIZERS = {
    "sgd": lambda: keras.optimizers.SGD(0.1, momentum=0.9),
    "adam": lambda: keras.optimizers.Adam(0.05),
}


def penalized(dtype):
    """The network that tests/parity/penalties.rs declares."""
    first = keras.layers.Dense(5, "tanh", activity_regularizer=keras.regularizers.L1(0.03), dtype=dtype)
    second = keras.layers.Dense(2, activity_regularizer=keras.regularizers.L2(0.04), dtype=dtype)
    model = keras.Sequential(
        [
            keras.Input((3,), dtype=dtype),
            first,
            keras.layers.ActivityRegularization(l1=0.02, l2=0.05, dtype=dtype),
            keras.layers.LeakyReLU(dtype=dtype),
            second,
        ]
    )
    first.kernel.regularizer = keras.regularizers.L2(0.02)
    first.bias.regularizer = keras.regularizers.L1(0.01)
    first.kernel.constraint = keras.constraints.MaxNorm(1.0)
    second.kernel.regularizer = keras.regularizers.L1L2(l1=0.01, l2=0.005)
    second.kernel.constraint = keras.constraints.MinMaxNorm(0.5, 0.9, rate=0.8)
    second.bias.constraint = keras.constraints.NonNeg()
    return model


def penalty(weights, x):
    w1, b1, w2, b2 = weights
    h = jnp.tanh(x @ w1 + b1)
    y = jnp.where(h < 0, 0.3 * h, h) @ w2 + b2
    return (
        (0.05 * jnp.sum(jnp.abs(h)) + 0.05 * jnp.sum(h**2) + 0.04 * jnp.sum(y**2)) / len(x)
        + 0.02 * jnp.sum(w1**2)
        + 0.01 * jnp.sum(jnp.abs(b1))
        + 0.01 * jnp.sum(jnp.abs(w2))
        + 0.005 * jnp.sum(w2**2)
    )


def in_training(dtype):
    for name, make in OPTIMIZERS.items():
        rng = np.random.default_rng(5)
        weights = random_weights(3, LAYERS, rng)
        x, y = dyadic(rng.normal(size=(8, 3))), dyadic(rng.normal(size=(8, 2)))
        model = penalized(np.dtype(dtype).name)
        model.set_weights(list(weights.values()))
        loss_fn, optimizer = keras.losses.MeanSquaredError(), make()
        optimizer.build(model.trainable_variables)
        values = [v.value for v in model.trainable_variables]
        state = [v.value for v in optimizer.variables]
        batch = jnp.asarray(x, dtype)

        def objective(values):
            y_pred, _, penalties = model.stateless_call(values, [], batch, training=True, return_losses=True)
            return loss_fn(y, y_pred) + sum(penalties)

        losses, snapshots = [], []
        for _ in range(STEPS):
            loss, grads = jax.value_and_grad(objective)(values)
            if dtype == np.float64:
                # Each penalty is there once, and the constraints hold.
                y_pred, _ = model.stateless_call(values, [], batch)
                close(loss, loss_fn(y, y_pred) + penalty(values, batch), 1e-14, name)
            values, state = optimizer.stateless_apply(state, grads, values)
            assert all(a.dtype == dtype for a in [loss, *grads, *values])
            losses.append(loss)
            snapshots.append([np.asarray(w) for w in values])
        last = snapshots[-1]
        assert (np.linalg.norm(last[0], axis=0) <= 1 + 1e-6).all() and (last[3] >= 0).all(), last
        arrays = {"x": x, "y": y, "losses": np.array(losses, dtype)}
        arrays |= {f"init.{key}": w for key, w in weights.items()}
        arrays |= {f"last.{key}": w for key, w in zip(weights, last)}
        arrays["evaluated"] = np.asarray(objective(values))
        yield Case(f"training/{name}", {"kind": "training", "optimizer": name}, arrays)


def cases(dtype):
    return [*alone(dtype), *in_training(dtype)]


if __name__ == "__main__":
    write("penalties", cases, agreement=1e-5)
