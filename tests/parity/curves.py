"""Curves that thresholds draw, calibration, and classification reports, by scikit-learn: writes data/curves.txt and
data/classification_reports.txt.

Run it as generate.py, whose format it shares.
"""

from generate import DATA, Case, write

import numpy as np  # noqa: I001
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    average_precision_score,
    classification_report,
    precision_recall_curve,
    roc_auc_score,
    roc_curve,
)


def samples():
    """Scores that are dyadic fractions, the same in both types, and labels."""
    draw = np.random.default_rng(11)
    for name, count, steps in [("distinct", 40, 4096), ("ties", 60, 8), ("many", 400, 256), ("two", 2, 2)]:
        scores = draw.integers(0, steps + 1, count) / steps
        labels = (draw.random(count) < 0.2 + 0.6 * scores).astype(int)
        labels[:2] = 0, 1
        yield name, scores, labels
    yield "perfect", np.arange(16) / 16, (np.arange(16) >= 9).astype(int)
    yield "inverted", np.arange(16) / 16, (np.arange(16) < 5).astype(int)
    yield "equal", np.full(6, 0.5), np.array([0, 1, 1, 0, 1, 1])


def curves(dtype):
    for name, scores, labels in samples():
        arrays = {"scores": scores, "labels": labels}
        for key, array in zip(("fpr", "tpr", "thresholds"), roc_curve(labels, scores), strict=True):
            arrays["roc." + key] = array
        arrays["roc.auc"] = roc_auc_score(labels, scores)
        for key, array in zip(
            ("precision", "recall", "thresholds"), precision_recall_curve(labels, scores), strict=True
        ):
            arrays["pr." + key] = array
        arrays["pr.average"] = average_precision_score(labels, scores)
        for strategy in ("uniform", "quantile"):
            for bins in (1, 5, 10):
                true, predicted = calibration_curve(labels, scores, n_bins=bins, strategy=strategy)
                arrays[f"{strategy}.{bins}.true"] = true
                arrays[f"{strategy}.{bins}.predicted"] = predicted
        yield Case(name, {}, arrays)


def reports():
    draw = np.random.default_rng(5)
    for names, digits, count in [
        (["0", "1", "2"], 2, 60),
        (["setosa", "versicolor", "a rather long virginica"], 3, 45),
        (["no", "yes"], 2, 1000),
        (["only"], 2, 3),
        (["never there", "always", "never said"], 4, 20),
    ]:
        classes = len(names)
        targets = draw.integers(0, classes, count)
        predicted = np.where(draw.random(count) < 0.7, targets, draw.integers(0, classes, count))
        if names[0] == "never there":
            targets = np.maximum(targets, 1)
            predicted = np.minimum(predicted, 1)
        counts = np.zeros((classes, classes), int)
        np.add.at(counts, (targets, predicted), 1)
        report = classification_report(
            targets, predicted, labels=range(classes), target_names=names, digits=digits, zero_division=0
        )
        head = f"=== digits={digits} names={','.join(names)} counts={','.join(map(str, counts.ravel()))}"
        yield f"{head}\n{report}"


if __name__ == "__main__":
    write("curves", lambda dtype: list(curves(dtype)), agreement=1e-6)
    text = f"# scikit-learn {sklearn.__version__}. Written by curves.py; do not edit.\n" + "".join(reports())
    (DATA / "classification_reports.txt").write_text(text)
