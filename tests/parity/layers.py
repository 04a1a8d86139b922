"""Small models that mix layers, before and after 20 steps of training: writes data/layers.txt.

Run it as generate.py, whose checks and format it shares.
"""

# First, because it chooses Keras's backend.
from generate import Case, close, dyadic, write

import jax  # noqa: I001
import jax.numpy as jnp
import keras
import numpy as np

STEPS = 20


def vectors(dtype):
    """The network `Vectors` of tests/parity/layers.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((6,), dtype=dtype),
            layers.Rescaling(0.5, offset=-0.25, dtype=dtype),
            layers.Dense(9, dtype=dtype),
            layers.LayerNormalization(dtype=dtype),
            layers.ReLU(max_value=1.5, negative_slope=0.1, threshold=0.25, dtype=dtype),
            layers.Dense(5, dtype=dtype),
            layers.RMSNormalization(dtype=dtype),
            layers.LeakyReLU(dtype=dtype),
            layers.Dense(3, dtype=dtype),
            layers.Softmax(dtype=dtype),
        ]
    )


def images(dtype):
    """The network `Images` of tests/parity/layers.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((2, 3, 4), dtype=dtype),
            layers.LayerNormalization(
                epsilon=0.01, center=False, gamma_regularizer=keras.regularizers.L2(0.05), dtype=dtype
            ),
            layers.ELU(0.7, dtype=dtype),
            layers.Flatten(dtype=dtype),
            layers.Dense(6, "tanh", use_bias=False, dtype=dtype),
            layers.UnitNormalization(dtype=dtype),
            layers.LayerNormalization(
                scale=False,
                beta_initializer=keras.initializers.Constant(0.5),
                beta_constraint=keras.constraints.NonNeg(),
                dtype=dtype,
            ),
            layers.Dense(2, dtype=dtype),
        ]
    )


def batches(dtype):
    """The network `Batches` of tests/parity/layers.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((6,), dtype=dtype),
            layers.Dense(9, use_bias=False, dtype=dtype),
            layers.BatchNormalization(momentum=0.9, dtype=dtype),
            layers.ReLU(dtype=dtype),
            layers.BatchNormalization(center=False, scale=False, epsilon=0.01, dtype=dtype),
            layers.Dense(5, "tanh", dtype=dtype),
            layers.BatchNormalization(trainable=False, dtype=dtype),
            layers.Dense(3, dtype=dtype),
            layers.Softmax(dtype=dtype),
        ]
    )


def channels(dtype):
    """The network `Channels` of tests/parity/layers.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((2, 3, 4), dtype=dtype),
            layers.BatchNormalization(scale=False, beta_regularizer=keras.regularizers.L2(0.05), dtype=dtype),
            layers.Flatten(dtype=dtype),
            layers.Dense(6, dtype=dtype),
            layers.BatchNormalization(momentum=0.5, gamma_constraint=keras.constraints.NonNeg(), dtype=dtype),
            layers.Dense(2, dtype=dtype),
        ]
    )


def slopes(dtype):
    """The network `Slopes` of tests/parity/layers.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((2, 3, 4), dtype=dtype),
            layers.PReLU(alpha_regularizer=keras.regularizers.L2(0.05), dtype=dtype),
            layers.PReLU(shared_axes=[1, 2], dtype=dtype),
            layers.Flatten(dtype=dtype),
            layers.Dense(6, dtype=dtype),
            layers.PReLU(alpha_initializer=keras.initializers.Constant(0.25), dtype=dtype),
            layers.PReLU(shared_axes=[1], dtype=dtype),
            layers.Dense(2, dtype=dtype),
        ]
    )


def standards(dtype):
    """The network `Standards` of tests/parity/layers.rs; its first layer is adapted to the inputs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((2, 3), dtype=dtype),
            layers.Normalization(dtype=dtype),
            layers.Flatten(dtype=dtype),
            layers.Dense(5, "tanh", dtype=dtype),
            layers.Normalization(mean=0.25, variance=0.5, dtype=dtype),
            layers.Dense(2, dtype=dtype),
            layers.Normalization(mean=[0.5, -2.0], variance=[4.0, 0.25], invert=True, dtype=dtype),
        ]
    )


def np_standards(weights, x):
    m1, v1, w1, b1, m2, v2, w2, b2, m3, v3 = weights
    h = np.tanh(((x - m1) / np.sqrt(v1)).reshape(len(x), -1) @ w1 + b1)
    return ((h - m2) / np.sqrt(v2)) @ w2 * np.sqrt(v3) + b2 * np.sqrt(v3) + m3


def words(dtype):
    """The network `Words` of tests/parity/layers.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((7,), dtype="uint32"),
            layers.Embedding(20, 5, embeddings_regularizer=keras.regularizers.L2(0.01), dtype=dtype),
            layers.LayerNormalization(dtype=dtype),
            layers.GlobalAveragePooling1D(dtype=dtype),
            layers.Dense(3, activation="softmax", dtype=dtype),
        ]
    )


def flat(dtype):
    """The network `Flat` of tests/parity/layers.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((2, 3), dtype="uint32"),
            layers.Embedding(12, 3, embeddings_constraint=keras.constraints.MaxNorm(1.0, axis=1), dtype=dtype),
            layers.Flatten(dtype=dtype),
            layers.Dense(4, activation="tanh", dtype=dtype),
            layers.Dense(2, dtype=dtype),
        ]
    )


def np_words(weights, x):
    table, gamma, beta, w, b = weights
    h = np_rows(table[x], 1e-3, True) * gamma + beta
    z = h.mean(axis=1) @ w + b
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def np_flat(weights, x):
    table, w1, b1, w2, b2 = weights
    return np.tanh(table[x].reshape(len(x), -1) @ w1 + b1) @ w2 + b2


def np_slope(x, alpha):
    return np.where(x > 0, x, alpha * x)


def np_slopes(weights, x):
    a1, a2, w1, b1, a3, a4, w2, b2 = weights
    h = np_slope(np_slope(x, a1), a2).reshape(len(x), -1)
    return np_slope(np_slope(h @ w1 + b1, a3), a4) @ w2 + b2


def np_columns(x, mean, variance, epsilon=1e-3):
    return (x - mean) / np.sqrt(variance + epsilon)


def np_batches(weights, x):
    w1, gamma, beta, m1, v1, m2, v2, w2, b2, gamma3, beta3, m3, v3, w3, b3 = weights
    h = np.maximum(np_columns(x @ w1, m1, v1) * gamma + beta, 0.0)
    h = np.tanh(np_columns(h, m2, v2, 0.01) @ w2 + b2)
    z = (np_columns(h, m3, v3) * gamma3 + beta3) @ w3 + b3
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def np_channels(weights, x):
    beta1, m1, v1, w1, b1, gamma, beta, m2, v2, w2, b2 = weights
    h = (np_columns(x, m1, v1) + beta1).reshape(len(x), -1) @ w1 + b1
    return (np_columns(h, m2, v2) * gamma + beta) @ w2 + b2


def np_rows(x, epsilon, center):
    x = x - x.mean(axis=-1, keepdims=True) if center else x
    return x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + epsilon)


def np_vectors(weights, x):
    w1, b1, gamma, beta, w2, b2, scale, w3, b3 = weights
    h = np_rows((0.5 * x - 0.25) @ w1 + b1, 1e-3, True) * gamma + beta
    h = np.where(h >= 1.5, 1.5, np.where(h > 0.25, h, 0.1 * (h - 0.25)))
    h = np_rows(h @ w2 + b2, 1e-6, False) * scale
    z = np.where(h < 0, 0.3 * h, h) @ w3 + b3
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def np_images(weights, x):
    gamma, w1, beta, w2, b2 = weights
    h = np_rows(x, 0.01, True) * gamma
    h = np.where(h > 0, h, 0.7 * np.expm1(h)).reshape(len(x), -1)
    h = np.tanh(h @ w1)
    h = h / np.linalg.norm(h, axis=-1, keepdims=True)
    return (np_rows(h, 1e-3, True) + beta) @ w2 + b2


# What `class_weight` of `fit` makes of the labels: weights of samples.
CLASS_WEIGHT = np.array([0.5, 2.0, 7.0])

# name -> model, formula, shape of an input, loss, targets, optimizer
MODELS = {
    "vectors": (
        vectors,
        np_vectors,
        (6,),
        lambda: keras.losses.SparseCategoricalCrossentropy(),
        lambda rng: np.arange(16) % 3,
        lambda: keras.optimizers.Adam(0.01),
    ),
    "weighted": (
        vectors,
        np_vectors,
        (6,),
        lambda: keras.losses.SparseCategoricalCrossentropy(),
        lambda rng: np.arange(16) % 3,
        lambda: keras.optimizers.Adam(0.01),
    ),
    "images": (
        images,
        np_images,
        (2, 3, 4),
        lambda: keras.losses.MeanSquaredError(),
        lambda rng: dyadic(rng.normal(size=(16, 2))),
        lambda: keras.optimizers.SGD(0.05, momentum=0.9),
    ),
    "batches": (
        batches,
        np_batches,
        (6,),
        lambda: keras.losses.SparseCategoricalCrossentropy(),
        lambda rng: np.arange(16) % 3,
        lambda: keras.optimizers.SGD(0.1, momentum=0.5),
    ),
    "channels": (
        channels,
        np_channels,
        (2, 3, 4),
        lambda: keras.losses.MeanSquaredError(),
        lambda rng: dyadic(rng.normal(size=(16, 2))),
        lambda: keras.optimizers.SGD(0.02, momentum=0.5),
    ),
    "slopes": (
        slopes,
        np_slopes,
        (2, 3, 4),
        lambda: keras.losses.MeanSquaredError(),
        lambda rng: dyadic(rng.normal(size=(16, 2))),
        lambda: keras.optimizers.Adam(0.01),
    ),
    "words": (
        words,
        np_words,
        (7,),
        lambda: keras.losses.SparseCategoricalCrossentropy(),
        lambda rng: np.arange(16) % 3,
        lambda: keras.optimizers.Adam(0.01),
    ),
    "flat": (
        flat,
        np_flat,
        (2, 3),
        lambda: keras.losses.MeanSquaredError(),
        lambda rng: dyadic(rng.normal(size=(16, 2))),
        lambda: keras.optimizers.SGD(0.05, momentum=0.9),
    ),
    "standards": (
        standards,
        np_standards,
        (2, 3),
        lambda: keras.losses.MeanSquaredError(),
        lambda rng: dyadic(rng.normal(size=(16, 2))),
        lambda: keras.optimizers.Adam(0.01),
    ),
}


# The models that take indices, and how many rows their tables have.
INDICES = {"words": 20, "flat": 12}


def tensors(model):
    """What the networks of tests/parity/layers.rs hold, in their order: what `Normalization` knows is among it."""
    found = []
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            width = layer.input.shape[-1]
            found += [np.broadcast_to(np.asarray(v).reshape(-1), (width,)) for v in (layer.mean, layer.variance)]
        else:
            found += [np.asarray(v.value) for v in layer.weights]
    return found


def begin(rng, variable):
    """Kernels, biases, slopes, tables and statistics at random; scales and offsets as they begin."""
    if variable.name in ("kernel", "bias", "moving_mean", "alpha", "embeddings"):
        return dyadic(rng.normal(scale=0.5, size=variable.shape))
    if variable.name == "moving_variance":
        return dyadic(rng.uniform(0.5, 2.0, size=variable.shape))
    return np.asarray(variable.value)


def cases(dtype):
    for name, (make, formula, shape, make_loss, targets, make_optimizer) in MODELS.items():
        rng = np.random.default_rng(23)
        model, loss_fn, optimizer = make(np.dtype(dtype).name), make_loss(), make_optimizer()
        for layer in model.layers:
            if not isinstance(layer, keras.layers.Normalization):
                layer.set_weights([begin(rng, v) for v in layer.weights])
        if name in INDICES:
            x = rng.integers(0, INDICES[name], size=(16, *shape))
        else:
            x = dyadic(rng.normal(size=(16, *shape)))
        y = targets(rng)
        for layer in model.layers:
            if isinstance(layer, keras.layers.Normalization) and layer.input_mean is None:
                layer.adapt(x)
        weights = tensors(model)
        batch = jnp.asarray(x, np.uint32 if name in INDICES else dtype)
        optimizer.build(model.trainable_variables)
        values = [v.value for v in model.trainable_variables]
        others = [v.value for v in model.non_trainable_variables]
        state = [v.value for v in optimizer.variables]

        def objective(values, others):
            y_pred, others, penalties = model.stateless_call(values, others, batch, training=True, return_losses=True)
            weights = jnp.asarray(CLASS_WEIGHT[y], dtype) if name == "weighted" else None
            return loss_fn(y, y_pred, sample_weight=weights) + sum(penalties), others

        y_pred, _ = model.stateless_call(values, others, batch)
        if dtype == np.float64:
            close(y_pred, formula(weights, x), 1e-13, name)
        losses = []
        for _ in range(STEPS):
            (loss, others), grads = jax.value_and_grad(objective, has_aux=True)(values, others)
            values, state = optimizer.stateless_apply(state, grads, values)
            assert all(a.dtype == dtype for a in [loss, *grads, *values])
            losses.append(loss)
        assert losses[-1] < 0.9 * losses[0], losses
        arrays = {"x": x, "y": y, "before": y_pred, "losses": np.array(losses, dtype)}
        arrays |= {f"init.{i}": w for i, w in enumerate(weights)}
        for v, value in zip(model.trainable_variables + model.non_trainable_variables, values + others):
            v.assign(value)
        arrays |= {f"last.{i}": w for i, w in enumerate(tensors(model))}
        yield Case(name, {}, arrays)


if __name__ == "__main__":
    write("layers", lambda dtype: list(cases(dtype)), agreement=1e-5)
