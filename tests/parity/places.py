"""Classification of each place of sequences and images: losses, metrics, and training: writes data/places.txt.

Run it as generate.py, whose checks and format it shares.
"""

# First, because it chooses Keras's backend.
from generate import LOSSES, Case, close, dyadic, gradient, write

import jax  # noqa: I001
import jax.numpy as jnp
import keras
import numpy as np

IGNORED = 255
SPARSE = "sparse_categorical_crossentropy"

# --- Losses -------------------------------------------------------------------

# Two samples of places, with three outputs each.
SHAPES = {"steps": (2, 4, 3), "pixels": (2, 2, 3, 3)}


def loss_inputs(shape):
    rng = np.random.default_rng(67)
    places = shape[:-1]
    labels = rng.integers(0, 3, places)
    one_hot = np.eye(3)[labels]
    soft = np.round(rng.dirichlet(np.ones(3), places) * 16) / 16
    flags = rng.integers(0, 2, shape).astype(float)
    logits = dyadic(rng.normal(scale=1.5, size=shape)) + 1 / 128
    loose = dyadic(rng.uniform(0.1, 0.9, shape))
    column, column_logits = flags[..., :1], logits[..., :1]

    for from_logits, p in ((False, loose), (True, logits)):
        yield SPARSE, "", labels, p, {"from_logits": from_logits}
        for smoothing in (0.0, 0.1):
            arguments = {"from_logits": from_logits, "label_smoothing": smoothing}
            yield "categorical_crossentropy", "", soft, p, arguments
            yield "categorical_focal_crossentropy", "", one_hot, p, arguments | {"alpha": 0.25, "gamma": 1.5}
            yield "binary_crossentropy", "", flags, p, arguments
            yield "binary_crossentropy", "column", column, p[..., :1], arguments
            yield "binary_focal_crossentropy", "", flags, p, arguments
            yield "binary_focal_crossentropy", "column", column, p[..., :1], arguments
    yield "categorical_generalized_cross_entropy", "", labels, loose, {"q": 0.25}
    yield "categorical_hinge", "", one_hot, logits, {}
    for loss in ("hinge", "squared_hinge"):
        yield loss, "", flags, logits, {}
        yield loss, "column", column, column_logits, {}


def losses(dtype):
    for where, shape in SHAPES.items():
        for loss, tag, y_true, y_pred, arguments in loss_inputs(shape):
            class_name, formula = LOSSES[loss]
            loss_fn = getattr(keras.losses, class_name)(**arguments)
            value, grad = jax.value_and_grad(lambda p: loss_fn(y_true, p))(jnp.asarray(y_pred, dtype))
            assert value.dtype == grad.dtype == dtype
            if dtype == np.float64:
                # All places are rows of one batch.
                flat = y_true.reshape(-1) if y_true.ndim < y_pred.ndim else y_true.reshape(-1, y_pred.shape[-1])

                def objective(p):
                    return formula(flat, p.reshape(-1, p.shape[-1]), **arguments)

                close(value, objective(y_pred), 1e-14, loss, "value")
                close(grad, gradient(objective, y_pred), 1e-8, loss, "gradient")
            name = f"{where}.{loss}" + (".logits" if arguments.get("from_logits") else "")
            name += (".smooth" if arguments.get("label_smoothing") else "") + (f".{tag}" if tag else "")
            arrays = {"y_true": y_true, "y_pred": y_pred, "loss": value, "grad": grad}
            yield Case(name, {"kind": "loss", "loss": loss} | arguments, arrays)


# --- Metrics ------------------------------------------------------------------


def np_iou(y_true, y_pred, classes):
    """The mean over classes of a batch, from labels."""
    found = []
    for c in classes:
        both, either = ((y_true == c) & (y_pred == c)).sum(), ((y_true == c) | (y_pred == c)).sum()
        found += [both / either] if either else []
    return np.mean(found)


def metric_inputs(shape):
    """A metric of Keras, its arguments, a figure of labels or arrays in rows, targets and outputs."""
    rng = np.random.default_rng(71)
    labels = rng.integers(0, 3, shape[:-1])
    one_hot = np.eye(3)[labels]
    flags = rng.integers(0, 2, shape).astype(float)
    y_pred = dyadic(rng.uniform(0.05, 0.95, shape)) + 1 / 128
    column, answers = flags[..., :1], y_pred[..., :1]
    largest = lambda y: y.argmax(axis=-1)  # noqa: E731
    top_2 = lambda t, p: np.mean([(row > row[c]).sum() < 2 for c, row in zip(t, p)])  # noqa: E731
    iou = {"num_classes": 3, "sparse_y_pred": False}
    return [
        ("SparseCategoricalAccuracy", {}, lambda t, p: np.mean(t == largest(p)), labels, y_pred),
        ("CategoricalAccuracy", {}, lambda t, p: np.mean(largest(t) == largest(p)), one_hot, y_pred),
        ("BinaryAccuracy", {"threshold": 0.6}, lambda t, p: np.mean(t == (p > 0.6)), flags, y_pred),
        ("BinaryAccuracy", {}, lambda t, p: np.mean(t == (p > 0.5)), column, answers),
        ("SparseTopKCategoricalAccuracy", {"k": 2}, top_2, labels, y_pred),
        ("TopKCategoricalAccuracy", {"k": 2}, lambda t, p: top_2(largest(t), p), one_hot, y_pred),
        ("SparseCategoricalCrossentropy", {}, LOSSES[SPARSE][1], labels, y_pred),
        ("CategoricalCrossentropy", {}, LOSSES["categorical_crossentropy"][1], one_hot, y_pred),
        ("BinaryCrossentropy", {}, LOSSES["binary_crossentropy"][1], column, answers),
        ("Hinge", {}, LOSSES["hinge"][1], column, answers),
        ("MeanIoU", iou, lambda t, p: np_iou(t, largest(p), range(3)), labels, y_pred),
        ("MeanIoU", iou | {"ignore_class": 1}, None, labels, y_pred),
        ("IoU", iou | {"target_class_ids": [0, 2]}, lambda t, p: np_iou(t, largest(p), (0, 2)), labels, y_pred),
        ("BinaryIoU", {}, lambda t, p: np_iou(t, p >= 0.5, (0, 1)), column, answers),
    ]


def metrics(dtype):
    for where, shape in SHAPES.items():
        for name, arguments, figure, y_true, y_pred in metric_inputs((4, *shape[1:])):
            metric = getattr(keras.metrics, name)(**arguments)
            weights = np.array([0.5, 2.0, 1.0, 0.0])
            results = []
            # Intersections over union round weights down.
            weighted = getattr(keras.metrics, name)(**arguments) if "IoU" not in name else None
            for batch in (slice(0, 1), slice(1, 4)):
                metric.update_state(y_true[batch], jnp.asarray(y_pred[batch], dtype))
                result = [metric.result()]
                if weighted is not None:
                    given = np.broadcast_to(weights[(..., *[None] * (len(shape) - 2))], (4, *shape[1:-1]))[batch]
                    # With a figure of one place, Keras's weights have one axis less.
                    weighted.update_state(y_true[batch], jnp.asarray(y_pred[batch], dtype), given)
                    result.append(weighted.result())
                results.append(np.array(result))
            if figure is not None and dtype == np.float64:
                flat = y_true.reshape(-1) if y_true.ndim < y_pred.ndim else y_true.reshape(-1, y_pred.shape[-1])
                close(results[-1][0], figure(flat, y_pred.reshape(-1, y_pred.shape[-1])), 1e-6, name)
            attrs = {"kind": "metric", "metric": name}
            attrs |= {key: arguments[key] for key in ("threshold", "k", "ignore_class") if key in arguments}
            arrays = {"y_true": y_true, "y_pred": y_pred, "weights": weights, "results": np.array(results)}
            yield Case(f"{where}.{name}", attrs, arrays)


# --- Training -----------------------------------------------------------------

STEPS, SAMPLES = 8, 5


def model_of(kind, dtype):
    """The networks of tests/parity/places.rs."""
    layers = keras.layers
    if kind == "tagged":
        inner = [
            keras.Input((6, 2), dtype=dtype),
            layers.Conv1D(5, 3, padding="same", activation="tanh", dtype=dtype),
            layers.Conv1D(3, 1, activation="softmax", dtype=dtype),
        ]
    else:
        inner = [
            keras.Input((4, 5, 2), dtype=dtype),
            layers.Conv2D(4, 3, padding="same", activation="tanh", dtype=dtype),
            layers.Conv2D(3, 1, activation="softmax", dtype=dtype)
            if kind == "segmented"
            else layers.Conv2D(1, 3, padding="same", activation="sigmoid", dtype=dtype),
        ]
    return keras.Sequential(inner)


def training():
    """Network, loss, its arguments, and whether samples have weights."""
    for kind in ("tagged", "segmented"):
        yield kind, SPARSE, {}, False
        yield kind, "categorical_crossentropy", {"label_smoothing": 0.1}, True
        for reduction in ("sum_over_batch_size", "sum", "mean_with_sample_weight"):
            for weighted in (False, True):
                yield kind, SPARSE, {"ignore_class": IGNORED, "reduction": reduction}, weighted
    yield "segmented", "categorical_focal_crossentropy", {"gamma": 2.0}, False
    yield "segmented", "categorical_generalized_cross_entropy", {"q": 0.5}, False
    yield "masked", "binary_crossentropy", {}, False
    yield "masked", "binary_crossentropy", {"label_smoothing": 0.2, "reduction": "sum"}, True
    yield "masked", "binary_focal_crossentropy", {"gamma": 2.0}, False


def np_loss(loss, y, p, weights, arguments):
    """The loss of a batch, from the rows of all places that count."""
    class_name, formula = LOSSES[loss]
    plain = {key: value for key, value in arguments.items() if key not in ("ignore_class", "reduction")}
    if y.ndim == p.ndim:
        rows = [(y[at][None], p[at][None], weights[at]) for at in np.ndindex(p.shape[:-1])]
    elif loss.startswith("binary"):
        rows = [(y[at][None, None], p[at][None], weights[at]) for at in np.ndindex(p.shape[:-1])]
    else:
        rows = [(y[at][None], p[at][None], weights[at]) for at in np.ndindex(p.shape[:-1]) if y[at] != IGNORED]
    total = sum(formula(t, q, **plain) * weight for t, q, weight in rows)
    reduction = arguments.get("reduction", "sum_over_batch_size")
    if reduction == "sum":
        return total
    return total / (len(rows) if reduction == "sum_over_batch_size" else sum(weight for _, _, weight in rows))


def trained(dtype):
    for kind, loss, arguments, weighted in training():
        rng = np.random.default_rng(73)
        model = model_of(kind, np.dtype(dtype).name)
        weights = [dyadic(rng.normal(scale=0.4, size=v.shape)) for v in model.trainable_variables]
        model.set_weights(weights)
        x = dyadic(rng.normal(size=(SAMPLES, *model.input_shape[1:])))
        places = (SAMPLES, *model.output_shape[1:-1])
        y = rng.integers(0, 2 if kind == "masked" else 3, places)
        if "ignore_class" in arguments:
            y[rng.uniform(size=places) < 0.3] = IGNORED
            y[3] = IGNORED
        if loss in ("categorical_crossentropy", "categorical_focal_crossentropy"):
            y = np.eye(3)[y]
        sample_weight = np.array([0.5, 2.0, 1.25, 3.0, 0.0]) if weighted else np.ones(SAMPLES)
        # Keras takes a weight of a sample for all its places only if it has their shape.
        given = np.broadcast_to(sample_weight[(..., *[None] * (len(places) - 1))], places)
        loss_fn, optimizer = getattr(keras.losses, LOSSES[loss][0])(**arguments), keras.optimizers.SGD(0.02, momentum=0.5)
        optimizer.build(model.trainable_variables)
        values = [v.value for v in model.trainable_variables]
        state = [v.value for v in optimizer.variables]
        batch = jnp.asarray(x, dtype)
        before = model.stateless_call(values, [], batch)[0]

        def objective(values):
            p = model.stateless_call(values, [], batch, training=True)[0]
            t = y[..., None] if kind == "masked" else y
            return loss_fn(t, p, jnp.asarray(given, dtype) if weighted else None)

        found = []
        for step in range(STEPS):
            value, grads = jax.value_and_grad(objective)(values)
            if dtype == np.float64 and step == 0:
                close(value, np_loss(loss, y, np.asarray(before), given, arguments), 1e-13, kind, loss)
            values, state = optimizer.stateless_apply(state, grads, values)
            assert all(a.dtype == dtype for a in [value, *grads, *values])
            found.append(value)
        assert found[-1] < found[0], (kind, loss, found)
        arrays = {"x": x, "y": y, "before": before, "losses": np.array(found, dtype)}
        arrays |= {"weights": sample_weight} if weighted else {}
        arrays |= {f"init.{i}": w for i, w in enumerate(weights)}
        arrays |= {f"last.{i}": np.asarray(w) for i, w in enumerate(values)}
        yield Case(f"{kind}.{loss}", {"kind": kind, "loss": loss} | arguments, arrays)


if __name__ == "__main__":
    write("places", lambda dtype: [*losses(dtype), *metrics(dtype), *trained(dtype)], agreement=2e-5)
