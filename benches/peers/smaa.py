"""Workloads A to E: ours, numpy as an expert writes it, PySensMCDA and pymcdm, on the same files in one run.

Give letters to run some of them only. Each is run on both cores here; numpy in one process, whose matrix products may use both cores,
and divided over two threads or two processes, whichever is faster. Times are medians. Exponentials, products and shares are of 8 bytes
a number; a loop runs over chunks that fit the second cache, never over draws.
"""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import numpy
from pymcdm.methods import TOPSIS, VIKOR
from pymcdm.normalizations import vector_normalization
from pysensmcda.sampling import hit_and_run
from threadpoolctl import threadpool_info, threadpool_limits

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "peers"
CORES = 2
RUNS = 5


# --- numpy: a share of the draws of a workload -----------------------------------------------------------------------------------


def simplex(generator, criteria, draws):
    """Normalised exponentials, criterion by criterion."""
    weights = generator.standard_exponential((criteria, draws))
    weights /= weights.sum(axis=0)
    return weights


def chunks(draws, chunk):
    return [chunk] * (draws // chunk) + ([draws % chunk] if draws % chunk else [])


PAIRS = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def groups_by_argsort(problem, draws, seed):
    """Groups of 4: ranks by argsort and bincount, central weights as a matrix product, pairs compared."""
    generator, (m, n) = numpy.random.default_rng(seed), problem.shape
    groups = m // 4
    counts, sums, ahead = numpy.zeros(16 * groups, numpy.int64), numpy.zeros((m, n)), numpy.zeros((groups, 4, 4))
    place = (numpy.arange(groups) * 16)[:, None] + numpy.arange(4) * 4
    for size in chunks(draws, 2048):
        weights = simplex(generator, n, size)
        scores = (problem @ weights).reshape(groups, 4, size)
        order = numpy.argsort(-scores.transpose(2, 0, 1), axis=2)
        counts += numpy.bincount((order + place).ravel(), minlength=16 * groups)
        first = order[:, :, 0].T[:, None, :] == numpy.arange(4)[:, None]
        sums += first.astype(float).reshape(m, size) @ weights.T
        for a, b in PAIRS:
            more = scores[:, a] > scores[:, b]
            ahead[:, a, b] += [numpy.count_nonzero(row) for row in more]
    for a, b in PAIRS:
        ahead[:, b, a] = draws - ahead[:, a, b]
    return counts.reshape(groups, 4, 4).transpose(0, 2, 1).reshape(m, 4), sums, ahead.reshape(m, 4)


def tables():
    """Of each outcome of the 6 comparisons in a group of 4: the rank of each, and who is ahead of whom."""
    ranks, ahead = numpy.zeros((64, 4, 4)), numpy.zeros((64, 4, 4))
    for code in range(64):
        for k, (a, b) in enumerate(PAIRS):
            winner, loser = (a, b) if code >> k & 1 else (b, a)
            ahead[code, winner, loser] = 1
        for a in range(4):
            ranks[code, a, 3 - int(ahead[code, a].sum())] = 1
    return ranks, ahead, ranks[:, :, 0].argmax(axis=1).astype(numpy.uint8)


RANKS, AHEAD, FIRST = tables()


def groups_by_pairs(problem, draws, seed):
    """Groups of 4: the 6 comparisons packed into a byte, of which one bincount gives ranks and pairs."""
    generator, (m, n) = numpy.random.default_rng(seed), problem.shape
    groups = m // 4
    counts, sums = numpy.zeros(64 * groups, numpy.int64), numpy.zeros((m, n))
    place = (numpy.arange(groups) * 64)[:, None]
    for size in chunks(draws, 4096):
        weights = simplex(generator, n, size)
        scores = (problem @ weights).reshape(groups, 4, size)
        code = (scores[:, 0] > scores[:, 1]).view(numpy.uint8)
        for k, (a, b) in enumerate(PAIRS[1:], 1):
            code |= (scores[:, a] > scores[:, b]).view(numpy.uint8) << k
        counts += numpy.bincount((code + place).ravel(), minlength=64 * groups)
        first = FIRST[code][:, None, :] == numpy.arange(4, dtype=numpy.uint8)[:, None]
        sums += first.astype(float).reshape(m, size) @ weights.T
    counts = counts.reshape(groups, 64)
    rank, ahead = (numpy.tensordot(counts, table, 1).reshape(m, 4) for table in (RANKS, AHEAD))
    return rank, sums, ahead


class OneRanking:
    """Ranks of all alternatives, who are the columns of the scores, and central weights."""

    def __init__(self, m, n):
        self.counts, self.sums = numpy.zeros(m * m, numpy.int64), numpy.zeros((m, n))
        self.place, self.row = numpy.arange(m) * m, numpy.arange(m)

    def add(self, order, weights):
        m = len(self.row)
        self.counts += numpy.bincount((order + self.place).ravel(), minlength=m * m)
        # As a matrix product this takes longer.
        for j, row in enumerate(weights):
            self.sums[:, j] += numpy.bincount(order[:, 0], row, minlength=m)

    def by_argsort(self, losses, weights):
        self.add(numpy.argsort(losses, axis=1), weights)

    def by_keys(self, losses, weights):
        """Sorting itself is faster than argsort: the last bits of a loss (all positive) become the alternative's number."""
        mask = (1 << int(len(self.row) - 1).bit_length()) - 1
        keys = losses.view(numpy.int64)
        keys &= ~mask
        keys |= self.row
        losses.sort(axis=1)
        self.add(keys & mask, weights)

    def result(self):
        m = len(self.row)
        return self.counts.reshape(m, m).T, self.sums, None


def ranking(how):
    def run(problem, draws, seed):
        generator, (m, n) = numpy.random.default_rng(seed), problem.shape
        tally = OneRanking(m, n)
        negative = numpy.ascontiguousarray(1.0 - problem.T)
        for size in chunks(draws, 512):
            weights = simplex(generator, n, size)
            getattr(tally, how)(weights.T @ negative, weights)
        return tally.result()

    run.__name__ = f"ranking_{how}"
    return run


def drawn(how):
    def run(problem, draws, seed):
        generator, (m, n) = numpy.random.Generator(numpy.random.SFC64(seed)), problem.shape
        m //= 2
        low, width = problem[:m], problem[m:] - problem[:m]
        tally = OneRanking(m, n)
        for size in chunks(draws, 256):
            weights = simplex(generator, n, size)
            # A matrix product for where the cells begin, and criterion by criterion what is drawn on top.
            losses = 2.0 - low @ weights
            for j in range(n):
                values = generator.random((m, size))
                values *= width[:, j, None]
                values *= weights[j]
                losses -= values
            getattr(tally, how)(numpy.ascontiguousarray(losses.T), weights)
        return tally.result()

    run.__name__ = f"drawn_{how}"
    return run


WAYS = {
    "groups_by_argsort": groups_by_argsort,
    "groups_by_pairs": groups_by_pairs,
    **{run.__name__: run for make in (ranking, drawn) for run in (make("by_argsort"), make("by_keys"))},
}


def share(job):
    way, problem, draws, seed = job
    return WAYS[way](problem, draws, seed)


def one_thread():
    # Kept, so that it stays in force.
    globals()["LIMITS"] = threadpool_limits(1)


def summed(parts):
    return tuple(None if part[0] is None else sum(part) for part in zip(*parts))


def in_one_process(way, problem, draws, seed):
    return share((way, problem, draws, seed))


def in_threads(way, problem, draws, seed):
    with threadpool_limits(1):
        return summed(THREADS.map(share, [(way, problem, draws // CORES, (seed, k)) for k in range(CORES)]))


def in_processes(way, problem, draws, seed):
    return summed(PROCESSES.map(share, [(way, problem, draws // CORES, (seed, k)) for k in range(CORES)]))


def timed(function, runs=RUNS):
    """The median time of some runs, and what the last returned."""
    times = []
    for k in range(runs):
        start = time.perf_counter()
        result = function(k)
        times.append(time.perf_counter() - start)
    return median(times), result


# --- both sides ------------------------------------------------------------------------------------------------------------------


def write(name, rows):
    path = WORK / f"smaa-{name}.csv"
    path.write_text("".join(",".join(repr(float(x)) for x in row) + "\n" for row in rows), encoding="utf-8")
    return path


def ours(path, workload, draws):
    command = ["cargo", "bench", "--quiet", "--no-default-features", "--bench", "smaa", "--", str(path), workload, str(draws)]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return json.loads(output.strip().splitlines()[-1])


FAILURES = []


def same_shares(what, counts, draws, other, other_draws):
    """Shares agree within 5 standard errors, on the scale of arc sines, where the standard error is the same for any share."""
    scale = lambda k, n: 2 * numpy.arcsin(numpy.sqrt((numpy.asarray(k) + 0.375) / (n + 0.75)))
    z = numpy.abs(scale(counts, draws) - scale(other, other_draws)) / numpy.sqrt(1 / draws + 1 / other_draws)
    line(f"{what}: {z.size} shares agree, the worst differing by {z.max():.1f} standard errors", z.max() <= 5)


def same_central_weights(what, mine, sums, first):
    k = numpy.array(mine["rank"])[:, 0]
    keep = (k >= 200) & (first >= 200)
    k, first = k[keep, None], first[keep, None]
    mean = numpy.array(mine["sums"])[keep] / k
    variance = numpy.array(mine["squares"])[keep] / k - mean**2
    z = numpy.abs(mean - sums[keep] / first) / numpy.sqrt(variance * (1 / k + 1 / first))
    line(f"{what}: {z.size} central weights agree, the worst differing by {z.max():.1f} standard errors", z.max() <= 5)


def line(text, good):
    NOTES.append(("    " if good else "!!! NOT SO: ") + text)
    if not good:
        FAILURES.append(text)


NOTES = []


def report(workload, peer, mine, theirs, target, unit=1e6):
    """Times per draw in microseconds."""
    goal = f"{target:.0f}" if target else ""
    print(f"{workload:2} {peer:68} {mine * unit:9.4f} {theirs * unit:10.4f} {theirs / mine:8.1f} {goal:>7}", flush=True)


def against_numpy(workload, name, problem, draws, other_draws, ways, target):
    path = write(name, problem)
    mine = ours(path, workload.lower(), draws)
    seconds = median(mine["seconds"]) / draws
    modes = {"two threads": in_threads, "two processes": in_processes}
    for way, label in ways.items():
        # Which is faster is found out on fewer draws.
        trial = {mode: timed(lambda k: run(way, problem, other_draws // 5, (9, k)), 3)[0] for mode, run in modes.items()}
        best = min(trial, key=trial.get)
        one, _ = timed(lambda k: in_one_process(way, problem, other_draws, (1, k)))
        both, (rank, sums, ahead) = timed(lambda k: modes[best](way, problem, other_draws, (2, k)))
        report(workload, f"numpy, {label}, one process", seconds, one / other_draws, target)
        others = ", ".join(f"{mode} {seconds / (other_draws // 5) * 1e6:.3f}" for mode, seconds in trial.items())
        report(workload, f"numpy, {label}, {best}", seconds, both / other_draws, None)
        NOTES.append(f"    {workload}, {label}: in a trial, {others} microseconds per draw")
        same_shares(f"{workload}, {label}, ranks", mine["rank"], draws, rank, other_draws)
        if ahead is not None:
            pairs = numpy.arange(ahead.shape[0])[:, None] % ahead.shape[1] != numpy.arange(ahead.shape[1])
            same_shares(f"{workload}, {label}, pairs", numpy.array(mine["ahead"])[pairs], draws, ahead[pairs], other_draws)
        same_central_weights(f"{workload}, {label}", mine, sums, rank[:, 0])
    return path, seconds


def workload_a(generator):
    ways = {"groups_by_argsort": "argsort and bincount", "groups_by_pairs": "comparisons packed into a byte"}
    path, seconds = against_numpy("A", "a", generator.random((28, 8)), 10_000_000, 1_000_000, ways, 25)
    least = median(ours(path, "unavoidable", 10_000_000)["seconds"]) / 10_000_000
    print(f"{'':3}its unavoidable work takes {least * 1e6:.4f}: ours is within {seconds / least:.2f} times of it (target: 2)", flush=True)


def workload_b(generator):
    ways = {"ranking_by_argsort": "argsort and bincount", "ranking_by_keys": "keys sorted, bincount"}
    against_numpy("B", "b", generator.random((100, 10)), 1_000_000, 500_000, ways, 20)


def workload_c(generator):
    low = generator.random((48, 22)) * 0.8
    problem = numpy.vstack([low, low + 0.05 + 0.15 * generator.random((48, 22))])
    ways = {"drawn_by_argsort": "argsort and bincount", "drawn_by_keys": "keys sorted, bincount"}
    against_numpy("C", "c", problem, 1_000_000, 100_000, ways, 8)


# Ten constraints on 8 weights: what each adds up, and the most that may be.
CONSTRAINTS = [
    ({0: -1, 1: 1}, 0.0),
    ({1: -1, 2: 1}, 0.0),
    ({3: -1, 4: 1}, 0.0),
    ({0: 1, 2: -4}, 0.0),
    ({5: 1, 6: -2}, 0.0),
    ({0: 1}, 0.5),
    ({6: 1}, 0.3),
    ({5: -1}, -0.05),
    ({7: -1}, -0.02),
    ({3: -1, 4: -1}, -0.15),
]


def effective(points):
    """Effective sample size of each coordinate of `points[step, chain, coordinate]`: N over the sum of autocorrelations, these in the
    initial positive sequence of sums of pairs (Geyer 1992, doi:10.1214/ss/1177011137)."""
    steps, chains, coordinates = points.shape
    size = 1 << (2 * steps - 1).bit_length()
    sizes = []
    for j in range(coordinates):
        centred = points[:, :, j] - points[:, :, j].mean()
        covariance = numpy.zeros(steps)
        for c in range(chains):
            transform = numpy.fft.rfft(centred[:, c], size)
            covariance += numpy.fft.irfft(transform * transform.conj(), size)[:steps]
        correlation = covariance / covariance[0]
        sums = correlation[: steps // 2 * 2].reshape(-1, 2).sum(axis=1)
        end = numpy.argmax(sums <= 0) if (sums <= 0).any() else len(sums)
        sizes.append(steps * chains / max(2 * sums[:end].sum() - 1, 1e-3))
    return numpy.array(sizes)


def workload_d(generator):
    values = generator.random((20, 8))
    rows = numpy.zeros((len(CONSTRAINTS), 9))
    for constraint, (terms, most) in zip(rows, CONSTRAINTS):
        for j, factor in terms.items():
            constraint[j] = factor
        constraint[8] = most
    # An alternative's row has no ninth number; a constraint's has: the most that the sum may be.
    path = write("d", [*values, *rows])
    kept = 5_000
    seconds, points = timed(lambda k: hit_and_run(8, kept, (rows[:, :8], rows[:, 8]), seed=k), 3)
    sizes = effective(points[:, None, :])
    theirs = seconds / sizes.min()
    print(f"D  PySensMCDA: {kept:,} kept points in {seconds:.2f} s, effective at least {sizes.min():,.0f}: {theirs * 1e6:.1f} each")
    mine = ours(path, "d", 1_000_000)
    if "missing" in mine:
        print(f"D  SKIPPED, nothing is compared (target 20): {mine['missing']}", flush=True)
        return
    chains = mine["chains"]
    own = numpy.fromfile(mine["points"], "<f8").reshape(-1, chains, 8)
    own_sizes = effective(own)
    report("D", "PySensMCDA hit_and_run, per effective draw", median(mine["seconds"]) / own_sizes.min(), theirs, 20)
    error = numpy.sqrt(points.var(axis=0) / sizes + own.var(axis=(0, 1)) / own_sizes)
    z = numpy.abs(points.mean(axis=0) - own.mean(axis=(0, 1))) / error
    line(f"D: 8 mean weights agree, the worst differing by {z.max():.1f} standard errors", z.max() <= 5)
    counts = [numpy.bincount((all @ values.T).argmax(axis=1), minlength=20) / len(all) for all in (own.reshape(-1, 8), points)]
    fewest = [own_sizes.min(), sizes.min()]
    same_shares("D, first ranks", counts[0] * fewest[0], fewest[0], counts[1] * fewest[1], fewest[1])


def workload_e(generator):
    matrix, types = generator.uniform(1.0, 100.0, (28, 8)), numpy.array([1, -1] * 4)
    path = write("e", [types, *matrix])
    draws, other_draws = 1_000_000, 2_000
    weights = simplex(numpy.random.default_rng(1), 8, other_draws).T
    for name, method, sign in [("topsis", TOPSIS(vector_normalization), -1), ("vikor", VIKOR(), 1)]:
        mine = ours(path, name, draws)
        seconds, scores = timed(lambda _: numpy.array([method(matrix, row, types) for row in weights]))
        report("E", f"pymcdm {name}, a call per draw", median(mine["seconds"]) / draws, seconds / other_draws, 300)
        order = numpy.argsort(sign * scores, axis=1)
        rank = numpy.bincount((order + numpy.arange(28) * 28).ravel(), minlength=784).reshape(28, 28).T
        same_shares(f"E, {name}, ranks", mine["rank"], draws, rank, other_draws)


if __name__ == "__main__":
    asked = [letter.upper() for letter in sys.argv[1:]] or list("ABCDE")
    THREADS = ThreadPoolExecutor(CORES)
    PROCESSES = ProcessPoolExecutor(CORES, get_context("spawn"), one_thread)
    list(PROCESSES.map(share, [("groups_by_pairs", numpy.ones((28, 8)), 1, 1)] * 8))
    for library in threadpool_info():
        if library["user_api"] == "blas":
            print(f"{Path(library['filepath']).name}: {library['version']}, kernel {library['architecture']}, {library['num_threads']} threads")
    print(f"numpy {numpy.__version__}; load before: {os.getloadavg()[0]:.2f}")
    print(f"\n{'':2} {'microseconds per draw':68} {'ours':>9} {'peer':>10} {'ratio':>8} {'target':>7}")
    for letter in asked:
        # Each has numbers of its own, whichever others are run.
        globals()[f"workload_{letter.lower()}"](numpy.random.default_rng(ord(letter)))
    print("\n" + "\n".join(NOTES))
    print(f"load after: {os.getloadavg()[0]:.2f}")
    PROCESSES.shutdown()
    if FAILURES:
        sys.exit("BOTH SIDES DISAGREE:\n" + "\n".join(FAILURES))
