"""Writes problems.json: random small datasets and how many conditions a linear program can set apart in each.

    /usr/bin/python3 make.py > problems.json      (made with Python 3.11, SciPy 1.10.1, NumPy 1.24.2, HiGHS)

Maximise sum(t) with 0 <= t <= 1 and Z d >= t (X d = 0 for counts that are not 0). Because a direction may be as long as
one likes, t is 1 for each condition that can be met with room to spare and 0 for the others; sum(t) counts them.
"separated" says that it is all of them. Values are integers, halves or decimals of two places, so that no verdict hangs
on rounding.
"""
import json
import numpy
from scipy.optimize import linprog

PER_MODEL = 240


def conditions(model, x, y, classes):
    a = numpy.hstack([x, numpy.ones((len(x), 1))])
    if model == "logistic":
        return a * numpy.where(y == 1, 1, -1)[:, None], numpy.zeros((0, a.shape[1]))
    if model == "poisson":
        return -a[y == 0], a[y > 0]
    rows = []
    for own, row in zip(y, a):
        for other in range(classes):
            if other != own:
                z = numpy.zeros((classes, a.shape[1]))
                z[own] += row
                z[other] -= row
                rows.append(z.ravel())
    return numpy.array(rows), numpy.zeros((0, classes * a.shape[1]))


def apart(z, equal):
    n, p = z.shape
    if n == 0:
        return 0
    found = linprog(
        numpy.concatenate([numpy.zeros(p), -numpy.ones(n)]),
        A_ub=numpy.hstack([-z, numpy.eye(n)]),
        b_ub=numpy.zeros(n),
        A_eq=numpy.hstack([equal, numpy.zeros((len(equal), n))]) if len(equal) else None,
        b_eq=numpy.zeros(len(equal)) if len(equal) else None,
        bounds=[(None, None)] * p + [(0, 1)] * n,
        method="highs")
    assert found.status == 0, found.message
    t = found.x[p:]
    assert numpy.all((t < 1e-4) | (t > 1 - 1e-4)), t
    return int(round(t.sum()))


def features(random, n, d):
    kind = random.integers(5)
    if kind == 0:  # marks that few rows have
        return (random.random((n, d)) < random.uniform(0.05, 0.5)).astype(float)
    if kind == 1:  # a level for each row, the first one left out or not
        levels = random.integers(0, d, n)
        return numpy.eye(d)[levels]
    if kind == 2:
        return random.integers(-3, 4, (n, d)).astype(float)
    if kind == 3:
        return numpy.round(random.normal(size=(n, d)), 2)
    x = random.integers(0, 2, (n, d)).astype(float)
    x[:, 0] = random.integers(1, 12, n) / 2
    return x


def problem(random, model):
    d = int(random.integers(1, 6))
    n = int(random.integers(6, 40))
    x = features(random, n, d)
    classes = {"logistic": 2, "poisson": 0, "softmax": int(random.integers(3, 5))}[model]
    w = random.normal(size=(d + 1, max(classes, 1))) * random.uniform(0.2, 3)
    margins = x @ w[:d] + w[d]
    if model == "poisson":
        y = random.poisson(numpy.exp(numpy.clip(margins[:, 0], -4, 2)))
        if random.random() < 0.5:
            j = int(random.integers(d))
            y = numpy.where(x[:, j] == x[:, j].max(), 0, y)
        if not y.any():
            y[0] = 1
    else:
        noise = random.gumbel(size=margins.shape) * random.choice([0.05, 0.3, 1, 1])
        y = numpy.argmax(margins + noise, axis=1)
        if random.random() < 0.35:
            j = int(random.integers(d))
            y = numpy.where(x[:, j] == x[:, j].max(), classes - 1, y)
        for k in range(classes):
            y[k] = k
    return x, y, classes


def main():
    random = numpy.random.default_rng(20250801)
    lines = []
    for model in ("logistic", "softmax", "poisson"):
        for _ in range(PER_MODEL):
            x, y, classes = problem(random, model)
            z, equal = conditions(model, x, y, classes)
            count = apart(z, equal)
            lines.append(json.dumps({
                "model": model, "classes": classes, "apart": count, "separated": count == len(z) and len(equal) == 0,
                "x": [[int(v) if v == int(v) else float(v) for v in row] for row in x],
                "y": [int(v) for v in y]}, separators=(",", ":")))
    print("[\n" + ",\n".join(lines) + "\n]")


main()
