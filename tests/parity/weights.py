"""Weights of samples, reductions, and samples left out: losses of batches, and training: writes data/weights.txt.

Run it as generate.py, whose checks and format it shares.
"""

# First, because it chooses Keras's backend.
from generate import LOSSES, Case, close, dyadic, gradient, loss_inputs, np_categorical_focal, np_softmax, write

import jax  # noqa: I001
import jax.numpy as jnp
import keras
import numpy as np

REDUCTIONS = ("sum_over_batch_size", "sum", "mean_with_sample_weight")
WEIGHTS = np.array([0.5, 2.0, 0.0, 1.25])
IGNORED = 255


def np_reduce(losses, rows, weights, counts, reduction):
    """From the losses of samples, each the mean over its rows, to that of the batch."""
    weights = np.ones(len(losses)) if weights is None else weights
    total = (losses * weights)[counts].sum()
    if reduction == "sum":
        return total * rows
    divisor = weights[counts].sum() if reduction == "mean_with_sample_weight" else counts.sum()
    return total / divisor if divisor else 0.0


# --- Losses of a batch --------------------------------------------------------


def batch_case(name, loss, y_true, y_pred, dtype, *, reduction, weights=None, rows=1, formula=None, **arguments):
    class_name, np_loss = LOSSES[loss]
    loss_fn = getattr(keras.losses, class_name)(reduction=reduction, **arguments)
    # With rows, Keras wants weights that can be broadcast over them.
    given = weights[:, None] if weights is not None and rows > 1 else weights
    given = None if given is None else jnp.asarray(given, dtype)
    value, grad = jax.value_and_grad(lambda p: loss_fn(y_true, p, given))(jnp.asarray(y_pred, dtype))
    assert value.dtype == grad.dtype == dtype
    if dtype == np.float64:
        ignored = arguments.get("ignore_class")
        counts = np.ones(len(y_true), bool) if ignored is None else y_true != ignored
        plain = {key: argument for key, argument in arguments.items() if key != "ignore_class"}
        formula = formula or (lambda t, p: np_loss(t, p, **plain))
        labels = np.where(counts, y_true, 0) if ignored is not None else y_true

        def objective(p):
            samples = np.array([formula(labels[i : i + 1], p[i : i + 1]) for i in range(len(p))])
            return np_reduce(samples, rows, weights, counts, reduction)

        close(value, objective(y_pred), 1e-14, name, "value")
        close(grad, gradient(objective, y_pred), 1e-8, name, "gradient")
    attrs = {"loss": loss, "reduction": reduction}
    attrs |= {key: argument for key, argument in arguments.items() if key not in ("axis", "alpha")}
    arrays = {"y_true": y_true, "y_pred": y_pred}
    arrays |= {} if weights is None else {"weights": weights}
    arrays |= {"alpha": np.array(arguments["alpha"])} if "alpha" in arguments and loss != "tversky" else {}
    return Case(name, attrs, arrays | {"value": value, "grad": grad})


def batches(dtype):
    seen = set()
    for loss, tag, y_true, y_pred, arguments in loss_inputs():
        # The first inputs of each loss, and those with several rows.
        if loss in seen or tag not in ("", "nested"):
            continue
        seen.add(loss)
        arguments = {key: value for key, value in arguments.items() if key in ("q", "axis")}
        yield batch_case(loss, loss, y_true, y_pred, dtype, reduction="sum", weights=WEIGHTS, **arguments)
        if loss in ROWS:
            y_true, y_pred = y_true.reshape(2, 2, 3), y_pred.reshape(2, 2, 3)
            for reduction in REDUCTIONS if loss == "huber" else ("sum",):
                # Keras divides the losses of all rows by the weights of the samples.
                weights = None if reduction == "mean_with_sample_weight" else np.array([0.75, 3.0])
                yield batch_case(
                    f"{loss}.nested", loss, y_true, y_pred, dtype, reduction=reduction, weights=weights, rows=2
                )

    rng = np.random.default_rng(41)
    logits, labels = dyadic(rng.normal(size=(4, 3))), np.array([2, 0, 1, 0])
    probabilities = np.array([[2, 4, 10], [11, 3, 2], [1, 14, 1], [5, 5, 6]]) / 16
    sparse = "sparse_categorical_crossentropy"
    for reduction in REDUCTIONS:
        for weights in (None, WEIGHTS, np.zeros(4)):
            given = {"reduction": reduction, "weights": weights}
            yield batch_case("mse", "mse", dyadic(rng.normal(size=(4, 3))), logits, dtype, **given)
            yield batch_case(f"{sparse}.logits", sparse, labels, logits, dtype, from_logits=True, **given)
            for ignored, left in ((IGNORED, np.array([2, IGNORED, 1, 0])), (0, labels)):
                given |= {"ignore_class": ignored}
                yield batch_case(f"{sparse}.logits", sparse, left, logits, dtype, from_logits=True, **given)
                yield batch_case(sparse, sparse, left, probabilities, dtype, from_logits=False, **given)
        given = {"reduction": reduction, "ignore_class": 1, "from_logits": False}
        yield batch_case(f"{sparse}.nothing", sparse, np.ones(4, int), probabilities, dtype, **given)

    focal, alpha = "categorical_focal_crossentropy", [0.25, 0.5, 1.5]
    for smoothing in (0.0, 0.1):
        for from_logits, y_pred in ((True, logits), (False, probabilities)):
            arguments = {"from_logits": from_logits, "label_smoothing": smoothing}

            def formula(y_true, p, arguments=arguments):
                # Its terms, class by class.
                y_true = y_true * (1 - arguments["label_smoothing"]) + arguments["label_smoothing"] / 3
                p = np_softmax(p) if arguments["from_logits"] else p
                p = p / p.sum(axis=-1, keepdims=True)
                return -np.sum(alpha * (1 - p) ** 2 * y_true * np.log(p))

            name = f"{focal}.alpha" + (".logits" if from_logits else "") + (".smooth" if smoothing else "")
            arguments |= {"alpha": alpha, "reduction": "sum_over_batch_size"}
            yield batch_case(name, focal, np.eye(3)[labels], y_pred, dtype, formula=formula, **arguments)


ROWS = {"mse", "mae", "mape", "msle", "huber", "log_cosh", "poisson", "kl_divergence", "cosine_similarity"}
ROWS |= {"categorical_hinge"}

# --- In training --------------------------------------------------------------

STEPS, EPOCHS, BATCH_SIZE, SAMPLES = 20, 5, 5, 16


def classes(dtype):
    """The network `Classes` of tests/parity/weights.rs."""
    regularizers = keras.regularizers
    return keras.Sequential(
        [
            keras.Input((6,), dtype=dtype),
            keras.layers.Dense(9, "tanh", kernel_regularizer=regularizers.L2(0.01), dtype=dtype),
            keras.layers.Dense(5, "elu", activity_regularizer=regularizers.L2(0.1), dtype=dtype),
            keras.layers.Dense(3, "softmax", dtype=dtype),
        ]
    )


def numbers(dtype):
    """The network `Numbers` of tests/parity/weights.rs."""
    return keras.Sequential(
        [
            keras.Input((4,), dtype=dtype),
            keras.layers.Dense(8, "tanh", activity_regularizer=keras.regularizers.L1(0.03), dtype=dtype),
            keras.layers.Dense(6, bias_regularizer=keras.regularizers.L2(0.2), dtype=dtype),
            keras.layers.Reshape((2, 3), dtype=dtype),
        ]
    )


def penalty(name, weights, x):
    w1, b1, w2, b2 = weights[:4]
    h = jnp.tanh(x @ w1 + b1)
    if name == "numbers":
        return 0.03 * jnp.sum(jnp.abs(h)) / len(x) + 0.2 * jnp.sum(b2**2)
    h = h @ w2 + b2
    return 0.01 * jnp.sum(w1**2) + 0.1 * jnp.sum(jnp.where(h > 0, h, jnp.expm1(h)) ** 2) / len(x)


def models():
    """(model, loss, reduction, class left out)"""
    yield "classes", "SparseCategoricalCrossentropy", "sum_over_batch_size", None
    for reduction in REDUCTIONS:
        yield "classes", "SparseCategoricalCrossentropy", reduction, IGNORED
    for reduction in REDUCTIONS[:2]:
        yield "numbers", "Huber", reduction, None


def samples(name, count, rng, ignored):
    weights = dyadic(rng.uniform(0, 2, size=count))
    weights[::7] = 0
    if name == "numbers":
        return dyadic(rng.normal(size=(count, 4))), dyadic(rng.normal(size=(count, 2, 3))), weights
    labels = np.arange(count) % 3
    if ignored is not None:
        labels[::5] = ignored
    return dyadic(rng.normal(size=(count, 6))), labels, weights


def make(name, loss, reduction, ignored, rng, dtype):
    model = {"classes": classes, "numbers": numbers}[name](np.dtype(dtype).name)
    model.set_weights([dyadic(rng.normal(scale=0.5, size=v.shape)) for v in model.trainable_variables])
    arguments = {} if ignored is None else {"ignore_class": ignored}
    loss_fn = getattr(keras.losses, loss)(reduction=reduction, **arguments)
    return model, loss_fn, keras.optimizers.SGD(0.02, momentum=0.5)


def broadcast(name, weights, dtype):
    return jnp.asarray(weights[:, None] if name == "numbers" else weights, dtype)


def attributes(kind, name, reduction, ignored):
    attrs = {"kind": kind, "model": name, "reduction": reduction}
    return attrs | ({} if ignored is None else {"ignore_class": ignored})


def steps(dtype):
    for name, loss, reduction, ignored in models():
        rng = np.random.default_rng(43)
        model, loss_fn, optimizer = make(name, loss, reduction, ignored, rng, dtype)
        x, y, weights = samples(name, SAMPLES, rng, ignored)
        batch, given = jnp.asarray(x, dtype), broadcast(name, weights, dtype)
        optimizer.build(model.trainable_variables)
        values = [v.value for v in model.trainable_variables]
        state = [v.value for v in optimizer.variables]
        init = [np.asarray(v) for v in values]

        def objective(values):
            y_pred, _, penalties = model.stateless_call(values, [], batch, training=True, return_losses=True)
            return loss_fn(y, y_pred, given) + sum(penalties)

        losses = []
        for _ in range(STEPS):
            loss, grads = jax.value_and_grad(objective)(values)
            if dtype == np.float64:
                # The penalties are not weighted, and the same with each reduction.
                y_pred, _ = model.stateless_call(values, [], batch)
                close(loss, loss_fn(y, y_pred, given) + penalty(name, values, batch), 1e-13, name)
            values, state = optimizer.stateless_apply(state, grads, values)
            assert all(a.dtype == dtype for a in [loss, *grads, *values])
            losses.append(loss)
        assert losses[-1] < losses[0], losses
        arrays = {"x": x, "y": y, "weights": weights, "losses": np.array(losses, dtype)}
        arrays |= {f"init.{i}": w for i, w in enumerate(init)}
        arrays |= {f"last.{i}": np.asarray(w) for i, w in enumerate(values)}
        yield Case(f"steps/{name}", attributes("steps", name, reduction, ignored), arrays)


def fits(dtype):
    for name, loss, reduction, ignored in models():
        rng = np.random.default_rng(47)
        model, loss_fn, optimizer = make(name, loss, reduction, ignored, rng, dtype)
        init = [np.asarray(v) for v in model.get_weights()]
        x, y, weights = samples(name, SAMPLES, rng, ignored)
        held_out = samples(name, 7, rng, ignored)
        accuracy = keras.metrics.SparseCategoricalAccuracy
        plain, weighted = ([accuracy()], [accuracy(name="weighted")]) if name == "classes" else (None, None)
        model.compile(optimizer, loss_fn, metrics=plain, weighted_metrics=weighted)
        val_x, val_y, val_weights = held_out
        history = model.fit(
            x,
            y,
            batch_size=BATCH_SIZE,
            epochs=EPOCHS,
            shuffle=False,
            verbose=0,
            sample_weight=np.asarray(broadcast(name, weights, dtype)),
            validation_data=(val_x, val_y, np.asarray(broadcast(name, val_weights, dtype))),
        ).history
        last = [np.asarray(v) for v in model.get_weights()]
        evaluated = model.evaluate(x, y, batch_size=BATCH_SIZE, verbose=0, return_dict=True)["loss"]
        if dtype == np.float64:
            # Batches count as many times as they have samples.
            total = 0.0
            for start in range(0, len(val_x), BATCH_SIZE):
                part = slice(start, start + BATCH_SIZE)
                y_pred = model(val_x[part])
                loss = loss_fn(val_y[part], y_pred, broadcast(name, val_weights[part], dtype))
                total += float(loss + penalty(name, last, val_x[part])) * len(val_x[part])
            close(history["val_loss"][-1], total / len(val_x), 1e-12, name)
        arrays = {"x": x, "y": y, "weights": weights}
        arrays |= {"val_x": val_x, "val_y": val_y, "val_weights": val_weights}
        arrays |= {key: np.array(figures, dtype) for key, figures in history.items()}
        arrays |= {"evaluated": np.asarray(evaluated, dtype)}
        arrays |= {f"init.{i}": w for i, w in enumerate(init)}
        arrays |= {f"last.{i}": w for i, w in enumerate(last)}
        yield Case(f"fit/{name}", attributes("fit", name, reduction, ignored), arrays)


def cases(dtype):
    return [*batches(dtype), *steps(dtype), *fits(dtype)]


if __name__ == "__main__":
    write("weights", cases, agreement=1e-5)
