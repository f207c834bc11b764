"""TOPSIS and VIKOR on 1,000 x 20: ours and pymcdm's, on the same file in one run."""

import json
import subprocess
import time
from pathlib import Path

import numpy
from pymcdm.methods import TOPSIS, VIKOR
from pymcdm.normalizations import vector_normalization

ROOT = Path(__file__).resolve().parents[2]
PROBLEM = ROOT / "target" / "peers" / "problem.csv"


def least(function, repeats=25, loops=5):
    """The least seconds per call of many."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        for _ in range(loops):
            function()
        best = min(best, (time.perf_counter() - start) / loops)
    return best


generator = numpy.random.default_rng(1)
matrix = generator.uniform(1.0, 100.0, (1000, 20))
weights = numpy.full(20, 0.05)
types = numpy.array([1, -1] * 10)
with open(PROBLEM, "w", encoding="utf-8") as file:
    for row in [weights, types, *matrix]:
        file.write(",".join(repr(float(x)) for x in row) + "\n")

command = ["cargo", "bench", "--quiet", "--no-default-features", "--bench", "peers", "--", str(PROBLEM)]
output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
ours = json.loads(output.strip().splitlines()[-1])
topsis, vikor = TOPSIS(vector_normalization), VIKOR()
jobs = {
    "topsis": (lambda: topsis(matrix, weights, types), topsis(matrix, weights, types)),
    "vikor": (lambda: vikor(matrix, weights, types), -vikor(matrix, weights, types)),
}
print(f"{'method':8} {'pymcdm':>12} {'afweging':>12} {'ratio':>8}   (seconds per evaluation of 1,000 x 20)")
for name, (function, scores) in jobs.items():
    assert numpy.allclose(scores[:5], ours[name]["scores"], rtol=1e-9, atol=1e-12), name
    theirs, mine = least(function), ours[name]["seconds"]
    print(f"{name:8} {theirs:12.3e} {mine:12.3e} {theirs / mine:8.1f}")
