#!/usr/bin/env bash
# Posts a fit to the service that try.sh has started, to be run on its cluster.
set -euo pipefail
curl -s "http://localhost:${DESCENT_PORT:-8080}/v1/fits" -H 'Content-Type: application/json' -H 'Prefer: wait=300' -d '
{"dataset": {"generator": {"type": "linear", "n": 100000, "coef": [1, -2, 3, 0.5], "noise": 1}},
 "engine": "spark", "history": {"metrics": ["batch_sse"]}}'
