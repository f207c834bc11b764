"""Each method of pymcdm on 1,000 x 20: ours and theirs, on the same file in one run."""

import json
import os
import statistics
import subprocess
import time
from pathlib import Path

import numpy
from pymcdm import methods
from pymcdm.normalizations import vector_normalization

ROOT = Path(__file__).resolve().parents[2]
PROBLEM = ROOT / "target" / "peers" / "problem.csv"


def least(function):
    """The least seconds per call of many; of two where a call takes seconds."""
    start = time.perf_counter()
    function()
    best = time.perf_counter() - start
    loops = max(1, min(5, int(0.02 / best)))
    for _ in range(25 if best < 0.5 else 1):
        start = time.perf_counter()
        for _ in range(loops):
            function()
        best = min(best, (time.perf_counter() - start) / loops)
    return best


generator = numpy.random.default_rng(1)
matrix = generator.uniform(1.0, 100.0, (1000, 20))
weights = numpy.full(20, 0.05)
types = numpy.array([1, -1] * 10)
PROBLEM.parent.mkdir(parents=True, exist_ok=True)
with open(PROBLEM, "w", encoding="utf-8") as file:
    for row in [weights, types, *matrix]:
        file.write(",".join(repr(float(x)) for x in row) + "\n")

command = ["cargo", "bench", "--quiet", "--no-default-features", "--bench", "peers", "--", str(PROBLEM)]
output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
ours = json.loads(output.strip().splitlines()[-1])
bounds = numpy.array([[0.5, 100.5]] * 20)
theirs = {
    "weighted-sum": methods.WSM(),
    "weighted-product": methods.WPM(),
    "topsis": methods.TOPSIS(vector_normalization),
    "vikor": methods.VIKOR(),
    "waspas": methods.WASPAS(),
    "moora-ratio": methods.MOORA(),
    "copras": methods.COPRAS(),
    "aras": methods.ARAS(),
    "marcos": methods.MARCOS(),
    "mairca": methods.MAIRCA(),
    "cocoso": methods.COCOSO(),
    "ocra": methods.OCRA(),
    "ram": methods.RAM(),
    "lmaw": methods.LMAW(),
    "ervd": methods.ERVD(numpy.full(20, 50.0)),
    "edas": methods.EDAS(),
    "codas": methods.CODAS(),
    "mabac": methods.MABAC(),
    "spotis": methods.SPOTIS(bounds),
    "rim": methods.RIM(bounds),
    "rafsi": methods.RAFSI(bounds[:, 1], bounds[:, 0]),
    "probid": methods.PROBID(),
    "sprobid": methods.SPROBID(),
    "promethee-ii": methods.PROMETHEE_II("usual"),
}
# Other numbers for the same work: pymcdm's COPRAS adds what it should divide by, and in its MABAC the product over 1,000 alternatives
# underflows to 0, which adds the same to every score.
OTHER_NUMBERS = {"copras", "mabac"}
# Lower is better there; here a higher score is better.
REVERSED = {"vikor", "mairca", "spotis"}
assert theirs.keys() == ours.keys()
print(f"load of the machine: {os.getloadavg()[0]:.1f}, on {os.cpu_count()} cores")
print(f"{'method':16} {'pymcdm':>12} {'afweging':>12} {'ratio':>8}   (seconds per evaluation of 1,000 x 20)")
ratios = []
for name, method in theirs.items():
    scores = method(matrix, weights, types)[:5] * (-1 if name in REVERSED else 1)
    same = numpy.allclose(scores, ours[name]["scores"], rtol=1e-9, atol=1e-12)
    assert same != (name in OTHER_NUMBERS), (name, scores, ours[name]["scores"])
    # Scores and ranks, as on our side.
    peer, mine = least(lambda: method.rank(method(matrix, weights, types))), ours[name]["seconds"]
    ratios.append(peer / mine)
    print(f"{name:16} {peer:12.3e} {mine:12.3e} {peer / mine:8.1f}", flush=True)
print(f"{'least':42} {min(ratios):8.1f}")
print(f"{'median':42} {statistics.median(ratios):8.1f}")
