"""Writes data/keras.safetensors: the weights of a Keras model under the names that dense has for them, and beside them, where dense
keeps a value, inputs with what Keras makes of them."""

import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np
from safetensors.numpy import save_file

keras.utils.set_random_seed(1)
layers = [
    keras.layers.Dense(6, activation="tanh", name="hidden"),
    keras.layers.BatchNormalization(name="batch_normalization"),
    keras.layers.PReLU(name="p_re_lu"),
    keras.layers.Dense(3, activation="softmax", name="dense"),
]
model = keras.Sequential([keras.Input(shape=(4,)), *layers])
random = np.random.default_rng(1)
tensors = {}
for layer in layers:
    for variable in layer.weights:
        values = random.uniform(0.1, 1.0, variable.shape) * random.choice([-1.0, 1.0], variable.shape)
        if variable.name == "moving_variance":
            values = np.abs(values)
        variable.assign(values)
        tensors[f"{layer.name}.{variable.name}"] = np.asarray(variable, dtype=np.float32)

x = random.standard_normal((5, 4)).astype(np.float32)
y = np.asarray(model(x))
assert np.isfinite(y).all()
value = {"x": x.tolist(), "y": y.tolist()}
path = pathlib.Path(__file__).parent / "data" / "keras.safetensors"
save_file(tensors, path, metadata={"value": json.dumps(value)})
