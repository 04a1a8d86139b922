"""What callbacks do, and options of fit: writes data/callbacks.txt and data/fit_options.txt.

Run it as generate.py, whose checks and format it shares. Keras's callbacks see made-up figures and a model that notes
what they do to it. Figures are multiples of 1/8: Keras compares them as float32, this library as float64.
"""

# First, because it chooses Keras's backend.
from generate import DATA, Case, dyadic, render, write

import random  # noqa: I001
import tempfile
import warnings
from pathlib import Path
from types import SimpleNamespace

import jax
import keras
import numpy as np

EPOCHS = 8
RATE = 0.5


class Model:
    """What callbacks see of a model. Its weights are the number of the epoch that made them."""

    def __init__(self):
        self.metrics = []
        self.optimizer = SimpleNamespace(learning_rate=RATE)
        self.stop_training = False
        self.epoch = None
        self.restored = -1
        self.saved = []

    def get_weights(self):
        return self.epoch

    def set_weights(self, weights):
        self.restored = weights

    def save(self, path, overwrite):
        assert overwrite
        self.saved.append(path)


def runs(callback, sequences, batches=0, figure="figure"):
    """Lets a callback see runs, of which each epoch has one of the figures, or None. Gives the model and what it saw."""
    model = Model()
    callback.set_model(model)
    events = []
    for sequence in sequences:
        model.stop_training, model.restored = False, -1
        logged, done = [], 0
        callback.on_train_begin()
        for model.epoch, value in enumerate(sequence):
            logs = {} if value is None else {figure: value}
            callback.on_epoch_begin(model.epoch)
            for batch in range(batches):
                callback.on_train_batch_end(batch, dict(logs))
            callback.on_epoch_end(model.epoch, logs)
            logged.append((logs.get("learning_rate", np.nan), model.optimizer.learning_rate))
            done += 1
            if model.stop_training:
                break
        callback.on_train_end()
        events.append((done, model.restored, logged))
    return model, events


def sequences(rng, nan=True, gaps=True):
    """One or two runs of figures in which ties, NaN and gaps are frequent."""

    def figure():
        chance = rng.random()
        if gaps and chance < 0.1:
            return None
        if nan and chance < 0.14:
            return float("nan")
        return rng.randrange(4, 20) / 8

    return [[figure() for _ in range(EPOCHS)] for _ in range(rng.choice((1, 1, 1, 2)))]


def figures(sequences):
    """The arrays of figures: in gaps they are 0."""
    missing = [at for at, value in enumerate(sum(sequences, [])) if value is None]
    values = [[0.0 if value is None else value for value in sequence] for sequence in sequences]
    return {"figures": np.array(values), "missing": np.array(missing, int)}


def options(rng, **choices):
    """Some of the arguments, each with one of its values; None leaves it out."""
    chosen = {key: rng.choice(values) for key, values in choices.items()}
    return {key: value for key, value in chosen.items() if value is not None}


def early_stopping(rng):
    for _ in range(160):
        arguments = options(
            rng,
            mode=("min", "max", None),
            min_delta=(None, 0.0, 0.25, -0.25, 1.0),
            patience=(None, 0, 1, 2, 3),
            baseline=(None, None, 0.75, 1.5, 2.25),
            restore_best_weights=(None, False, True),
            start_from_epoch=(None, None, 1, 3),
        )
        monitor = "figure" if "mode" in arguments else "val_loss"
        seen = sequences(rng)
        callback = keras.callbacks.EarlyStopping(monitor=monitor, **arguments)
        _, events = runs(callback, seen, figure=monitor)
        arrays = figures(seen)
        arrays |= {"epochs": np.array([done for done, _, _ in events])}
        arrays |= {"restored": np.array([restored for _, restored, _ in events])}
        yield Case("early_stopping", {"monitor": monitor, **arguments}, arrays)


def reduce_lr_on_plateau(rng):
    for _ in range(120):
        arguments = options(
            rng,
            mode=("min", "max", None),
            factor=(None, 0.5, 0.25, 0.0, 0.9),
            patience=(0, 1, 2, 3, 3, None),
            min_delta=(None, 0.0, 0.25, -0.25),
            cooldown=(None, 0, 1, 2),
            min_lr=(None, 0.01, 0.1, 0.4),
        )
        monitor = "figure" if "mode" in arguments else "val_loss"
        seen = sequences(rng)
        callback = keras.callbacks.ReduceLROnPlateau(monitor=monitor, **arguments)
        _, events = runs(callback, seen, figure=monitor)
        arrays = figures(seen)
        arrays |= {"logged": np.array([[logged for logged, _ in log] for _, _, log in events])}
        arrays |= {"rates": np.array([[rate for _, rate in log] for _, _, log in events])}
        yield Case("reduce_lr_on_plateau", {"monitor": monitor, **arguments}, arrays)


# What the schedules of tests/parity/callbacks.rs do.
SCHEDULES = {
    "falling": lambda epoch, rate: rate * 0.75,
    "by_epoch": lambda epoch, rate: 0.5 / (epoch + 1),
    "steps": lambda epoch, rate: rate if epoch % 3 else rate / 2,
}


def learning_rate_scheduler(rng):
    for name, schedule in SCHEDULES.items():
        seen = sequences(rng)
        _, events = runs(keras.callbacks.LearningRateScheduler(schedule), seen)
        arrays = figures(seen)
        arrays |= {"logged": np.array([[logged for logged, _ in log] for _, _, log in events])}
        arrays |= {"rates": np.array([[rate for _, rate in log] for _, _, log in events])}
        yield Case("learning_rate_scheduler", {"schedule": name}, arrays)


def saved(model):
    """The files without their extension. No two of an event have a name in common."""
    assert all(path.endswith(".keras") for path in model.saved)
    return ",".join(path.removesuffix(".keras") for path in model.saved) or "-"


def model_checkpoint(rng):
    for _ in range(80):
        arguments = options(
            rng,
            mode=("min", "max"),
            save_best_only=(None, True, True),
            save_freq=(None, "epoch", 1, 2, 4, 7),
            initial_value_threshold=(None, None, 1.0, 2.0),
        )
        by_batch = isinstance(arguments.get("save_freq"), int)
        # Keras fails at the second save of the best of some batches.
        if by_batch and arguments.pop("save_best_only", False):
            arguments.pop("initial_value_threshold", None)
        patterns = ["best", "{epoch}", "at{{{epoch:03d}}}"]
        patterns += ["{epoch:02d}-{batch:04d}", "{epoch}.{batch}"] if by_batch else []
        pattern = rng.choice(patterns)
        seen = sequences(rng)
        callback = keras.callbacks.ModelCheckpoint(pattern + ".keras", monitor="figure", **arguments)
        model, _ = runs(callback, seen, batches=3)
        yield Case("model_checkpoint", {"pattern": pattern, "saved": saved(model), **arguments}, figures(seen))


FORMATS = (
    "", ".2f", ".0f", "f", "F", "08.3f", "+.1f", "-.1f", "+010.2f", "_>9.2f", "_<9.1f", "_^9.1f", "_=+9.1f", "012",
    "e", ".3e", ".0e", "E", "+.2E", "015.4e", "g", ".3g", ".0g", ".10g", ".2G", "0>10g", ".4", ".1", ".12", "010.3",
    "%", ".1%", "08.0%", "*^12", "20.17f",
)  # fmt: skip
WHOLE = ("", "d", "03d", "05", "+d", "+04d", "_>4", "_<4d", "_^5", ".2f", "06.1f", "e", ".3g", ".0%", "x=+5d")


def formats(rng):
    values = [0.0, -0.0, 0.5, 2.5, -0.6931471824645996, 1e-5, 123456.789, 0.00012345678, 1e16, -1e22, float("inf")]
    values += [float("nan"), 9.995, 0.99999, 12.0, 1234567.0]
    for spec in FORMATS:
        pattern = "{epoch}_{figure:" + spec + "}" if spec else "{epoch}_{figure}"
        seen = [values]
        model, _ = runs(keras.callbacks.ModelCheckpoint(pattern + ".keras", monitor="figure", mode="min"), seen)
        if " " not in saved(model):
            yield Case("model_checkpoint", {"pattern": pattern, "mode": "min", "saved": saved(model)}, figures(seen))
    for spec in WHOLE:
        pattern = "{epoch:" + spec + "}" if spec else "{epoch}"
        seen = [[1.0] * 12]
        model, _ = runs(keras.callbacks.ModelCheckpoint(pattern + ".keras", monitor="figure", mode="min"), seen)
        yield Case("model_checkpoint", {"pattern": pattern, "mode": "min", "saved": saved(model)}, figures(seen))


def escape(text):
    assert " " not in text and "\\" not in text
    return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t") or "\\"


def csv_logger(rng):
    names = ["loss", "accuracy", "val_loss", "val_accuracy", "learning_rate", 'odd,"name"', "Ä"]
    values = [0.0, 1.0, -0.0, 1e-5, 0.1, 1e16, 123456789.125, 5e-324, float("nan"), float("inf"), float("-inf")]
    for number in range(60):
        separator = rng.choice((",", ",", ";", "\t", "."))
        append = rng.choice((False, True))
        before = rng.choice(("", "", "epoch,loss\r\n0,0.5\r\n", "\n")) if append else rng.choice(("", "old\n"))
        keys = rng.sample(names, rng.randrange(0 if number % 20 == 0 else 1, len(names) + 1))
        path = Path(tempfile.mkdtemp()) / "log.csv"
        if before:
            path.write_bytes(before.encode())
        callback = keras.callbacks.CSVLogger(path, separator=separator, append=append)
        arrays = {}
        count = rng.choice((1, 1, 2))
        epochs = [[] for _ in range(count)]
        for run in epochs:
            callback.on_train_begin()
            for epoch in range(rng.randrange(1, 5)):
                logs = {}
                for key in keys:
                    if rng.random() < 0.85:
                        logs[key] = rng.choice((rng.choice(values), float(np.float32(rng.random())), rng.gauss(0, 1)))
                callback.on_epoch_end(epoch, dict(logs))
                run.append(logs)
            callback.on_train_end()
        flat = [logs for run in epochs for logs in run]
        arrays["epochs"] = np.array([len(run) for run in epochs])
        for key in keys:
            missing = [at for at, logs in enumerate(flat) if key not in logs]
            arrays[f"figure.{key}"] = np.array([logs.get(key, 0.0) for logs in flat])
            arrays[f"missing.{key}"] = np.array(missing, int)
        text = path.read_bytes().decode()
        attrs = {"separator": escape(separator), "append": append, "before": escape(before), "csv": escape(text)}
        yield Case("csv_logger", attrs, arrays)


def callbacks():
    rng = random.Random(3)
    makers = (early_stopping, reduce_lr_on_plateau, learning_rate_scheduler, model_checkpoint, formats, csv_logger)
    with warnings.catch_warnings():
        # Of figures that are missing.
        warnings.simplefilter("ignore")
        cases = [case for make in makers for case in make(rng)]
    path = DATA / "callbacks.txt"
    header = f"# Keras {keras.__version__}, JAX {jax.__version__}, CPU. Written by callbacks.py; do not edit.\n"
    path.write_text(header + "".join(render(case, "f64") for case in cases))
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size} bytes")


# --- Options of fit -----------------------------------------------------------

SAMPLES, HELD_OUT = 11, 7

# name -> arguments of fit, and of the callbacks
OPTIONS = {
    "plain": {},
    "validation_freq": {"validation_freq": 2},
    "validation_freq_list": {"validation_freq": [1, 4, 5]},
    "initial_epoch": {"initial_epoch": 2},
    "initial_epoch_validation_freq": {"initial_epoch": 1, "validation_freq": 3},
    "validation_batch_size": {"validation_batch_size": 3},
    "validation_steps": {"validation_steps": 1},
    "validation_steps_of_another_size": {"validation_steps": 2, "validation_batch_size": 3},
    "validation_split": {"validation_split": 0.3},
    "class_weight": {"class_weight": {0: 0.5, 1: 3.0, 2: 1.25}},
    "early_stopping": {"EarlyStopping": {"monitor": "val_accuracy", "patience": 2, "restore_best_weights": True}},
    "early_stopping_validation_freq": {
        "validation_freq": 2,
        "EarlyStopping": {"monitor": "val_loss", "min_delta": 0.02, "patience": 1, "restore_best_weights": True},
    },
    "reduce_lr_on_plateau": {"ReduceLROnPlateau": {"monitor": "loss", "min_delta": 0.05, "factor": 0.5, "patience": 1}},
}


def fit_options(dtype):
    for name, arguments in OPTIONS.items():
        arguments = dict(arguments)
        rng = np.random.default_rng(5)
        model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(4, "tanh"), keras.layers.Dense(3, "softmax")])
        model.set_weights([dyadic(rng.uniform(-1, 1, weights.shape)) for weights in model.get_weights()])
        init = model.get_weights()
        x, val_x = dyadic(rng.uniform(-2, 2, (SAMPLES, 2))), dyadic(rng.uniform(-2, 2, (HELD_OUT, 2)))
        y, val_y = rng.integers(0, 3, SAMPLES), rng.integers(0, 3, HELD_OUT)
        model.compile(keras.optimizers.SGD(0.5), "sparse_categorical_crossentropy", metrics=["accuracy"])
        classes = ("EarlyStopping", "ReduceLROnPlateau")
        added = {key: arguments.pop(key) for key in classes if key in arguments}
        callbacks = [getattr(keras.callbacks, key)(**settings) for key, settings in added.items()]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            history = model.fit(
                x.astype(dtype),
                y,
                batch_size=4,
                epochs=6,
                shuffle=False,
                verbose=0,
                callbacks=callbacks,
                validation_data=None if "validation_split" in arguments else (val_x.astype(dtype), val_y),
                **arguments,
            ).history
        arrays = {"x": x, "y": y, "val_x": val_x, "val_y": val_y}
        arrays |= {key: np.array(figures, dtype) for key, figures in history.items()}
        arrays |= {f"init.{i}": w for i, w in enumerate(init)}
        arrays |= {f"last.{i}": w for i, w in enumerate(model.get_weights())}
        yield Case(name, {}, arrays)


if __name__ == "__main__":
    callbacks()
    write("fit_options", lambda dtype: list(fit_options(dtype)), agreement=1e-5)
