"""What a user would write in place of /predict: FastAPI and scikit-learn's LogisticRegression over 28 features.

Debian: apt-get install python3-sklearn python3-fastapi python3-uvicorn wrk
  cd src/jmh/python && /usr/bin/python3 -m uvicorn predict_peer:app --port 8901 --log-level error --workers 2
  wrk -t1 -c8 -d8s --latency -s predict.lua http://127.0.0.1:8901/predict
against a fit of 28 features by the service, in the same minutes:
  wrk -t1 -c8 -d8s --latency -s predict.lua http://127.0.0.1:8080/v1/fits/{id}/predict
"""
from typing import List

import numpy as np
from fastapi import FastAPI
from pydantic import BaseModel
from sklearn.linear_model import LogisticRegression

app = FastAPI()
rng = np.random.RandomState(3)
rows = rng.normal(size=(2000, 28))
model = LogisticRegression().fit(rows, rows[:, :5].sum(axis=1) + rng.normal(size=2000) > 0)


class Rows(BaseModel):
    x: List[List[float]]


@app.post("/predict")
def predict(body: Rows):
    probabilities = model.predict_proba(np.asarray(body.x))
    return {"predictions": probabilities.argmax(axis=1).tolist(), "probabilities": probabilities.tolist()}
