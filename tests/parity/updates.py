"""Optimizers that see whole tensors, norms, averages and accumulated gradients: writes data/updates.txt.

Run it as generate.py, whose checks and format it shares.
"""

# First, because it chooses Keras's backend.
from generate import Case, NpOptimizer, close, dyadic, optimizer_attrs, write

import jax.numpy as jnp  # noqa: I001
import keras
import numpy as np

# --- Steps with given gradients -----------------------------------------------

# The tensors of the network that tests/parity/updates.rs declares: a wide kernel, a tall one, and biases.
SHAPES = {"first.kernel": (2, 3), "first.bias": (3,), "second.kernel": (3, 2), "second.bias": (2,)}
STEPS = 6

# name -> Keras class, arguments
UPDATES = {
    "sgd_clipnorm": ("SGD", {"learning_rate": 0.1, "clipnorm": 1.0}),
    "sgd_global_clipnorm": ("SGD", {"learning_rate": 0.1, "global_clipnorm": 1.5}),
    "adam_clipnorm": ("Adam", {"learning_rate": 0.01, "clipnorm": 0.5, "weight_decay": 0.1}),
    "adamw_global_clipnorm": ("AdamW", {"learning_rate": 0.01, "global_clipnorm": 0.75}),
    "ftrl_clipnorm": ("Ftrl", {"learning_rate": 0.1, "clipnorm": 1.0}),
    "sgd_ema": ("SGD", {"learning_rate": 0.1, "use_ema": True, "ema_momentum": 0.9}),
    "rmsprop_ema_overwrite": (
        "RMSprop",
        {"learning_rate": 0.01, "use_ema": True, "ema_momentum": 0.5, "ema_overwrite_frequency": 2},
    ),
    "adam_accumulation": ("Adam", {"learning_rate": 0.01, "gradient_accumulation_steps": 2}),
    "sgd_accumulation_schedule": (
        "SGD",
        {"learning_rate": 0.1, "momentum": 0.9, "weight_decay": 0.1, "gradient_accumulation_steps": 3},
    ),
    "nadam_accumulation_schedule": ("Nadam", {"learning_rate": 0.1, "gradient_accumulation_steps": 2}),
    "adam_accumulation_ema": (
        "Adam",
        {"learning_rate": 0.01, "gradient_accumulation_steps": 2, "use_ema": True, "ema_momentum": 0.75},
    ),
    "adam_accumulation_ema_overwrite": (
        "Adam",
        {
            "learning_rate": 0.01,
            "gradient_accumulation_steps": 2,
            "use_ema": True,
            "ema_momentum": 0.75,
            "ema_overwrite_frequency": 2,
        },
    ),
    "lion_accumulation_clipvalue": (
        "Lion",
        {"learning_rate": 0.01, "gradient_accumulation_steps": 2, "clipvalue": 0.5},
    ),
    "sgd_accumulation_clipnorm": (
        "SGD",
        {"learning_rate": 0.1, "gradient_accumulation_steps": 2, "clipnorm": 0.5},
    ),
    "lamb": ("Lamb", {"learning_rate": 0.01}),
    "lamb_decay_clipvalue": ("Lamb", {"learning_rate": 0.01, "weight_decay": 0.1, "clipvalue": 0.5}),
    "lamb_accumulation_clipnorm": (
        "Lamb",
        {"learning_rate": 0.01, "gradient_accumulation_steps": 2, "clipnorm": 0.5, "use_ema": True},
    ),
    "adafactor": ("Adafactor", {"learning_rate": 0.1}),
    "adafactor_schedule": (
        "Adafactor",
        {"learning_rate": 0.8, "beta_2_decay": -0.5, "epsilon_2": 0.5, "clip_threshold": 0.5, "weight_decay": 0.1},
    ),
    "adafactor_accumulation_global_clipnorm": (
        "Adafactor",
        {"learning_rate": 0.1, "gradient_accumulation_steps": 2, "global_clipnorm": 0.5, "epsilon_1": 1e-3},
    ),
    "muon": ("Muon", {"learning_rate": 0.02}),
    "muon_adamw": (
        "Muon",
        {"learning_rate": 0.02, "adam_beta_1": 0.8, "adam_beta_2": 0.9, "epsilon": 1e-3, "adam_lr_ratio": 0.5}
        | {"adam_weight_decay": 0.3, "weight_decay": 0.1, "exclude_layers": ["second"]},
    ),
    "muon_plain": (
        "Muon",
        {"learning_rate": 0.02, "nesterov": False, "ns_steps": 2, "rms_rate": None, "clipvalue": 0.5},
    ),
    "muon_accumulation_schedule": (
        "Muon",
        {"learning_rate": 0.1, "gradient_accumulation_steps": 2, "global_clipnorm": 1.0, "use_ema": True},
    ),
}

# Some with constraints, which come last in a step.
CONSTRAINED = ["adam_accumulation_ema_overwrite", "sgd_clipnorm", "lamb", "rmsprop_ema_overwrite"]
CONSTRAINTS = {
    "first.kernel": keras.constraints.MaxNorm(1.0),
    "second.kernel": keras.constraints.MinMaxNorm(0.5, 0.75, rate=0.5),
    "second.bias": keras.constraints.NonNeg(),
}


def np_schedule(rate, step, is_schedule):
    return rate * 0.5 ** (step / 4) if is_schedule else rate


class NpOptimizers:
    """All tensors in NumPy, each with its own rule and memory, and what comes before and after the rules."""

    def __init__(self, attrs, is_schedule, constrained):
        self.a, self.is_schedule, self.constrained = attrs, is_schedule, constrained
        self.rules = {name: NpOptimizer(self.attrs_of(name)) for name in SHAPES}
        self.step_number = self.updates = 0
        self.waiting, self.averages = [], None

    def attrs_of(self, name):
        words = self.a.get("exclude_layers", [])
        is_adam = len(SHAPES[name]) == 1 or any(word in name for word in words)
        if self.a["optimizer"] != "Muon" or not is_adam:
            return dict(self.a)
        adam = {key: self.a[f"adam_{key}"] for key in ["beta_1", "beta_2", "weight_decay"]}
        return self.a | adam | {"optimizer": "AdamW", "amsgrad": False}

    def clip(self, gradients):
        if limit := self.a.get("clipnorm"):
            return {name: g * min(1, limit / np.linalg.norm(g)) for name, g in gradients.items()}
        if limit := self.a.get("global_clipnorm"):
            norm = np.sqrt(sum(np.sum(g**2) for g in gradients.values()))
            return {name: g * min(1, limit / norm) for name, g in gradients.items()}
        return gradients

    def step(self, weights, gradients):
        self.waiting.append(gradients)
        updates = self.updates
        if len(self.waiting) == self.a.get("gradient_accumulation_steps", 1):
            mean = {name: np.mean([g[name] for g in self.waiting], axis=0) for name in weights}
            mean, self.waiting = self.clip(mean), []
            rate = np_schedule(self.a["learning_rate"], self.step_number, self.is_schedule)
            weights = {name: self.update(name, w, mean[name], rate) for name, w in weights.items()}
            self.updates += 1
        if self.a.get("use_ema"):
            momentum = self.a.get("ema_momentum", 0.99) if updates else 0
            old = self.averages or weights
            self.averages = {name: momentum * old[name] + (1 - momentum) * w for name, w in weights.items()}
            if (updates + 1) % self.a.get("ema_overwrite_frequency", STEPS + 1) == 0:
                weights = dict(self.averages)
        if self.constrained:
            weights = weights | {name: np.asarray(f(jnp.asarray(weights[name]))) for name, f in CONSTRAINTS.items()}
        self.step_number += 1
        return weights

    def update(self, name, w, g, rate):
        rule = self.rules[name]
        if self.a["optimizer"] == "Muon" and rule.a["optimizer"] == "AdamW":
            # The decay goes by the whole rate.
            w = w * (1 - rate * rule.a["weight_decay"])
            rule.a |= {"learning_rate": rate * self.a["adam_lr_ratio"], "weight_decay": 0}
            result = rule.step(w, g)
            rule.a["weight_decay"] = self.a["adam_weight_decay"]
            return result
        rule.a["learning_rate"] = rate
        return rule.step(w, g)


def flat(tensors):
    return np.concatenate([np.asarray(tensor).ravel() for tensor in tensors])


def written(attrs):
    """Settings in one word each."""
    return {key: ",".join(value) if isinstance(value, list) else value for key, value in attrs.items()}


def given_gradients(dtype):
    rng = np.random.default_rng(23)
    initial = {name: dyadic(rng.normal(size=shape)) for name, shape in SHAPES.items()}
    # Some to be clipped, and some not.
    sizes = [1.0, 0.25, 2.0, 0.0625, 0.5, 1.0]
    gradients = [
        {name: dyadic(size * rng.normal(size=shape), 1024) for name, shape in SHAPES.items()} for size in sizes
    ]
    arrays = {"initial": flat(initial.values()), "gradients": np.array([flat(g.values()) for g in gradients])}
    yield Case("given", {"kind": "given"}, arrays)
    runs = [(name, False) for name in UPDATES] + [(name, True) for name in CONSTRAINED]
    for name, constrained in runs:
        class_name, arguments = UPDATES[name]
        is_schedule = name.endswith("schedule")
        attrs = optimizer_attrs(class_name, arguments)
        rate = attrs["learning_rate"]
        if is_schedule:
            rate = keras.optimizers.schedules.ExponentialDecay(rate, 4, 0.5)
        optimizer = getattr(keras.optimizers, class_name)(**arguments | {"learning_rate": rate})
        variables = [
            keras.Variable(w, dtype=dtype.name, name=tensor.replace(".", "_")) for tensor, w in initial.items()
        ]
        if constrained:
            for variable, tensor in zip(variables, SHAPES):
                variable.constraint = CONSTRAINTS.get(tensor)
        check, expected = NpOptimizers(attrs, is_schedule, constrained), initial
        steps, averages = [], []
        for gradient in gradients:
            optimizer.apply([jnp.asarray(g, dtype) for g in gradient.values()], variables)
            values = [np.asarray(variable.value) for variable in variables]
            assert all(value.dtype == dtype for value in values)
            steps.append(flat(values))
            if optimizer.use_ema:
                averages.append(flat(v.value for v in optimizer._model_variables_moving_average))
            if dtype == np.float64:
                expected = check.step(expected, gradient)
                close(steps[-1], flat(expected.values()), 1e-12, name)
                if optimizer.use_ema:
                    close(averages[-1], flat(check.averages.values()), 1e-12, name, "average")
        arrays = {"steps": np.array(steps)}
        if averages:
            arrays["averages"] = np.array(averages)
        settings = {"kind": "updates", "schedule": is_schedule, "constrained": constrained}
        yield Case(name, settings | written(attrs), arrays)


# --- In fit -------------------------------------------------------------------

FIT = {
    "sgd_ema": ("SGD", {"learning_rate": 0.1, "use_ema": True, "ema_momentum": 0.75}),
    "adam_ema_overwrite": (
        "Adam",
        {"learning_rate": 0.05, "use_ema": True, "ema_momentum": 0.75, "ema_overwrite_frequency": 4},
    ),
    "adam_ema_accumulation": (
        "Adam",
        {"learning_rate": 0.05, "use_ema": True, "ema_momentum": 0.75, "gradient_accumulation_steps": 2},
    ),
    "lamb_global_clipnorm": ("Lamb", {"learning_rate": 0.05, "global_clipnorm": 0.5}),
    "muon_clipnorm": ("Muon", {"learning_rate": 0.05, "clipnorm": 0.5}),
}


def in_fit(dtype):
    """Two epochs of three batches, the last of which is smaller."""
    for name, (class_name, arguments) in FIT.items():
        rng = np.random.default_rng(29)
        weights = [dyadic(rng.normal(size=shape)) for shape in SHAPES.values()]
        x, y = dyadic(rng.normal(size=(10, 2))), dyadic(rng.normal(size=(10, 2)))
        model = keras.Sequential(
            [
                keras.Input((2,), dtype=dtype.name),
                keras.layers.Dense(3, "tanh", dtype=dtype.name),
                keras.layers.Dense(2, dtype=dtype.name),
            ]
        )
        model.set_weights(weights)
        model.compile(getattr(keras.optimizers, class_name)(**arguments), "mse")
        history = model.fit(
            x.astype(dtype), y.astype(dtype), batch_size=4, epochs=2, shuffle=False, verbose=0
        )
        final = model.get_weights()
        assert all(w.dtype == dtype for w in final)
        arrays = {
            "initial": flat(weights),
            "x": x,
            "y": y,
            "losses": np.array(history.history["loss"], dtype),
            "final": flat(final),
        }
        settings = {"kind": "fit", "schedule": False, "constrained": False}
        yield Case(name, settings | optimizer_attrs(class_name, arguments), arrays)


def cases(dtype):
    return [*given_gradients(dtype), *in_fit(dtype)]


if __name__ == "__main__":
    write("updates", cases, agreement=1e-5)
