"""Metrics of samples that have weights: writes data/weighted_metrics.txt.

Run it as generate.py, whose checks and format it shares.
"""

# First, because it chooses Keras's backend.
from generate import BATCHES, COARSE, METRICS, Case, close, metric_inputs, write

import re  # noqa: I001

import jax.numpy as jnp
import keras
import numpy as np

# How often each sample counts: the formulas see it as often.
TIMES = np.array([2, 0, 3, 1, 1, 4, 0, 2])
COUNTS = ("TruePositives", "TrueNegatives", "FalsePositives", "FalseNegatives")


def cases(dtype):
    seen = set()
    for metric, tag, y_true, y_pred, arguments in metric_inputs():
        kind = (metric, tag, arguments.get("curve"), arguments.get("average"), arguments.get("class_aggregation"))
        if kind in seen:
            continue
        seen.add(kind)
        # Keras makes integers of weights where it computes intersections over unions.
        scale = 1.0 if "IoU" in metric else 0.5
        weights = TIMES * scale
        extra = {"sparse_y_pred": False} if metric in ("IoU", "MeanIoU") else {}
        metric_object = getattr(keras.metrics, metric)(**arguments, **extra)
        results, end = [], 0
        for samples in BATCHES:
            start, end = end, end + samples
            given = weights[start:end]
            if metric == "BinaryIoU":
                # It wants a weight for each output.
                given = np.repeat(given[:, None], y_pred.shape[-1], axis=-1)
            metric_object.update_state(
                y_true[start:end], jnp.asarray(y_pred[start:end], dtype), jnp.asarray(given, dtype)
            )
            results.append(np.asarray(metric_object.result(), np.float64))
            if dtype == np.float64:
                t, p = (np.repeat(y[:end], TIMES[:end], axis=0) for y in (y_true, y_pred))
                want = METRICS[metric](t, p, **arguments)
                want = want if results[-1].ndim else np.mean(want)
                want = want * scale if metric in COUNTS else want
                close(results[-1], want, 1e-6 if metric in COARSE else 1e-12, metric, tag, arguments)
        attrs = {k: ",".join(map(str, v)) if isinstance(v, list) else v for k, v in arguments.items()}
        attrs = {"metric": metric, "name": re.sub(r"_\d+$", "", metric_object.name)} | attrs
        arrays = {"y_true": y_true, "y_pred": y_pred, "weights": weights}
        arrays |= {"batches": np.array(BATCHES), "results": np.array(results)}
        name = keras.src.utils.naming.to_snake_case(metric)
        yield Case(name + ("." + tag if tag else ""), attrs, arrays)


if __name__ == "__main__":
    write("weighted_metrics", lambda dtype: list(cases(dtype)), agreement=1e-5)
