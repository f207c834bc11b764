"""Writes exact/sorting.jsonl: MR-Sort, FlowSort and UTADIS on random problems, from the papers' definitions.

Needs scipy for the linear programs of UTADIS; the rest is in fractions. Run as `python sorting.py` in this folder. Knows
nothing of this program.
"""
import json
import random
from fractions import Fraction as F

from scipy.optimize import linprog

random.seed(20)


def problem(m, n, k):
    """Figures, directions, weights, limits from the worst up, and scales."""
    directions = [random.choice(["max", "min"]) for _ in range(n)]
    matrix = [[random.randrange(0, 21) for _ in range(n)] for _ in range(m)]
    weights = [random.randrange(1, 8) for _ in range(n)]
    columns = []
    for j in range(n):
        limits = sorted(random.sample(range(2, 19), k - 1), reverse=directions[j] == "min")
        columns.append(limits)
    profiles = [list(row) for row in zip(*columns)]
    return {"matrix": matrix, "directions": directions, "weights": weights, "profiles": profiles, "scales": [[0, 20]] * n}


def better(x, y, direction):
    """By how much x is better than y."""
    return F(x - y) if direction == "max" else F(y - x)


def mr_sort(p, majority, veto):
    total = sum(p["weights"])
    out = []
    for a in p["matrix"]:
        place = 1
        for h, b in enumerate(p["profiles"]):
            leads = [better(x, y, d) for x, y, d in zip(a, b, p["directions"])]
            support = sum(F(w, total) for w, lead in zip(p["weights"], leads) if lead >= 0)
            vetoed = veto and any(lead < 0 and -lead >= v for lead, v in zip(leads, veto))
            if support >= majority and not vetoed:
                place = h + 2
        out.append(place)
    return out


def prefers(name, d, q, p):
    if d <= 0:
        return F(0)
    if name == "usual":
        return F(1)
    if name == "v-shape":
        return min(F(d) / p, F(1))
    if name == "level":
        return F(0) if d <= q else F(1, 2) if d <= p else F(1)
    return F(0) if d <= q else min((F(d) - q) / (p - q), F(1))  # v-shape-indifference


def preferring(p):
    """The problem with a preference function for each criterion."""
    n = len(p["weights"])
    p["functions"] = [random.choice(["usual", "v-shape", "level", "v-shape-indifference"]) for _ in range(n)]
    p["indifference"] = [random.randrange(0, 4) for _ in range(n)]
    p["preference"] = [random.randrange(4, 10) for _ in range(n)]
    return p


def flowsort(p, rule, ends, at_limit, central=False):
    """With limits between categories, or with a typical profile for each: then the nearest flow decides."""
    total = sum(p["weights"])

    def pi(x, y):
        parts = zip(p["weights"], p["functions"], x, y, p["directions"], p["indifference"], p["preference"])
        return sum(F(w, total) * prefers(f, better(u, v, d), q, t) for w, f, u, v, d, q, t in parts)

    worst = [low if d == "max" else high for (low, high), d in zip(p["scales"], p["directions"])]
    best = [high if d == "max" else low for (low, high), d in zip(p["scales"], p["directions"])]
    fixed = p["profiles"] + ([worst, best] if ends == "scale" else [])
    out = []
    for a in p["matrix"]:
        members = [a] + fixed

        def flow(i):
            others = [y for at, y in enumerate(members) if at != i]
            plus = sum(pi(members[i], y) for y in others) / len(others)
            minus = sum(pi(y, members[i]) for y in others) / len(others)
            return {"net": plus - minus, "plus": plus, "minus": -minus}[rule]

        own = flow(0)
        if central:
            gaps = [abs(own - flow(1 + h)) for h in range(len(p["profiles"]))]
            nearest = [h + 1 for h, gap in enumerate(gaps) if gap == min(gaps)]
            # A flow halfway between two is the only tie, as better profiles have higher flows.
            out.append(nearest[0] if at_limit == "below" else nearest[-1])
            continue
        place = 1
        for h in range(len(p["profiles"])):
            limit = flow(1 + h)
            if own > limit or at_limit == "above" and own == limit:
                place = h + 2
        out.append(place)
    return out


def utadis(p, pieces, margin, gap):
    """The least errors, then the greatest distance, then the most even rises, then limits in the middle; None where an alternative is so near to a limit that rounding decides."""
    n, k = len(p["weights"]), p["categories"]
    rises = n * pieces

    def parts(a):
        out = []
        for j in range(n):
            low, high = p["scales"][j]
            share = F(a[j] - low, high - low) if p["directions"][j] == "max" else F(high - a[j], high - low)
            out += [float(min(max(share * pieces - i, F(0)), F(1))) for i in range(pieces)]
        return out

    e = len(p["examples"])
    size = rises + (k - 1) + 2 * e + 1
    over, under, distance = rises + k - 1, rises + k - 1 + e, size - 1
    rows, bounds = [], []

    def at_most(coefficients, bound):
        row = [0.0] * size
        for at, c in coefficients:
            row[at] += c
        rows.append(row)
        bounds.append(bound)

    for i, (alternative, category) in enumerate(p["examples"]):
        u = list(enumerate(parts(p["matrix"][alternative])))
        if category > 0:
            at_most([(at, -c) for at, c in u] + [(rises + category - 1, 1), (under + i, -1), (distance, 1)], -margin)
        if category + 1 < k:
            at_most(u + [(rises + category, -1), (over + i, -1), (distance, 1)], -margin)
    for t in range(1, k - 1):
        at_most([(rises + t - 1, 1), (rises + t, -1)], -gap)
    equal = [[1.0] * rises + [0.0] * (size - rises)]
    limits = [(0, 1)] * (rises + k - 1) + [(0, None)] * (2 * e) + [(0, 1)]

    def solve(objective, extra=(), low=None):
        a, b = rows + [r for r, _ in extra], bounds + [x for _, x in extra]
        found = linprog(objective, A_ub=a or None, b_ub=b or None, A_eq=equal, b_eq=[1.0], bounds=low or limits, method="highs-ds")
        assert found.status == 0, found.message
        return found

    errors = [0.0] * (rises + k - 1) + [1.0] * (2 * e) + [0.0]
    least = solve(errors).fun
    keep = [(errors, least + 1e-10)]
    far = -solve([0.0] * (size - 1) + [-1.0], keep).fun
    own = list(limits)
    own[distance] = (max(far - 1e-10, 0.0), 1)
    # Leximin: rises that can be no greater than the floor are held at it.
    held = {}
    while len(held) < rises:
        wide = [(row + [0.0], x) for row, x in keep]
        free = [at for at in range(rises) if at not in held]
        for at in free:
            row = [0.0] * (size + 1)
            row[at], row[size] = -1.0, 1.0
            wide.append((row, 0.0))
        a = [row + [0.0] for row in rows] + [row for row, _ in wide]
        b = bounds + [x for _, x in wide]
        found = linprog([0.0] * size + [-1.0], A_ub=a, b_ub=b, A_eq=[equal[0] + [0.0]], b_eq=[1.0], bounds=own + [(0, 1)], method="highs-ds")
        assert found.status == 0
        floor = -found.fun
        at_floor = list(own)
        for at in free:
            at_floor[at] = (max(floor - 1e-10, 0.0), 1)
        stuck = [at for at in free if -solve([-1.0 if i == at else 0.0 for i in range(size)], keep, at_floor).fun <= floor + 1e-8]
        assert stuck
        for at in stuck:
            held[at] = floor
            own[at] = (max(floor - 1e-10, 0.0), floor + 1e-10)
    middle = []
    low = solve([1.0 if rises <= at < rises + k - 1 else 0.0 for at in range(size)], keep, own).x
    high = solve([-1.0 if rises <= at < rises + k - 1 else 0.0 for at in range(size)], keep, own).x
    for t in range(k - 1):
        middle.append((low[rises + t] + high[rises + t]) / 2)
    utility = [sum(held[i] * c for i, c in enumerate(parts(a))) for a in p["matrix"]]
    if any(abs(u - t) < 1e-6 for u in utility for t in middle):
        return None
    return [float(u) for u in utility], [1 + sum(bool(u >= t) for t in middle) for u in utility], least


def write(out, golden):
    golden["tolerance"] = 1e-6 if golden["method"] == "utadis" else 1e-9
    out.write(json.dumps(golden) + "\n")


def main():
    with open("exact/sorting.jsonl", "w") as out:
        for case in range(24):
            p = problem(random.randrange(2, 9), random.randrange(1, 6), random.randrange(2, 5))
            n = len(p["weights"])
            majority = random.choice([F(1, 2), F(3, 5), F(7, 10), F(1)])
            veto = [random.randrange(4, 12) for _ in range(n)] if case % 2 else None
            golden = dict(p, id=f"mr_sort_{case}", method="mr-sort", parameters={"majority": float(majority)}, scores=mr_sort(p, majority, veto))
            if veto:
                golden["veto"] = veto
                if case % 4 == 1:
                    golden["parameters"]["veto"] = False
                    golden["scores"] = mr_sort(p, majority, None)
            write(out, golden)
        for case in range(36):
            p = problem(random.randrange(2, 8), random.randrange(1, 6), random.randrange(2, 5))
            p = preferring(p)
            rule, ends, at_limit = ["net", "plus", "minus"][case % 3], ["scale", "none"][case // 3 % 2], ["below", "above"][case // 6 % 2]
            parameters = {"rule": rule, "ends": ends, "at_limit": at_limit}
            write(out, dict(p, id=f"flowsort_{case}", method="flowsort", parameters=parameters, scores=flowsort(p, rule, ends, at_limit)))
        made = 0
        while made < 24:
            k = random.randrange(2, 4)
            p = problem(random.randrange(6, 12), random.randrange(1, 4), k)
            p["categories"] = k
            some = random.sample(range(len(p["matrix"])), random.randrange(3, 6))
            p["examples"] = [[at, random.randrange(k)] for at in some]
            if made % 2:
                # Examples that fit: by the sum of shares.
                worth = lambda a: sum(x if d == "max" else 20 - x for x, d in zip(a, p["directions"])) / (20 * len(a))
                p["examples"] = [[at, min(int(worth(p["matrix"][at]) * k), k - 1)] for at in some]
            pieces = random.randrange(1, 4)
            found = utadis(p, pieces, 0.001, 0.01)
            if found is None:
                continue
            del p["profiles"]
            utility, scores, _ = found
            write(out, dict(p, id=f"utadis_{made}", method="utadis", parameters={"pieces": pieces}, scores=scores, columns={"utility": utility}))
            made += 1
        for case in range(24):
            p = preferring(problem(random.randrange(2, 8), random.randrange(1, 6), random.randrange(3, 6)))
            rule, at_limit = ["net", "plus", "minus"][case % 3], ["below", "above"][case // 3 % 2]
            parameters = {"rule": rule, "profiles": "central", "at_limit": at_limit}
            write(out, dict(p, id=f"flowsort_central_{case}", method="flowsort", parameters=parameters, scores=flowsort(p, rule, "none", at_limit, True)))


if __name__ == "__main__":
    main()
