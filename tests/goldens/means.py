"""Writes exact/means.jsonl: OWA, the Choquet integral and power means on random problems, from the papers' definitions.

In fractions, and powers in 60 digits. The Choquet integral is that of a capacity, which gives every set of criteria its
weight. Run as `python means.py` in this folder. Knows nothing of this program.
"""

import itertools
import json
import random
from decimal import Decimal, getcontext
from fractions import Fraction as F

getcontext().prec = 60
random.seed(1988)


def problem(m, n, zeros):
    """Figures on scales from 0 to 20, directions and weights; `zeros` allows weights and values of 0."""
    return {
        "matrix": [[random.randrange(0 if zeros else 1, 21 if zeros else 20) for _ in range(n)] for _ in range(m)],
        "directions": [random.choice(["max", "min"]) for _ in range(n)],
        "weights": [1] + [random.randrange(0 if zeros else 1, 8) for _ in range(n - 1)],
        "scales": [[0, 20]] * n,
    }


def values(p):
    """The values from 0 to 1, and the shares of the weight, of the criteria that have any; and their places."""
    there = [j for j, w in enumerate(p["weights"]) if w > 0]
    share = {j: F(p["weights"][j], sum(p["weights"])) for j in there}
    worth = lambda x, d: F(x, 20) if d == "max" else 1 - F(x, 20)
    return [{j: worth(row[j], p["directions"][j]) for j in there} for row in p["matrix"]], share


def decimal(x):
    return Decimal(x.numerator) / Decimal(x.denominator)


def power(x, p):
    """x ^ p for x of at least 0."""
    x = decimal(F(x))
    return Decimal(0) if x == 0 else (x.ln() * decimal(F(p))).exp()


def owa_places(p, order_weights):
    rows, share = values(p)
    n, total = len(order_weights), sum(order_weights)
    sums = [F(sum(order_weights[:k]), total) for k in range(n + 1)]

    def quantifier(r):
        """Straight between (k / n, the sum of the first k)."""
        at = r * n
        k = min(int(at), n - 1)
        return sums[k] + (sums[k + 1] - sums[k]) * (at - k)

    out = []
    for row in rows:
        best_first = sorted(row.values(), reverse=True)
        k = len(best_first)
        out.append(sum((quantifier(F(i + 1, k)) - quantifier(F(i, k))) * v for i, v in enumerate(best_first)))
    return [decimal(x) for x in out]


def owa_alpha(p, alpha):
    rows, share = values(p)
    out = []
    for row in rows:
        reached, sum_ = F(0), Decimal(0)
        for j in sorted(row, key=lambda j: -row[j]):
            more = reached + share[j]
            sum_ += (power(more, alpha) - power(reached, alpha)) * decimal(row[j])
            reached = more
        out.append(sum_)
    return out


def choquet(p, interactions):
    """The integral over the capacity of every set; and the factor that makes it monotone."""
    rows, share = values(p)
    pairs = {frozenset(pair): index for pair, index in interactions.items() if all(j in share for j in pair)}
    of = lambda j, k: pairs.get(frozenset((j, k)), F(0)) if j != k else F(0)
    sets = [frozenset(s) for size in range(len(share) + 1) for s in itertools.combinations(share, size)]
    # What j adds to a set is w_j + factor * (sum of I_jk in the set - half of the sum over all).
    factor = F(1)
    for s in sets:
        for j in share:
            if j not in s:
                loss = sum(of(j, k) for k in share) / 2 - sum(of(j, k) for k in s)
                if loss > 0:
                    factor = min(factor, share[j] / loss)
    pairs = {pair: factor * index for pair, index in pairs.items()}
    alone = {j: share[j] - sum(of(j, k) for k in share) / 2 for j in share}
    capacity = {s: sum(alone[j] for j in s) + sum(i for pair, i in pairs.items() if pair <= s) for s in sets}
    assert capacity[frozenset(share)] == 1 and capacity[frozenset()] == 0
    assert all(capacity[s] <= capacity[s | {j}] for s in sets for j in share)
    out = []
    for row in rows:
        before, sum_ = F(0), F(0)
        for v in sorted(row.values()):
            sum_ += (v - before) * capacity[frozenset(j for j in row if row[j] >= v)]
            before = v
        out.append(decimal(sum_))
    return out, factor


def power_mean(p, exponent, floor):
    rows, share = values(p)
    out = []
    for row in rows:
        raised = {j: max(v, floor) if floor else v for j, v in row.items()}
        if exponent <= 0 and min(raised.values()) == 0:
            out.append(Decimal(0))  # The limit.
        elif exponent == 0:
            out.append(sum(decimal(share[j]) * decimal(v).ln() for j, v in raised.items()).exp())
        else:
            mean = sum(decimal(share[j]) * power(v, exponent) for j, v in raised.items())
            out.append(power(F(mean), 1 / F(exponent)))
    return out


def ranks(scores):
    near = Decimal("1e-10") * max(abs(s) for s in scores)
    return [1 + sum(other > s + near for other in scores) for s in scores]


def main():
    count = {"scaled": 0, "free": 0}
    with open("exact/means.jsonl", "w") as out:

        def write(p, name, method, parameters, scores):
            golden = dict(p, id=f"{name}", method=method, parameters=parameters)
            golden.update(scores=[float(s) for s in scores], ranks=ranks(scores), relative=1e-12, tolerance=1e-14)
            out.write(json.dumps(golden) + "\n")

        for case in range(24):
            p = problem(random.randrange(2, 9), random.randrange(1, 8), case % 3 == 0)
            order = [random.randrange(0, 6) for _ in p["weights"]]
            order[random.randrange(len(order))] = 3
            write(p, f"owa_places_{case}", "owa", {"order_weights": order}, owa_places(p, order))
            alpha = random.choice([F(1, 4), F(1, 2), F(1), F(2), F(7, 2)])
            write(p, f"owa_alpha_{case}", "owa", {"alpha": float(alpha)}, owa_alpha(p, alpha))
        for case in range(36):
            n = random.randrange(2, 7)
            p = problem(random.randrange(2, 9), n, case % 3 == 0)
            all_pairs = list(itertools.combinations(range(n), 2))
            some = random.sample(all_pairs, random.randrange(1, min(len(all_pairs), 5) + 1))
            # Of two halves of the cases one has room for all.
            most = 20 if case % 2 else 4
            interactions = {pair: F(random.choice([-1, 1]) * random.randrange(1, most), 20) for pair in some}
            if case % 2 == 0:
                p["weights"] = [w + 3 if w else w for w in p["weights"]]
            scores, factor = choquet(p, interactions)
            count["free" if factor == 1 else "scaled"] += 1
            lines = [f"C{j + 1} & C{k + 1} = {float(index)!r}" for (j, k), index in interactions.items()]
            write(p, f"choquet_{case}", "choquet", {"interactions": lines}, scores)
        for case in range(36):
            p = problem(random.randrange(2, 9), random.randrange(1, 8), case % 3 == 0)
            exponent = random.choice([F(-10), F(-2), F(-1), F(-1, 2), F(0), F(1, 2), F(1), F(2), F(3), F(25)])
            floor = random.choice([None, None, F(1, 8), F(1, 2)])
            parameters = {"power": float(exponent)}
            if floor:
                parameters["floor"] = float(floor)
            write(p, f"power_mean_{case}", "power-mean", parameters, power_mean(p, exponent, floor))
    assert min(count.values()) > 8, count
    print(count)


main()
