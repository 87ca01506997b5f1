"""@HEAD@

Predict:  python3 model.py rows.csv            a CSV with a header, its predictions on standard output
          from model import predict            predict({"column": [values, …], …})
Retrain:  from model import retrain            coef, intercept = retrain(columns, targets)

A prediction is 0 + w1*x1 + w2*x2 + … + b from left to right, so that it is the same double everywhere.
Needs NumPy and nothing else.
"""
import csv
import json
import sys
from datetime import datetime, timezone

import numpy as np

MODEL = @MODEL@
CLASSES = @CLASSES@
# how each column becomes features: what training has learned of it
COLUMNS = @COLUMNS@
FEATURES = @FEATURES@
# a row of weights and an intercept for each output
COEF = np.array(@COEF@, dtype=float).reshape(@OUTPUTS@, len(FEATURES))
INTERCEPT = np.array(@INTERCEPT@, dtype=float)
REFUSES_UNKNOWN = @REFUSES_UNKNOWN@


# what stands for a missing value in a file
MISSING_TEXTS = ("", "NA", "N/A", "n/a", "<NA>", "#N/A", "#N/A N/A", "#NA", "null", "NULL", "None", "NaN", "nan", "-NaN",
                 "-nan", "-")


def is_missing(value):
    return value is None or value != value


def number(value):
    return np.nan if is_missing(value) or value == "" else float(value)


def flag(value):
    if is_missing(value) or value == "":
        return np.nan
    if isinstance(value, str):
        return {"true": 1.0, "yes": 1.0, "1": 1.0, "false": 0.0, "no": 0.0, "0": 0.0}[value.strip().lower()]
    return float(value)


def seconds(value):
    """A time in seconds since 1970, in UTC where it has no offset."""
    if is_missing(value) or value == "":
        return np.nan
    if isinstance(value, str):
        value = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
        value = value if value.tzinfo else value.replace(tzinfo=timezone.utc)
        return value.timestamp()
    return float(value)


def text(value):
    """A level as training wrote it: whole numbers without a fraction, booleans in small letters."""
    if isinstance(value, (bool, np.bool_)):
        return str(value).lower()
    if isinstance(value, (float, np.floating)) and value == np.rint(value) and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def filled(name, values, fill):
    gaps = np.isnan(values)
    if gaps.any() and fill is None:
        raise ValueError("column %r is missing in row %d, and the model has no fill for it" % (name, gaps.argmax()))
    return np.where(gaps, 0.0 if fill is None else fill, values), gaps


def murmur3(key):
    """MurmurHash3 of 32 bits with the seed 0, signed."""
    data, h = key.encode("utf-8"), 0
    for i in range(0, len(data) // 4 * 4, 4):
        k = int.from_bytes(data[i:i + 4], "little") * 0xCC9E2D51 & 0xFFFFFFFF
        h ^= ((k << 15 | k >> 17) & 0xFFFFFFFF) * 0x1B873593 & 0xFFFFFFFF
        h = ((h << 13 | h >> 19) & 0xFFFFFFFF) * 5 + 0xE6546B64 & 0xFFFFFFFF
    rest = data[len(data) // 4 * 4:]
    if rest:
        k = int.from_bytes(rest, "little") * 0xCC9E2D51 & 0xFFFFFFFF
        h ^= ((k << 15 | k >> 17) & 0xFFFFFFFF) * 0x1B873593 & 0xFFFFFFFF
    h ^= len(data)
    h = (h ^ h >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    h = (h ^ h >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    h ^= h >> 16
    return h - (1 << 32) if h >= 1 << 31 else h


def level_features(column, values):
    """A feature for each level; the rare ones are one together, and so are those that training has not seen."""
    outputs = list(column["levels"])
    if column["missing_level"]:
        outputs.append(None)
    place = {level: k for k, level in enumerate(outputs)}
    rare = len(outputs) if column["infrequent"] else None
    place.update((level, rare) for level in column["infrequent"])
    found = np.full(len(values), -1)
    for i, value in enumerate(values):
        level = None if is_missing(value) else text(value)
        if level is None and not column["missing_level"]:
            if column["fill"] is None:
                raise ValueError("column %r is missing in row %d" % (column["name"], i))
            level = column["fill"]
        if level not in place and REFUSES_UNKNOWN:
            raise ValueError("column %r has an unknown level in row %d: %r" % (column["name"], i, level))
        at = place.get(level, rare)
        found[i] = -1 if at is None else at
    width = len(outputs) + (rare is not None)
    return [(found == k).astype(float) for k in range(1 if column["dropped"] else 0, width)]


def hashed_features(column, values):
    features = np.zeros((column["width"], len(values)))
    for i, value in enumerate(values):
        if is_missing(value) and column["fill"] is None and not column["missing_level"]:
            raise ValueError("column %r is missing in row %d" % (column["name"], i))
        level = text(value) if not is_missing(value) else "(missing)" if column["missing_level"] else column["fill"]
        h = murmur3(column["name"] + "=" + level)
        features[abs(h) % column["width"], i] = 1.0 if h >= 0 else -1.0
    return list(features)


def column_features(column, values):
    """The features of one column, in their order."""
    kind = column["type"]
    if kind == "category":
        gaps = np.array([is_missing(value) for value in values])
        features = level_features(column, values)
    elif kind == "hashed":
        gaps = np.array([is_missing(value) for value in values])
        features = hashed_features(column, values)
    else:
        read = {"number": number, "boolean": flag, "date": seconds}[kind]
        numbers, gaps = filled(column["name"], np.array([read(value) for value in values]), column["fill"])
        features = [numbers]
        if column.get("parts"):
            times = [datetime.fromtimestamp(np.floor(t), timezone.utc) for t in numbers]
            features = [np.array([float(part(t)) for t in times]) for part in
                        (lambda t: t.year, lambda t: t.month, lambda t: t.weekday(), lambda t: t.hour)]
    return features + ([gaps.astype(float)] if column["indicator"] else [])


def features_of(columns):
    """All features of columns, found by their names."""
    features = []
    for column in COLUMNS:
        if column["name"] not in columns:
            raise ValueError("column %r is missing; the model needs it" % column["name"])
        features += column_features(column, list(columns[column["name"]]))
    return features


def margins(features, coef, intercept):
    sums = []
    for weights, b in zip(coef, intercept):
        margin = np.zeros(len(features[0]))
        for weight, feature in zip(weights, features):
            margin = margin + weight * feature
        sums.append(margin + b)
    return np.array(sums)


def sigmoid(m):
    t = np.exp(-np.abs(m))
    return np.where(m >= 0, 1 / (1 + t), t / (1 + t))


def softmax(m):
    e = np.exp(m - m.max(axis=0))
    return e / e.sum(axis=0)


def probabilities(columns):
    """The probabilities of the classes, a row for each row; for logistic and softmax."""
    m = margins(features_of(columns), COEF, INTERCEPT)
    return (np.array([sigmoid(-m[0]), sigmoid(m[0])]) if MODEL == "logistic" else softmax(m)).T


def predict(columns):
    """Numbers for a regression, classes for a classifier; columns as a dict of lists, a data frame will do."""
    m = margins(features_of(columns), COEF, INTERCEPT)
    if MODEL == "linear":
        return m[0].tolist()
    if MODEL == "poisson":
        return np.exp(m[0]).tolist()
    places = m.argmax(axis=0) if MODEL == "softmax" else (m[0] > 0).astype(int)
    return [CLASSES[k] for k in places]


def slopes(m, targets):
    """The slope of the loss of each row by its margins: squared error, log loss, Poisson loss, hinge."""
    if MODEL == "linear":
        return 2 * (m - targets)
    if MODEL == "poisson":
        return np.exp(m) - targets
    if MODEL == "logistic":
        return sigmoid(m) - targets
    if MODEL == "svm":
        sign = 2 * targets - 1
        return np.where(sign * m < 1, -sign, 0.0)
    return softmax(m) - (np.arange(len(CLASSES))[:, None] == targets)


def retrain(columns, targets, epochs=1000, learning_rate=0.1, l2=0.0):
    """Fits the same kind of model to other rows by gradient descent over all of them, on features of deviation 1.

    Returns weights and intercepts in the units of the features. Levels, fills and classes stay as they are.
    """
    x = np.array(features_of(columns))
    mean, deviation = x.mean(axis=1, keepdims=True), x.std(axis=1, keepdims=True)
    deviation[deviation == 0] = 1
    x = (x - mean) / deviation
    y = np.array([CLASSES.index(t) for t in targets] if CLASSES else targets, dtype=float)
    coef, intercept = np.zeros(COEF.shape), np.zeros(INTERCEPT.shape)
    for _ in range(epochs):
        slope = slopes(coef @ x + intercept[:, None], y)
        coef -= learning_rate * (slope @ x.T / x.shape[1] + l2 * coef)
        intercept -= learning_rate * slope.mean(axis=1)
    coef = coef / deviation.T
    return coef, intercept - (coef @ mean)[:, 0]


if __name__ == "__main__":
    with open(sys.argv[1], newline="", encoding="utf-8-sig") as rows:
        table = [row for row in csv.reader(rows) if row]
    given = {name: [None if row[k].strip() in MISSING_TEXTS else row[k] for row in table[1:]]
             for k, name in enumerate(table[0])}
    for prediction in predict(given):
        print(json.dumps(prediction) if isinstance(prediction, (bool, float)) else prediction)
