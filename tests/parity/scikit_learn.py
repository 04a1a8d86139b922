"""Folds and splits of scikit-learn: writes data/data_sets.txt.

It shares the format of generate.py.
"""

from generate import DATA, Case, render

import numpy as np  # noqa: I001
import sklearn
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split
from sklearn.utils.class_weight import compute_class_weight


def write(topic, cases):
    """Writes cases, each with its type."""
    header = f"# scikit-learn {sklearn.__version__}, NumPy {np.__version__}. Written by scikit_learn.py; do not edit.\n"
    path = DATA / f"{topic}.txt"
    path.write_text(header + "".join(render(case, dtype) for case, dtype in cases))
    print(f"{path.name}: {len(cases)} cases, {path.stat().st_size} bytes")


def fold_of(folds, samples):
    """For each sample the fold in which it validates."""
    found = np.full(samples, -1)
    for fold, (train, test) in enumerate(folds):
        assert (found[test] == -1).all() and len(train) + len(test) == samples
        assert (np.diff(train) > 0).all() and (np.diff(test) > 0).all()
        found[test] = fold
    assert (found >= 0).all()
    return found


def labels():
    """Labels with their names: sorted and not, rare classes, classes that do not begin with the smallest, gaps."""
    rng = np.random.default_rng(3)
    yield "sorted", np.repeat([0, 1, 2], [7, 5, 9])
    yield "turns", np.arange(23) % 4
    yield "late", np.array([2, 1, 1, 2, 0, 0, 2, 1, 0, 2, 2, 0, 1, 0, 2, 1, 1])
    yield "gaps", np.array([7, 3, 3, 7, 9, 9, 7, 3, 9, 7, 3, 9, 9, 9])
    yield "rare", rng.permutation(np.repeat([0, 1, 2, 3], [40, 6, 13, 8]))
    yield "many", rng.permutation(np.repeat(np.arange(9), rng.integers(5, 30, 9)))


def data_sets():
    for samples, k in [(2, 2), (10, 2), (10, 3), (11, 4), (7, 7), (23, 5)]:
        folds = KFold(k).split(np.zeros((samples, 1)))
        yield Case("k_folds", {"k": k}, {"fold_of": fold_of(folds, samples)})
    for name, y in labels():
        for k in (2, 3, 4, 5):
            if np.unique(y, return_counts=True)[1].min() >= k:
                folds = StratifiedKFold(k).split(np.zeros((len(y), 1)), y)
                arrays = {"labels": y, "fold_of": fold_of(folds, len(y))}
                yield Case(f"stratified_k_folds.{name}", {"k": k}, arrays)
        for fraction in (0.5, 0.7, 0.8):
            first = int(len(y) * fraction)
            classes, counts = np.unique(y, return_counts=True)
            remainders = np.sort(counts * first % len(y))[::-1]
            missing = remainders.sum() // len(y)
            if 0 < missing < len(y) and len(remainders) > missing and remainders[missing - 1] == remainders[missing]:
                continue  # scikit-learn draws lots.
            train, _ = train_test_split(y, train_size=first, stratify=y, random_state=1)
            arrays = {"labels": y, "counts": np.array([(train == c).sum() for c in classes])}
            yield Case(f"stratified_split.{name}", {"fraction": fraction}, arrays)
        y = np.unique(y, return_inverse=True)[1]
        weights = compute_class_weight("balanced", classes=np.unique(y), y=y)
        yield Case(f"balanced.{name}", {}, {"labels": y, "weights": weights})


if __name__ == "__main__":
    write("data_sets", [(case, "f64") for case in data_sets()])
