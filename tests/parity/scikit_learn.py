"""Folds, splits and preprocessing of scikit-learn: writes data/data_sets.txt and data/preprocess.txt.

It shares the format of generate.py, but that cases need not come in both types, and that there are NaNs: what is missing.
"""

from generate import DATA, Case, render

import numpy as np  # noqa: I001
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.model_selection import KFold, StratifiedKFold, train_test_split
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler
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


# --- Preprocessing ------------------------------------------------------------


def columns(rows, seed):
    """Five columns: usual, far from 0, constant but for rounding, few different numbers, heavy tails."""
    rng = np.random.default_rng(seed)
    tails = rng.standard_cauchy(rows)
    return np.stack(
        [rng.normal(2, 3, rows), rng.normal(1e4, 0.5, rows), np.full(rows, 0.1), rng.integers(-2, 3, rows), tails], axis=1
    )


def scaler_case(name, scaler, figures, x, new, attrs):
    # scikit-learn computes in the type of the data, this library in float64 always: so does this.
    y = scaler.fit(x.astype(np.float64)).transform(new.astype(np.float64))
    back = scaler.inverse_transform(y.astype(x.dtype).astype(np.float64))
    arrays = {"x": x, "new": new, "y": y, "back": back}
    return Case(name, attrs, arrays | {key: getattr(scaler, key + "_") for key in figures})


def scalers(dtype):
    for rows, seed in [(1, 1), (2, 2), (7, 3), (40, 4)]:
        x, new = columns(rows, seed).astype(dtype), columns(3, seed + 10).astype(dtype)
        yield scaler_case("standardizer", StandardScaler(), ["mean", "scale"], x, new, {})
        for low, high, clip in [(0, 1, False), (-1, 1, False), (-0.5, 2, True)]:
            attrs = {"min": low, "max": high, "clip": clip}
            scaler = MinMaxScaler(feature_range=(low, high), clip=clip)
            yield scaler_case("min_max_scaler", scaler, ["data_min", "data_max"], x, new, attrs)
        for low, high in [(25, 75), (10, 90), (0, 100), (5, 60.5)]:
            scaler = RobustScaler(quantile_range=(low, high))
            yield scaler_case("robust_scaler", scaler, ["center", "scale"], x, new, {"low": low, "high": high})


def imputers(dtype):
    for rows, seed in [(1, 1), (2, 2), (7, 3), (40, 4)]:
        rng = np.random.default_rng(seed)
        x, new = columns(rows, seed).astype(dtype), columns(3, seed + 10).astype(dtype)
        x[1:][rng.random((rows - 1, 5)) < 0.3] = np.nan
        new[rng.random(new.shape) < 0.5] = np.nan
        for strategy in ("mean", "median", "most_frequent"):
            imputer = SimpleImputer(strategy=strategy).fit(x.astype(np.float64))
            arrays = {"x": x, "new": new, "statistics": imputer.statistics_, "y": imputer.transform(new)}
            yield Case("imputer", {"strategy": strategy}, arrays)


def encoders():
    rows = [
        ["red", "S", "a"],
        ["green", "M", "B"],
        ["blue", "S", "ä"],
        ["red", "XL", "Z"],
        ["Green", "S", "a"],
        ["blue", "M", "z"],
    ]
    new = [["blue", "XL", "ä"], ["pink", "M", "b"], ["Green", "L", "Z"]]
    text = {"rows": ",".join(map(":".join, rows)), "new": ",".join(map(":".join, new))}
    one_hot = OneHotEncoder(sparse_output=False, handle_unknown="ignore").fit(rows)
    yield Case("one_hot_encoder", text, {"y": one_hot.transform(rows), "y_new": one_hot.transform(new)})
    for unknown in (-1, 5):
        ordinal = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=unknown).fit(rows)
        arrays = {"y": ordinal.transform(rows), "y_new": ordinal.transform(new)}
        yield Case("ordinal_encoder", text | {"unknown": unknown}, arrays)
    names = ["virginica", "setosa", "Setosa", "versicolor", "setosa", "éclair"]
    encoder = LabelEncoder().fit(names)
    attrs = {"names": ",".join(names), "classes": ",".join(encoder.classes_)}
    yield Case("label_encoder", attrs, {"labels": encoder.transform(names)})


def preprocess():
    for dtype, long_name in (("f32", np.float32), ("f64", np.float64)):
        yield from ((case, dtype) for case in [*scalers(long_name), *imputers(long_name)])
    yield from ((case, "f64") for case in encoders())


if __name__ == "__main__":
    write("data_sets", [(case, "f64") for case in data_sets()])
    write("preprocess", list(preprocess()))
