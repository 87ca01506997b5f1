"""statsmodels beside Descent: least squares with HC3 standard errors.

apt-get install python3-statsmodels

./mvnw -Pbench test -Djmh="inference 1000000 28 9"   starts this for the rows in memory, in turn with Descent
/usr/bin/python3 src/jmh/python/inference_peer.py    beside a service on localhost:8080: a stored table over HTTP in turn with statsmodels
"""

import json
import os
import sys
import tempfile
import time
import urllib.request

import numpy as np
import statsmodels.api as sm

SERVICE = "http://localhost:8080"
FIT = {"optimizer": "exact", "inference": {"covariance": "HC3"}}


def errors(x, y):
    """Seconds, and the standard errors, the intercept's first."""
    start = time.perf_counter()
    found = sm.OLS(y, sm.add_constant(x)).fit(cov_type="HC3").bse
    return time.perf_counter() - start, found


def in_turn(file, n, d):
    """Answers each line that is read, and warms up before the first."""
    numbers = np.fromfile(file)
    x, y = numbers[: n * d].reshape(n, d), numbers[n * d :]
    errors(x, y)
    for _ in sys.stdin:
        seconds, found = errors(x, y)
        print(seconds, *map(repr, map(float, found)), flush=True)


def posted(path, body, content_type):
    request = urllib.request.Request(SERVICE + path, body, {"Content-Type": content_type, "Prefer": "wait=300"}, method="POST")
    start = time.perf_counter()
    with urllib.request.urlopen(request) as answer:
        told = json.load(answer)
    return time.perf_counter() - start, told


def over_http(n=1_000_000, d=28, rounds=5):
    rng = np.random.default_rng(0)
    x = rng.standard_normal((n, d))
    y = x @ (rng.standard_normal(d) / np.sqrt(d)) + 0.1 * rng.standard_normal(n)
    with tempfile.NamedTemporaryFile("w+", suffix=".csv") as table:
        table.write(",".join(f"x{j}" for j in range(d)) + ",y\n")
        for row, target in zip(x, y):
            table.write(",".join(map(repr, row.tolist())) + f",{float(target)!r}\n")
        table.flush()
        with open(table.name, "rb") as body:
            seconds, stored = posted("/v1/datasets", body, "text/csv")
        print(f"{os.path.getsize(table.name) / 1e6:.0f} MB stored in {seconds:.1f} s", flush=True)
    fit = json.dumps({"dataset": {"id": stored["id"], "target": "y"}, **FIT}).encode()
    for round in range(rounds):
        seconds, told = posted("/v1/fits", fit, "application/json")
        theirs, found = errors(x, y)
        own = [parameter["std_error"] for parameter in told["result"]["inference"]["parameters"]]
        off = max(abs(a / b - 1) for a, b in zip(own, found, strict=True))
        print(f"{round + 1}: Descent {seconds:.2f} s, statsmodels {theirs:.2f} s, {theirs / seconds:.1f} times; errors differ by {off:.0e} at most", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        in_turn(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    else:
        over_http()
