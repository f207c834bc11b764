"""Writes exact/*.jsonl: the papers' formulas on hard figures, in 120-digit arithmetic on the exact value of each double.

Needs mpmath. Run as `python exact.py` in this folder. Knows nothing of this program.
"""
import json
from mpmath import mp, mpf, sqrt, log, exp

mp.dps = 700  # 1e-450 beside 1

MATRICES = {
    "offset": [[1000000000000003, 1000000000000008], [1000000000000007, 1000000000000003], [1000000000000004, 1000000000000007]],
    "offsets": [[4000000000000001, 7, 100000000.25], [4000000000000003, 5, 100000000.5], [4000000000000009, 6, 100000000.125], [4000000000000004, 9, 100000000]],
    "decimals": [[1000000000.1, 3.2, 50], [1000000000.4, 3.1, 51], [1000000000.3, 3.7, 49.5], [1000000000.9, 2.9, 50.5]],
    "dominant": [[1e8, 2, 3], [1, 3, 1e9], [2, 1e10, 5], [3, 4, 4]],
    "sizes": [[1e-200, 1e200], [1e200, 1e-250], [1e200, 1e-220]],
    "plain": [[3, 20, 0.5], [4, 15, 0.7], [2, 30, 0.2], [5, 10, 0.9]],
}
DIRECTIONS = {2: [["max", "max"], ["min", "max"]], 3: [["max", "max", "max"], ["min", "max", "min"], ["max", "min", "min"]]}
WEIGHTS = {2: [1, 1], 3: [2, 1, 5]}


def normalise(name, column, benefit):
    """A column, higher is better; None where it is not defined."""
    lo, hi, m = min(column), max(column), len(column)
    if name == "min-max":
        return [(x - lo) / (hi - lo) if benefit else (hi - x) / (hi - lo) for x in column]
    if name == "max":
        return [x / hi if benefit else 1 - x / hi for x in column]
    if name == "sum":
        parts = column if benefit else [1 / x for x in column]
        return [x / sum(parts) for x in parts]
    if name == "vector":
        norm = sqrt(sum(x * x for x in column))
        return [x / norm if benefit else 1 - x / norm for x in column]
    if name == "linear":
        return [x / hi if benefit else lo / x for x in column]
    if name == "nonlinear":
        return [(x / hi) ** 2 if benefit else (lo / x) ** 3 for x in column]
    if name == "logarithmic":
        total = sum(log(x) for x in column)
        if total <= mpf("1e-9"):
            return None
        return [log(x) / total if benefit else (1 - log(x) / total) / (m - 1) for x in column]
    if name == "enhanced-accuracy":
        away = [hi - x if benefit else x - lo for x in column]
        return [1 - d / sum(away) for d in away]
    if name == "z-score":
        mean = sum(column) / m
        sd = sqrt(sum((x - mean) ** 2 for x in column) / m)
        return [(x - mean) / sd if benefit else (mean - x) / sd for x in column]
    raise ValueError(name)


NORMALIZATIONS = ["min-max", "max", "sum", "vector", "linear", "nonlinear", "logarithmic", "enhanced-accuracy", "z-score"]


def ranks(scores):
    """1 + how many are better; none where two are so close that the program calls them a tie, or all cancel to next to nothing."""
    if max(abs(s) for s in scores) < mpf("1e-9") and min(scores) < 0:
        return []
    tie = mpf("1e-9") * max(abs(s) for s in scores)
    if any(0 < abs(a - b) <= tie for a in scores for b in scores):
        return []
    return [1 + sum(b > a for b in scores) for a in scores]


def topsis(values, w):
    best = [max(c) for c in zip(*values)]
    worst = [min(c) for c in zip(*values)]
    far = lambda row, ideal: sqrt(sum((wj * (v - i)) ** 2 for wj, v, i in zip(w, row, ideal)))
    return [far(row, worst) / (far(row, worst) + far(row, best)) for row in values]


def product(values, w):
    if any(v < 0 for row in values for v in row):
        return None
    return [mp.fprod(v ** wj for v, wj in zip(row, w)) if all(v > 0 for v in row) else mpf(0) for row in values]


def vikor(values, w, v=mpf("0.5")):
    parts = [[wj * (1 - x) for wj, x in zip(w, row)] for row in values]
    s, r = [sum(p) for p in parts], [max(p) for p in parts]
    place = lambda x, of: (x - min(of)) / (max(of) - min(of)) if max(of) > min(of) else mpf(0)
    q = [v * place(a, s) + (1 - v) * place(b, r) for a, b in zip(s, r)]
    m = len(q)
    order = sorted(range(m), key=lambda i: q[i])
    first, second = order[0], order[1]
    dq = mpf(1) / (m - 1)
    advantage = q[second] - q[first] >= dq
    stable = s[first] == min(s) or r[first] == min(r)
    if advantage and stable:
        compromise = [first]
    elif advantage:
        compromise = [i for i in range(m) if q[i] <= q[second]]
    else:
        compromise = [i for i in range(m) if q[i] - q[first] < dq]
    return s, r, q, sorted(compromise)


def preference(name, d, q, p, s):
    if d <= 0:
        return mpf(0)
    if name == "usual":
        return mpf(1)
    if name == "u-shape":
        return mpf(d > q)
    if name == "v-shape":
        return min(d / p, mpf(1))
    if name == "level":
        return mpf(0) if d <= q else mpf("0.5") if d <= p else mpf(1)
    if name == "v-shape-indifference":
        return mpf(0) if d <= q else min((d - q) / (p - q), mpf(1))
    return 1 - exp(-d * d / (2 * s * s))


def promethee(matrix, directions, w, functions, q, p, s):
    m = len(matrix)
    sign = [1 if d == "max" else -1 for d in directions]
    pi = lambda a, b: sum(w[j] * preference(functions[j], sign[j] * (matrix[a][j] - matrix[b][j]), q[j], p[j], s[j]) for j in range(len(w)))
    plus = [sum(pi(a, b) for b in range(m)) / (m - 1) for a in range(m)]
    minus = [sum(pi(b, a) for b in range(m)) / (m - 1) for a in range(m)]
    close = lambda x: 0 if abs(x) <= mpf("1e-9") else 1 if x > 0 else -1
    relation = []
    for a in range(m):
        row = []
        for b in range(m):
            x, y = close(plus[a] - plus[b]), close(minus[b] - minus[a])
            row.append("I" if (x, y) == (0, 0) else "P" if x >= 0 and y >= 0 else "-" if x <= 0 and y <= 0 else "R")
        relation.append(row)
    return plus, minus, relation


def numbers(xs):
    return [float(x) for x in xs]


def main():
    out = {name: [] for name in ("normalizations", "topsis", "weighted_product", "weighted_sum", "vikor", "promethee")}
    for name, matrix in MATRICES.items():
        exact = [[mpf(float(x)) for x in row] for row in matrix]
        n = len(matrix[0])
        w = [mpf(x) / sum(WEIGHTS[n]) for x in WEIGHTS[n]]
        for directions in DIRECTIONS[n]:
            base = {"matrix": matrix, "directions": directions, "weights": WEIGHTS[n]}
            at = f"{name}_{''.join(d[1] for d in directions)}"
            for normalization in NORMALIZATIONS:
                columns = [normalise(normalization, list(c), d == "max") for c, d in zip(zip(*exact), directions)]
                if any(c is None for c in columns):
                    continue
                values = [list(row) for row in zip(*columns)]
                own = lambda method: {**base, "id": f"{method}_{normalization}_{at}", "method": method, "normalization": normalization}
                if normalization not in ("logarithmic",):
                    out["normalizations"].append({**own("normalization"), "normalised": [numbers(row) for row in values], "relative": 1e-12, "tolerance": 1e-15})
                t = topsis(values, w)
                out["topsis"].append({**own("topsis"), "scores": numbers(t), "ranks": ranks(t), "relative": 1e-13})
                x = product(values, w)
                if x is not None and max(x) > mpf("1e-300"):
                    out["weighted_product"].append({**own("weighted-product"), "scores": numbers(x), "ranks": ranks(x), "relative": 1e-12})
                x = [sum(wj * v for wj, v in zip(w, row)) for row in values]
                out["weighted_sum"].append({**own("weighted-sum"), "scores": numbers(x), "ranks": ranks(x), "tolerance": 4e-15})
            values = [list(row) for row in zip(*[normalise("min-max", list(c), d == "max") for c, d in zip(zip(*exact), directions)])]
            s, r, q, compromise = vikor(values, w)
            if name != "sizes":  # sums that agree in 400 digits are a tie, by the definition sheet
                out["vikor"].append({**base, "id": f"vikor_{at}", "method": "vikor", "s": numbers(s), "r": numbers(r), "q": numbers(q), "compromise": compromise, "ranks": ranks([-x for x in q]), "tolerance": 2e-14})
            sizes = {"offset": (2, 4), "offsets": (1, 5), "decimals": (0.25, 0.75), "dominant": (1, 3), "sizes": (0, 1e-210), "plain": (1, 4)}[name]
            for function in ("usual", "u-shape", "v-shape", "level", "v-shape-indifference", "gaussian"):
                lo, hi = sizes
                args = [mpf(lo)] * n, [mpf(hi)] * n, [mpf(hi)] * n
                plus, minus, relation = promethee(exact, directions, w, [function] * n, *args)
                phi = [a - b for a, b in zip(plus, minus)]
                out["promethee"].append({**base, "id": f"promethee_{function}_{at}", "method": "promethee-ii", "functions": [function] * n, "indifference": [lo] * n, "preference": [hi] * n, "inflection": [hi] * n, "scores": numbers(phi), "phi_plus": numbers(plus), "phi_minus": numbers(minus), "relation": relation, "ranks": ranks(phi), "tolerance": 1e-14})
    for name, cases in out.items():
        with open(f"exact/{name}.jsonl", "w") as file:
            file.writelines(json.dumps(case) + "\n" for case in cases)
        print(name, len(cases))


main()
