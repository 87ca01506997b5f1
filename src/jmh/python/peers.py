"""What the tables in docs/performance.md are compared with, on the same work.

apt-get install python3-sklearn python3-torch python3-pandas
/usr/bin/python3 src/jmh/python/peers.py          nanoseconds a row and epoch, one thread
/usr/bin/python3 src/jmh/python/peers.py tables   seconds from a file to a fit, beside a service on localhost:8080
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

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


def table_of_numbers(path, n=1_000_000, d=28):
    """A file of about 500 MB."""
    rng = np.random.default_rng(1)
    weights = rng.standard_normal(d)
    with open(path, "w") as out:
        out.write(",".join(f"x{j}" for j in range(d)) + ",y\n")
        for _ in range(0, n, 10_000):
            x = rng.standard_normal((10_000, d))
            y = (x @ weights + rng.standard_normal(10_000) > 0).astype(int)
            out.writelines(",".join(map(repr, row)) + f",{target}\n" for row, target in zip(x.tolist(), y))


def table_of_people(path, n=48_842):
    """As wide as UCI's Adult: 6 numbers, 8 categories with missing values."""
    rng = np.random.default_rng(2)
    sizes = (9, 16, 7, 15, 6, 5, 2, 42)
    effects = [rng.standard_normal(size) for size in sizes]
    with open(path, "w") as out:
        out.write(",".join(f"n{j}" for j in range(6)) + "," + ",".join(f"c{j}" for j in range(8)) + ",income\n")
        for _ in range(n):
            numbers = rng.integers(0, 100, 6)
            codes = [rng.integers(size) for size in sizes]
            margin = sum(effect[code] for effect, code in zip(effects, codes)) + 0.02 * (numbers.sum() - 300)
            cells = ["" if rng.random() < 0.02 else f"level {code}" for code in codes]
            out.write(",".join(map(str, numbers)) + "," + ",".join(cells))
            out.write(",>50K\n" if margin + rng.logistic() > 1 else ",<=50K\n")


PANDAS_NUMBERS = """
import pandas, sys
from sklearn.linear_model import SGDClassifier
table = pandas.read_csv(sys.argv[1])
y = table.pop("y")
SGDClassifier(loss="log_loss", max_iter=5, tol=None, learning_rate="constant", eta0=0.001, penalty=None).fit(table, y)
"""

POLARS_NUMBERS = """
import polars, sys
from sklearn.linear_model import SGDClassifier
table = polars.read_csv(sys.argv[1])
y = table.drop_in_place("y").to_numpy()
SGDClassifier(loss="log_loss", max_iter=5, tol=None, learning_rate="constant", eta0=0.001, penalty=None).fit(table.to_numpy(), y)
"""

PANDAS_PEOPLE = """
import pandas, sys
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
table = pandas.read_csv(sys.argv[1])
y = table.pop("income")
texts = [name for name in table if name.startswith("c")]
table[texts] = table[texts].fillna("(missing)")
encode = make_column_transformer((OneHotEncoder(), texts), remainder=StandardScaler())
make_pipeline(encode, LogisticRegression(C=1e6, max_iter=1000)).fit(table, y)
"""

SGD_SETTINGS = {
    "optimizer": {"type": "sgd", "learning_rate": 0.001},
    "batch_size": 1,
    "epochs": 5,
    "shuffle": "samples",
    "scaling": "none",
}
PEOPLE_SETTINGS = {
    "encoding": {"missing": "constant", "drop": "first"},
    "penalty": {"type": "l2", "alpha": 1e-6},
}


def process(command):
    """Seconds and the greatest resident set of a process, its start included."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    answer = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise RuntimeError(answer.decode())
    return time.perf_counter() - start, usage.ru_maxrss / 1024, answer


def posted(path, target, settings):
    url = f"http://localhost:8080/v1/fits?target={target}&model=logistic&settings={quote(json.dumps(settings))}"
    send = ["curl", "-sS", "--fail-with-body", "-X", "POST", "-T", path, "-H", "Content-Type: text/csv", "-H", "Prefer: wait=300"]
    seconds, _, answer = process([*send, url])
    fit = json.loads(answer)
    if fit["status"] != "succeeded":
        raise RuntimeError(answer.decode()[:1000])
    return seconds, fit["stop_reason"]


def tables():
    service = subprocess.run(["pgrep", "-f", "descent.*jar"], capture_output=True, text=True).stdout.split()
    with tempfile.TemporaryDirectory() as folder:
        numbers, people = os.path.join(folder, "numbers.csv"), os.path.join(folder, "people.csv")
        table_of_numbers(numbers)
        table_of_people(people)
        print(f"{os.path.getsize(numbers) / 1e6:.0f} MB and {os.path.getsize(people) / 1e6:.0f} MB", flush=True)
        for round in range(1, 4):
            for name, path, target, settings, peers in (
                ("1,000,000 x 28 numbers", numbers, "y", SGD_SETTINGS, {"pandas": PANDAS_NUMBERS, "polars": POLARS_NUMBERS}),
                ("48,842 people", people, "income", PEOPLE_SETTINGS, {"pandas": PANDAS_PEOPLE}),
            ):
                seconds, why = posted(path, target, settings)
                print(f"{round} {name}: Descent {seconds:.2f} s, {why}", flush=True)
                for peer, program in peers.items():
                    if importlib.util.find_spec(peer) is None:
                        continue
                    seconds, megabytes, _ = process([sys.executable, "-c", program, path])
                    print(f"{round} {name}: {peer} and scikit-learn {seconds:.2f} s, {megabytes:.0f} MB", flush=True)
        for pid in service:
            with open(f"/proc/{pid}/status") as status:
                print("Descent:", *[line.strip() for line in status if line.startswith("VmHWM")], flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["tables"]:
        tables()
    else:
        generator = np.random.default_rng(0)
        scikit_learn(generator)
        pytorch(generator)
