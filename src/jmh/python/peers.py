"""What the table in docs/performance.md is compared with, on the same work: nanoseconds a row and epoch, one thread.

apt-get install python3-sklearn python3-torch && /usr/bin/python3 src/jmh/python/peers.py
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import time

import numpy as np
from scipy import sparse
from sklearn.linear_model import SGDClassifier, SGDRegressor

EPOCHS = 5
REPEATS = 3
SGD = dict(max_iter=EPOCHS, tol=None, learning_rate="constant", eta0=0.001, penalty=None)


def shortest(run):
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def tell(name, seconds, rows, epochs=EPOCHS):
    print(f"{name:<40} {seconds / rows / epochs * 1e9:8.1f} ns a row", flush=True)


def dense(rng, n, d):
    x = rng.standard_normal((n, d))
    margin = x @ (rng.standard_normal(d) / np.sqrt(d))
    return x, margin + 0.1 * rng.standard_normal(n), (margin > 0).astype(int)


def scikit_learn(rng):
    for n, d in ((1_000_000, 2), (1_000_000, 28), (200_000, 200)):
        x, y, classes = dense(rng, n, d)
        for shuffle in (False, True):
            order = "shuffled" if shuffle else "in order"
            squared = SGDRegressor(shuffle=shuffle, **SGD)
            tell(f"scikit-learn {n} x {d} squared, {order}", shortest(lambda: squared.fit(x, y)), n)
            log = SGDClassifier(loss="log_loss", shuffle=shuffle, **SGD)
            tell(f"scikit-learn {n} x {d} log, {order}", shortest(lambda: log.fit(x, classes)), n)
    n, d, stored = 200_000, 50_000, 75
    indices = np.sort(rng.integers(0, d, (n, stored)), axis=1).ravel()
    x = sparse.csr_matrix((rng.standard_normal(n * stored), indices, np.arange(0, n * stored + 1, stored)), shape=(n, d))
    classes = (np.asarray(x @ rng.standard_normal(d)).ravel() > 0).astype(int)
    for shuffle in (False, True):
        log = SGDClassifier(loss="log_loss", shuffle=shuffle, **SGD)
        order = "shuffled" if shuffle else "in order"
        tell(f"scikit-learn sparse {n} x {d} log, {order}", shortest(lambda: log.fit(x, classes)), n)


def pytorch(rng):
    import torch

    torch.set_num_threads(1)
    n, d, batch = 1_000_000, 28, 256
    x, y, _ = dense(rng, n, d)
    x, y = torch.from_numpy(x), torch.from_numpy(y)

    def epoch(shuffled):
        model = torch.nn.Linear(d, 1, dtype=torch.float64)
        adam = torch.optim.Adam(model.parameters(), lr=0.001)
        order = torch.randperm(n) if shuffled else None
        for start in range(0, n, batch):
            rows = slice(start, start + batch) if order is None else order[start : start + batch]
            adam.zero_grad()
            loss = torch.nn.functional.mse_loss(model(x[rows])[:, 0], y[rows])
            loss.backward()
            adam.step()

    tell(f"PyTorch {n} x {d} adam, batches of {batch}", shortest(lambda: epoch(False)), n, 1)
    tell(f"PyTorch {n} x {d} adam, shuffled batches", shortest(lambda: epoch(True)), n, 1)


if __name__ == "__main__":
    generator = np.random.default_rng(0)
    scikit_learn(generator)
    pytorch(generator)
