"""Models with all layers that leave numbers to chance, before and after 20 steps of training: writes data/noise.txt.

Keras computes with random numbers of dense, which are drawn here once more, in numpy: `jax.random` is replaced below
Keras's layers. So what is compared is what both make of the same numbers, and the numbers themselves.

Run it as generate.py, whose checks and format it shares.
"""

# First, because it chooses Keras's backend.
from convolutions import np_images
from generate import Case, close, dyadic, write

from unittest.mock import patch  # noqa: I001

import jax
import jax.numpy as jnp
import keras
import keras.src.backend.jax.random
import numpy as np

STEPS, ROWS, SEED = 20, 16, 5
WORD = 0xFFFF_FFFF


def philox(key, counter):
    """Philox 4x32 with ten rounds."""
    for _ in range(10):
        high, low = divmod(0xD251_1F53 * counter[0], 1 << 32)
        other_high, other_low = divmod(0xCD9E_8D57 * counter[2], 1 << 32)
        counter = [other_high ^ counter[1] ^ key[0], other_low, high ^ counter[3] ^ key[1], low]
        key = [(key[0] + 0x9E37_79B9) & WORD, (key[1] + 0xBB67_AE85) & WORD]
    return counter


def hashed(start, middle, count):
    """The hash of a counter that begins at `start`."""
    x = (start + 0x9E37_79B9 * np.arange(count, dtype=np.uint64)) & WORD
    x = ((x ^ (x >> 16)) * 0x7FEB_352D) & WORD
    return ((x ^ (x >> 15) ^ middle) * 0x846C_A68B) & WORD


class Chance:
    """What a layer draws for a batch, in the place of a seed generator's key."""

    step = 0

    def __init__(self, place, seed):
        self.place = place if seed is None else WORD
        self.seed = SEED if seed is None else seed

    def rows(self, shape, draw):
        """`draw` of each sample's key and how many numbers it has."""
        numbers = []
        for row in range(shape[0]):
            key = [self.seed & WORD, (self.seed >> 32) ^ (2 * 0x9E37_79B9 & WORD)]
            words = philox(key, [row, self.place, self.step, 0])
            numbers.append(draw(words, int(np.prod(shape[1:]))))
        return np.array(numbers).reshape(shape)

    def shares(self, shape):
        # Bits are read as signed numbers, from the smallest on.
        return self.rows(shape, lambda words, n: (hashed(words[0], words[1], n) ^ 0x8000_0000) / 2**32)

    def normal(self, shape):
        def draw(words, n):
            # In pairs, sixteen at a time: their first numbers, then their second ones.
            chunks = -(-n // 32)
            distance, direction = (hashed(*words[i : i + 2], 16 * chunks) for i in (0, 2))
            distance, direction = distance ^ (distance >> 16), direction ^ (direction >> 16)
            size = np.sqrt(-2 * np.log(((distance >> 1) + 0.5) / 2**31))
            turn = np.pi * (direction.astype(np.uint32).view(np.int32) / 2**31)
            pairs = np.stack([size * np.cos(turn), size * np.sin(turn)])
            return pairs.reshape(2, chunks, 16).swapaxes(0, 1).reshape(-1)[:n]

        return self.rows(shape, draw)


class FakeRandom:
    """The functions of `jax.random` that Keras's layers call."""

    @staticmethod
    def normal(key, shape, dtype):
        return jnp.asarray(key.normal(shape), dtype)

    @staticmethod
    def uniform(key, shape, dtype, minval, maxval):
        assert (minval, maxval) == (0.0, 1.0)
        return jnp.asarray(key.shares(shape), dtype)

    @staticmethod
    def bernoulli(key, p, shape):
        return jnp.asarray(key.shares(shape) >= 1 - p)


class FakeJax:
    random = FakeRandom

    def __getattr__(self, name):
        return getattr(jax, name)


def model_of(dtype):
    """The network `Noisy` of tests/parity/noise.rs."""
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((6,), dtype=dtype),
            layers.GaussianNoise(0.25, dtype=dtype),
            layers.Dense(9, "selu", dtype=dtype),
            layers.AlphaDropout(0.25, dtype=dtype),
            layers.Dense(37, "tanh", dtype=dtype),
            layers.GaussianDropout(0.25, seed=7, dtype=dtype),
            layers.Dropout(0.5, seed=8, dtype=dtype),
            layers.Dense(3, dtype=dtype),
            layers.GaussianNoise(0.125, dtype=dtype),
            layers.Softmax(dtype=dtype),
        ]
    )
    return model


def sequences(dtype):
    """The network of sequences in tests/parity/noise.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((7, 3), dtype=dtype),
            layers.SpatialDropout1D(0.25, dtype=dtype),
            layers.Conv1D(37, 3, padding="same", activation="tanh", dtype=dtype),
            layers.SpatialDropout1D(0.5, seed=7, dtype=dtype),
            layers.MaxPooling1D(2, dtype=dtype),
            layers.Conv1D(4, 2, dtype=dtype),
            layers.SpatialDropout1D(0.375, dtype=dtype),
            layers.Flatten(dtype=dtype),
            layers.Dense(3, "softmax", dtype=dtype),
        ]
    )


def images(dtype):
    """The network of images in tests/parity/noise.rs."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((4, 5, 2), dtype=dtype),
            layers.Conv2D(35, 3, padding="same", activation="tanh", dtype=dtype),
            layers.SpatialDropout2D(0.5, dtype=dtype),
            layers.Conv2D(6, 2, activation="tanh", dtype=dtype),
            layers.SpatialDropout2D(0.25, seed=8, dtype=dtype),
            layers.Flatten(dtype=dtype),
            layers.Dense(3, "softmax", dtype=dtype),
        ]
    )


def selu(x):
    return 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(x))


def noisy_formula(model, x, training):
    """The network `Noisy` in numpy."""
    w1, b1, w2, b2, w3, b3 = (np.asarray(v.value, np.float64) for v in model.trainable_variables)
    noise, alpha, gaussian, drop, last = Chance(0, None), Chance(2, None), Chance(4, 7), Chance(5, 8), Chance(7, None)
    h = x + training * 0.25 * noise.normal(x.shape)
    h = selu(h @ w1 + b1)
    if training:
        limit = -1.7580993408473766
        a = 1 / np.sqrt(0.75 * (1 + 0.25 * limit**2))
        h = a * np.where(alpha.shares(h.shape) < 0.25, limit, h) - a * limit * 0.25
    h = np.tanh(h @ w2 + b2)
    if training:
        h = h * (1 + np.sqrt(0.25 / 0.75) * gaussian.normal(h.shape))
        h = np.where(drop.shares(h.shape) < 0.5, 0, h / 0.5)
    z = h @ w3 + b3
    z = z + training * 0.125 * last.normal(z.shape)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def spatial_formula(model, x, training):
    """The other networks in numpy: what is dropped is a channel at all places, and the others are as much larger."""
    for place, layer in enumerate(model.layers):
        kind = type(layer).__name__
        if kind.startswith("Spatial"):
            if training:
                channels = Chance(place, layer.seed).shares((len(x), x.shape[-1]))
                mask = np.where(channels < layer.rate, 0, 1 / (1 - layer.rate))
                x = x * mask.reshape(len(x), *[1] * (x.ndim - 2), -1)
        elif kind == "Flatten":
            x = x.reshape(len(x), -1)
        elif kind == "Dense":
            kernel, bias = (np.asarray(v.value, np.float64) for v in layer.weights)
            e = np.exp(x @ kernel + bias)
            x = e / e.sum(axis=-1, keepdims=True)
        else:
            x = np_images(layer, x[:, None])[:, 0] if kind.endswith("1D") else np_images(layer, x)
    return x


MODELS = {
    "noisy": (model_of, noisy_formula),
    "sequences": (sequences, spatial_formula),
    "images": (images, spatial_formula),
}


def case(name, dtype):
    make, formula = MODELS[name]
    rng = np.random.default_rng(29)
    model, loss_fn = make(np.dtype(dtype).name), keras.losses.SparseCategoricalCrossentropy()
    for place, layer in enumerate(model.layers):
        if hasattr(layer, "seed_generator"):
            layer.seed_generator = Chance(place, layer.seed)
    optimizer = keras.optimizers.SGD(0.05)
    # Small enough for probabilities that Keras does not clip.
    scale = lambda shape: 0.5 if name == "noisy" else min(0.5, 1 / np.sqrt(np.prod(shape[:-1])))  # noqa: E731
    weights = [dyadic(rng.normal(scale=scale(v.shape), size=v.shape)) for v in model.trainable_variables]
    model.set_weights(weights)
    x, y = dyadic(rng.normal(size=(ROWS, *model.input_shape[1:]))), np.arange(ROWS) % 3
    batch = jnp.asarray(x, dtype)
    optimizer.build(model.trainable_variables)
    values = [v.value for v in model.trainable_variables]
    state = [v.value for v in optimizer.variables]
    # Which nothing looks at any more.
    seeds = [v.value for v in model.non_trainable_variables]

    def outputs(values, training):
        with patch.multiple(keras.src.backend.jax.random, jax=FakeJax(), jax_draw_seed=lambda chance: chance):
            return model.stateless_call(values, seeds, batch, training=training)[0]

    before = outputs(values, False)
    Chance.step = 0
    if dtype == np.float64:
        close(before, formula(model, x, False), 1e-13, "prediction")
        close(outputs(values, True), formula(model, x, True), 1e-13, "training")
    losses = []
    for Chance.step in range(STEPS):
        loss, grads = jax.value_and_grad(lambda values: loss_fn(y, outputs(values, True)))(values)
        values, state = optimizer.stateless_apply(state, grads, values)
        assert all(a.dtype == dtype for a in [loss, *grads, *values])
        losses.append(loss)
    assert max(losses) < 5, (name, losses)
    arrays = {"x": x, "y": y, "before": before, "losses": np.array(losses, dtype)}
    arrays |= {f"init.{i}": w for i, w in enumerate(weights)}
    arrays |= {f"last.{i}": np.asarray(w) for i, w in enumerate(values)}
    return Case(name, {}, arrays)


if __name__ == "__main__":
    write("noise", lambda dtype: [case(name, dtype) for name in MODELS], agreement=1e-5)
