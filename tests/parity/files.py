"""Writes data/keras.safetensors and data/keras_images.safetensors: the weights of Keras models under the names that dense has for
them, and beside them, where dense keeps a value, inputs with what Keras makes of them."""

import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np
from safetensors.numpy import save_file


def save(path, shape, layers):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input(shape=shape), *layers])
    random = np.random.default_rng(1)
    tensors = {}
    for layer in layers:
        for variable in layer.weights:
            values = random.uniform(0.1, 1.0, variable.shape) * random.choice([-1.0, 1.0], variable.shape)
            if variable.name == "moving_variance":
                values = np.abs(values)
            variable.assign(values)
            tensors[f"{layer.name}.{variable.name}"] = np.asarray(variable, dtype=np.float32)
    x = random.standard_normal((5, *shape)).astype(np.float32)
    y = np.asarray(model(x))
    assert np.isfinite(y).all()
    value = {"x": x.tolist(), "y": y.tolist()}
    save_file(tensors, pathlib.Path(__file__).parent / "data" / path, metadata={"value": json.dumps(value)})


save(
    "keras.safetensors",
    (4,),
    [
        keras.layers.Dense(6, activation="tanh", name="hidden"),
        keras.layers.BatchNormalization(name="batch_normalization"),
        keras.layers.PReLU(name="p_re_lu"),
        keras.layers.Dense(3, activation="softmax", name="dense"),
    ],
)
save(
    "keras_images.safetensors",
    (4, 5, 2),
    [
        keras.layers.Conv2D(4, (2, 3), activation="relu", name="conv2d"),
        keras.layers.DepthwiseConv2D(2, padding="same", depth_multiplier=2, name="depthwise_conv2d"),
        keras.layers.BatchNormalization(name="batch_normalization"),
        keras.layers.SeparableConv2D(3, 2, activation="tanh", name="separable_conv2d"),
        keras.layers.Conv2DTranspose(2, (3, 2), strides=2, activation="tanh", name="conv2d_transpose"),
        keras.layers.Reshape((5, 8)),
        keras.layers.Conv1D(3, 2, activation="tanh", name="conv1d"),
        keras.layers.Flatten(),
        keras.layers.Dense(3, activation="softmax", name="dense"),
    ],
)
