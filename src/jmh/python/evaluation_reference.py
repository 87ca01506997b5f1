"""Writes src/test/resources/evaluate/reference.json: what scikit-learn says of predictions, for EvaluationTest.

Run with scikit-learn 1.2.1: python3 src/jmh/python/evaluation_reference.py > src/test/resources/evaluate/reference.json
Weights are whole numbers where scikit-learn takes none, or takes another median: rows are then repeated.
"""
import json
import sys

import numpy as np
import sklearn
from scipy.special import expit, softmax
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

rng = np.random.RandomState(7)


def numbers(values):
    return [None if not np.isfinite(v) else float(v) for v in np.asarray(values, dtype=float).ravel()]


def weights_of(n, weighted):
    return rng.randint(0, 4, n).astype(float) if weighted else None


def case(name, model, margins, y, w, expected, **more):
    return {"name": name, "model": model, "margins": numbers(margins), "targets": numbers(y),
            "weights": None if w is None else numbers(w), "expected": expected, **more}


def regression(name, weighted, zeros):
    n = 301
    y = np.round(rng.normal(size=n) * 3, 1)
    if not zeros:
        y[y == 0] = 0.5
    p = y + rng.normal(size=n)
    w = weights_of(n, weighted)
    repeated = slice(None) if w is None else np.repeat(np.arange(n), w.astype(int))
    expected = {
        "mse": m.mean_squared_error(y, p, sample_weight=w),
        "rmse": m.mean_squared_error(y, p, sample_weight=w, squared=False),
        "mae": m.mean_absolute_error(y, p, sample_weight=w),
        "median_absolute_error": m.median_absolute_error(y[repeated], p[repeated]),
        "mape": None if zeros else m.mean_absolute_percentage_error(y, p, sample_weight=w),
        "r2": m.r2_score(y, p, sample_weight=w),
        "pinball_loss": m.mean_pinball_loss(y, p, sample_weight=w, alpha=0.8),
    }
    return case(name, "linear", p, y, w, expected, quantile=0.8)


def counts(name, weighted):
    n = 200
    margins = rng.normal(size=n)
    mu = np.exp(margins)
    y = rng.poisson(mu).astype(float)
    w = weights_of(n, weighted)
    repeated = slice(None) if w is None else np.repeat(np.arange(n), w.astype(int))
    expected = {
        "deviance": m.mean_poisson_deviance(y, mu, sample_weight=w),
        "d2": m.d2_tweedie_score(y, mu, sample_weight=w, power=1),
        "mse": m.mean_squared_error(y, mu, sample_weight=w),
        "rmse": m.mean_squared_error(y, mu, sample_weight=w, squared=False),
        "mae": m.mean_absolute_error(y, mu, sample_weight=w),
        "median_absolute_error": m.median_absolute_error(y[repeated], mu[repeated]),
    }
    return case(name, "poisson", margins, y, w, expected)


def by_class(y, predicted, w, labels):
    p, r, f, s = m.precision_recall_fscore_support(y, predicted, labels=labels, sample_weight=w, zero_division=0)
    out = {"precision": numbers(p), "recall": numbers(r), "f1": numbers(f), "support": numbers(s),
           "confusion": m.confusion_matrix(y, predicted, labels=labels, sample_weight=w).astype(float).tolist(),
           "accuracy": m.accuracy_score(y, predicted, sample_weight=w)}
    for average in ("macro", "weighted", "micro"):
        out[average] = numbers(m.precision_recall_fscore_support(
            y, predicted, labels=labels, average=average, sample_weight=w, zero_division=0)[:3])
    return out


def curves(y, score, w):
    fpr, tpr, threshold = m.roc_curve(y, score, sample_weight=w)
    precision, recall, thresholds = m.precision_recall_curve(y, score, sample_weight=w)
    return {"roc": {"fpr": numbers(fpr), "tpr": numbers(tpr), "threshold": numbers(threshold[1:])},
            "pr": {"precision": numbers(precision[::-1]), "recall": numbers(recall[::-1]),
                   "threshold": numbers(thresholds[::-1])}}


def binary(name, weighted, threshold, model="logistic"):
    n = 250
    margins = np.round(rng.normal(size=n) * 2, 1)
    margins[margins == 0] = 0.1
    y = (rng.uniform(size=n) < expit(margins)).astype(int)
    w = weights_of(n, weighted)
    kept = slice(None) if w is None else w > 0
    repeated = slice(None) if w is None else np.repeat(np.arange(n), w.astype(int))
    p = expit(margins)
    level = (0.5 if model == "logistic" else 0.0) if threshold is None else threshold
    predicted = ((p if model == "logistic" else margins) > level).astype(int)
    expected = by_class(y, predicted, w, [0, 1])
    expected["balanced_accuracy"] = m.balanced_accuracy_score(y[kept], predicted[kept], sample_weight=None if w is None else w[kept])
    expected["roc_auc"] = m.roc_auc_score(y, margins, sample_weight=w)
    expected["average_precision"] = m.average_precision_score(y, margins, sample_weight=w)
    wk = None if w is None else w[kept]
    expected.update(curves(y[kept], margins[kept], wk))
    if model == "logistic":
        expected["log_loss"] = m.log_loss(y, p, sample_weight=w)
        expected["brier"] = m.brier_score_loss(y, p, sample_weight=w)
        observed, mean = calibration_curve(y[repeated], p[repeated], n_bins=10)
        expected["calibration"] = {"predicted": numbers(mean), "observed": numbers(observed)}
    return case(name, model, margins, y, w, expected, threshold=threshold)


def many(name, weighted, never, absent=False):
    n = 300
    margins = rng.normal(size=(n, 4))
    y = np.array([rng.choice(4, p=row) for row in softmax(margins, axis=1)])
    if never:
        margins[:, 2] = -9
    if absent:
        y[y == 3] = 1
    w = weights_of(n, weighted)
    p = softmax(margins, axis=1)
    predicted = margins.argmax(axis=1)
    labels = [0, 1, 2, 3]
    kept = slice(None) if w is None else w > 0
    expected = by_class(y, predicted, w, labels)
    expected["balanced_accuracy"] = m.recall_score(
        y[kept], predicted[kept], labels=np.unique(y[kept]), average="macro", sample_weight=None if w is None else w[kept])
    expected["log_loss"] = m.log_loss(y, p, sample_weight=w, labels=labels)
    one_hot = np.eye(4)[y]
    expected["brier"] = np.average(((p - one_hot) ** 2).sum(axis=1), weights=w)
    if not absent:
        expected["roc_auc"] = m.roc_auc_score(y, p, sample_weight=w, multi_class="ovr", labels=labels)
        expected["average_precision"] = float(np.mean(
            [m.average_precision_score(one_hot[:, k], p[:, k], sample_weight=w) for k in labels]))
    return case(name, "softmax", margins, y, w, expected)


cases = [
    regression("regression", False, False), regression("regression with weights", True, False),
    regression("regression with zeros", False, True),
    counts("counts", False), counts("counts with weights", True),
    binary("two classes", False, None), binary("two classes with weights", True, None),
    binary("two classes at another threshold", False, 0.3), binary("margins", False, None, "svm"),
    binary("margins with weights at another threshold", True, 0.7, "svm"),
    many("four classes", False, False), many("four classes with weights", True, False),
    many("a class that is never predicted", False, True), many("a class without rows", False, False, True),
]
json.dump({"source": "scikit-learn %s, NumPy %s, by src/jmh/python/evaluation_reference.py"
                     % (sklearn.__version__, np.__version__), "cases": cases}, sys.stdout)
