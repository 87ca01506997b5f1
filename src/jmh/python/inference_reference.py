"""Writes src/test/resources/inference/reference.json: what R and statsmodels say of some rows, for ReferenceValuesTest.

Run with statsmodels 0.13.5 and R 4.2.2 with sandwich 3.0 and quantreg 5.94:
python3 src/jmh/python/inference_reference.py > src/test/resources/inference/reference.json
"""
import csv
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import statsmodels.api as sm

ROWS = 60


def rows():
    """Features of very different sizes, and a target for each model."""
    random = np.random.default_rng(14)
    x = np.column_stack([random.normal(2000, 5, ROWS).round(1), random.uniform(0, 3, ROWS).round(3),
                         random.normal(0, 0.01, ROWS).round(5)])
    z = (x - [2000, 1.5, 0]) / [5, 1, 0.01]
    lin = (3 + z @ [1.5, -2, 0.5] + random.normal(0, 1, ROWS) * (0.5 + np.abs(z[:, 0]))).round(4)
    logi = (random.uniform(size=ROWS) < 1 / (1 + np.exp(-(0.3 + z @ [0.8, -0.7, 0.4])))).astype(int)
    poi = random.poisson(np.exp(1 + z @ [0.4, -0.3, 0.2]))
    eta = np.column_stack([np.zeros(ROWS), 0.2 + z @ [0.7, -0.5, 0.1], -0.3 + z @ [-0.4, 0.6, 0.5]])
    p = np.exp(eta)
    p /= p.sum(1, keepdims=True)
    sof = np.array([random.choice(3, p=q) for q in p])
    w = random.integers(1, 5, ROWS)
    pw = random.uniform(0.2, 3, ROWS).round(3)
    g = random.integers(0, 8, ROWS)
    return {"x0": x[:, 0], "x1": x[:, 1], "x2": x[:, 2], "lin": lin, "logi": logi, "poi": poi, "sof": sof, "w": w, "pw": pw,
            "g": g}


def softmax(data):
    """MNLogit over standardised features, where Newton's method ends at the last digit, in the units of the data."""
    x = np.column_stack([data["x0"], data["x1"], data["x2"]])
    center, scale = x.mean(0), x.std(0)
    model = sm.MNLogit(data["sof"], sm.add_constant((x - center) / scale))
    fit = model.fit(method="newton", maxiter=200, tol=1e-15, disp=0)
    own = np.zeros((4, 4))
    own[0] = [1, *(-center / scale)]
    own[1:, 1:] = np.diag(1 / scale)
    both = np.kron(np.eye(2), own)
    bread = np.linalg.inv(-np.asarray(model.hessian(fit.params)))
    scores = np.asarray(model.score_obs(fit.params))

    def errors(covariance):
        return np.sqrt(np.diag(both @ covariance @ both.T)).reshape(2, 4).tolist()

    return {"estimate": (own @ np.asarray(fit.params)).T.tolist(), "ll": fit.llf, "llnull": fit.llnull, "aic": fit.aic,
            "bic": fit.bic, "lr": fit.llr, "p": fit.llr_pvalue, "CLASSIC": errors(bread),
            "HC0": errors(bread @ (scores.T @ scores) @ bread)}


def huber(data, delta=1.0):
    """Newton's method over standardised features, and A⁻¹BA⁻¹ with A = Σ ψ'(e)xx', B = Σ ψ(e)²xx' in the units of the data."""
    x = np.column_stack([data["x0"], data["x1"], data["x2"]])
    center, scale = x.mean(0), x.std(0)
    design = sm.add_constant((x - center) / scale)
    b = np.linalg.lstsq(design, data["lin"], rcond=None)[0]
    for _ in range(100):
        e = data["lin"] - design @ b
        bread = np.linalg.inv((design * (abs(e) <= delta)[:, None]).T @ design)
        b = b + bread @ (design.T @ np.clip(e, -delta, delta))
    fixed = sm.RLM(data["lin"], design, M=sm.robust.norms.HuberT(t=delta))
    # statsmodels estimates a scale; its estimating equation must hold here with the scale 1
    assert abs(fixed.M.psi(e) @ design).max() < 1e-9
    own = np.zeros((4, 4))
    own[0] = [1, *(-center / scale)]
    own[1:, 1:] = np.diag(1 / scale)
    own = own @ bread
    meat = design * np.clip(e, -delta, delta)[:, None]
    error = np.sqrt(np.diag(own @ (meat.T @ meat) @ own.T))
    return {"delta": delta, "estimate": np.r_[b[0] - (center / scale) @ b[1:], b[1:] / scale].tolist(),
            "HC0": error.tolist(), "HC1": (error * np.sqrt(ROWS / (ROWS - 4))).tolist()}


def by_r(data):
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "rows.csv")
        with open(path, "w", newline="") as file:
            table = csv.writer(file)
            table.writerow(data)
            table.writerows(zip(*data.values()))
        script = os.path.join(os.path.dirname(__file__), "inference_reference.R")
        return json.loads(subprocess.run(["Rscript", script, path], check=True, capture_output=True, text=True).stdout)


def main():
    data = rows()
    told = by_r(data)
    lines = ['"data": {\n' + ",\n".join(json.dumps(k) + ": " + json.dumps([float(v) for v in values])
                                         for k, values in data.items()) + "\n}",
             '"cases": [\n' + ",\n".join(map(json.dumps, told["cases"])) + "\n]",
             '"quantile": ' + json.dumps(told["quantile"]),
             '"linear": ' + json.dumps(told["linear"]),
             '"predictions": ' + json.dumps(told["predictions"]),
             '"softmax": ' + json.dumps(softmax(data)),
             '"huber": ' + json.dumps(huber(data))]
    sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")


main()
