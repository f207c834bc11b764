"""Trees of all aggregators, with figures missing, against a calculation of our own with numpy."""

import csv
import io
import json
import subprocess

import numpy as np
import pytest
from program import PROGRAM, ROOT


def table(case, name, cwd=None):
    """A result table, row by row."""
    command = [PROGRAM, "evaluate", case, "--table", name, "--format", "csv"]
    done = subprocess.run(command, cwd=cwd or ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_the_human_development_index():
    rows = {}
    for name in ["hdi_2021", "published"]:
        with open(ROOT / f"datasets/human-development-index/{name}.csv", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["iso3"], {}).update(row)
    scores = {row["iso3"]: float(row["score"]) for row in table("human-development-index", "ranking")}
    assert len(scores) == len(rows) == 24
    for country, row in rows.items():
        health = (min(float(row["life_expectancy"]), 85) - 20) / 65
        schooling = min(float(row["expected_schooling"]), 18) / 18, float(row["mean_schooling"]) / 15
        income = np.log(min(float(row["gni_per_capita"]), 75_000) / 100) / np.log(750)
        index = np.prod([health, np.mean(schooling), income]) ** (1 / 3)
        assert scores[country] == pytest.approx(index, rel=1e-12), country
        assert f"{scores[country]:.3f}" == f"{float(row['hdi']):.3f}", country


def of_one(rule, values, weights):
    """The value of one alternative at a node, from what is there."""
    name = rule["name"]
    share = weights / weights.sum()
    if "floor" in rule:
        values = np.maximum(values, rule["floor"])
    if name == "sum":
        return share @ values
    if name == "geometric":
        return np.prod(values**share)
    if name == "harmonic":
        return 0.0 if values.min() == 0 else 1 / (share @ (1 / values))
    if name == "min":
        return values.min()
    if name == "max":
        return values.max()
    if name == "power":
        if rule["p"] < 0 and values.min() == 0:
            return 0.0
        return (share @ values ** rule["p"]) ** (1 / rule["p"])
    order = np.argsort(-values, kind="stable")
    if name == "owa" and "alpha" in rule:
        reached = np.concatenate([[0], np.cumsum(share[order])]) ** rule["alpha"]
        return np.diff(reached) @ values[order]
    if name == "owa":
        all_sums = np.concatenate([[0], np.cumsum(rule["order_weights"])]) / np.sum(rule["order_weights"])
        places = np.arange(len(values) + 1) / len(values)
        sums = np.interp(places, np.linspace(0, 1, len(all_sums)), all_sums)
        return np.diff(sums) @ values[order]
    raise AssertionError(name)


def choquet(pairs, values, weights):
    """By the capacity of every set that matters: those of the values that reach a level."""
    share = {child: weight / sum(weights.values()) for child, weight in weights.items()}
    pairs = {pair: index for pair, index in pairs.items() if set(pair) <= set(values)}
    taken = {child: sum(abs(index) for pair, index in pairs.items() if child in pair) / 2 for child in values}
    factor = min([1.0] + [share[child] / taken[child] for child in values if taken[child] > 0])
    alone = {
        child: share[child] - sum(factor * index for pair, index in pairs.items() if child in pair) / 2
        for child in values
    }

    def capacity(members):
        both = sum(factor * index for pair, index in pairs.items() if set(pair) <= members)
        return sum(alone[child] for child in members) + both

    out, before = 0.0, 0.0
    for child in sorted(values, key=values.get):
        members = {other for other in values if values[other] >= values[child]}
        if values[child] > before:
            out += (values[child] - before) * capacity(members)
            before = values[child]
    return out


def copeland(values, weights):
    """Net wins over the others, brought to 0 .. 1; `values` has a row per alternative."""
    known = ~np.isnan(values)
    values = np.round(values, 11)  # Equal but for rounding is equal.
    there = known.any(axis=1)
    net = np.zeros(len(values))
    for a in range(len(values)):
        for b in range(len(values)):
            both = known[a] & known[b]
            ahead = weights[both & (np.nan_to_num(values[a]) > np.nan_to_num(values[b]))].sum()
            behind = weights[both & (np.nan_to_num(values[a]) < np.nan_to_num(values[b]))].sum()
            net[a] += np.sign(round(ahead - behind, 12))
    most = there.sum() - 1
    return np.where(there, (net + most) / (2 * most) if most else 0.5, np.nan)


def worked_out(node, tree, figures):
    """The values of a node over all alternatives, its weight, NaN where nothing is known."""
    if "children" not in tree[node]:
        return figures[node], tree[node]["weight"]
    children = tree[node]["children"]
    columns = {child: worked_out(child, tree, figures)[0] for child in children}
    weights = {child: tree[child]["weight"] for child in children}
    rule = tree[node]["rule"]
    if rule["name"] == "copeland":
        values = np.column_stack([columns[child] for child in children])
        return copeland(values, np.array([weights[child] for child in children])), tree[node]["weight"]
    count = len(next(iter(figures.values())))
    out = np.full(count, np.nan)
    for at in range(count):
        there = [child for child in children if not np.isnan(columns[child][at])]
        if not there:
            continue
        values = np.array([columns[child][at] for child in there])
        own = np.array([weights[child] for child in there])
        if rule["name"] == "choquet":
            out[at] = choquet(
                rule["pairs"], dict(zip(there, values)), dict(zip(there, own))
            )
        else:
            out[at] = of_one(rule, values, own)
    return out, tree[node]["weight"]


def random_rule(random, children, tree):
    name = random.choice(
        ["sum", "geometric", "harmonic", "min", "max", "power", "owa", "order", "choquet", "copeland", "floor"]
    )
    if name == "power":
        return {"name": "power", "p": float(random.choice([-2, -0.5, 0.5, 2, 3]))}
    if name == "owa":
        return {"name": "owa", "alpha": float(random.choice([0.3, 1, 2.5]))}
    if name == "order":
        return {"name": "owa", "order_weights": [float(w) for w in random.integers(1, 9, len(children))]}
    if name == "floor":
        return {"name": str(random.choice(["geometric", "harmonic"])), "floor": 0.2}
    if name == "choquet":
        if len(children) < 2:
            return {"name": "sum"}
        a, b = (str(child) for child in random.choice(children, 2, replace=False))
        all_weight = sum(tree[child]["weight"] for child in children)
        least = min(tree[a]["weight"], tree[b]["weight"]) / all_weight
        # Half of it may not be more than the lesser weight.
        index = float(random.choice([-1, 1]) * random.uniform(0.2, 1.8) * least)
        return {"name": "choquet", "pairs": {(a, b): index}}
    return {"name": str(name)}


def written(rule):
    """A rule as a criteria file has it."""
    if rule["name"] == "choquet":
        lines = [f"{a} & {b} = {index!r}" for (a, b), index in rule["pairs"].items()]
        return f'{{ name = "choquet", interactions = {json.dumps(lines)} }}'
    more = ", ".join(f"{key} = {value!r}" for key, value in rule.items() if key != "name")
    return f'{{ name = "{rule["name"]}", {more} }}' if more else f'"{rule["name"]}"'


def random_tree(random, leaves):
    """Nodes over leaves, and nodes over nodes, up to the top."""
    tree = {f"c{at}": {"weight": float(random.integers(1, 6))} for at in range(leaves)}
    layer, count = list(tree), 0
    while len(layer) > 4:
        above = []
        while layer:
            size = int(random.integers(2, 6))
            children, layer = layer[:size], layer[size:]
            node = f"n{count}"
            count += 1
            tree[node] = {"weight": float(random.integers(1, 6)), "children": children}
            above.append(node)
        layer = above
    tree[""] = {"weight": 1.0, "children": layer}
    for node in tree.values():
        if "children" in node:
            node["rule"] = random_rule(random, node["children"], tree)
    return tree


def case_of(tree, folder, figures, missing):
    parent = {child: node for node, of in tree.items() for child in of.get("children", [])}
    lines = ["format = 1", 'id = "tree"', 'data = ["t.csv"]', "min_known = 0", 'missing = "drop"']
    lines += [f"aggregate = {written(tree['']['rule'])}", "[[keys]]", 'id = "unit"']
    for name, of in tree.items():
        if name:
            lines += ["[[criteria]]", f'id = "{name}"', f"weight = {of['weight']}"]
            lines += [f'parent = "{parent[name]}"'] if parent[name] else []
            lines += [f"aggregate = {written(of['rule'])}"] if "rule" in of else ["scale = { min = 0, max = 1 }"]
    (folder / "case.toml").write_text("\n".join(lines) + "\n")
    names = list(figures)
    rows = [",".join(["unit", *names])]
    for at in range(len(figures[names[0]])):
        cells = ["?" if missing[name][at] else repr(float(figures[name][at])) for name in names]
        rows.append(",".join([f"u{at:02}", *cells]))
    (folder / "t.csv").write_text("\n".join(rows) + "\n")


@pytest.mark.parametrize("seed", range(24))
def test_random_trees_with_missing_figures(seed, tmp_path):
    random = np.random.default_rng(seed)
    # The size of the ASEM index, and small ones.
    units, leaves = (51, 49) if seed % 4 == 0 else (int(random.integers(2, 9)), int(random.integers(3, 15)))
    tree = random_tree(random, leaves)
    names = [name for name in tree if name.startswith("c")]
    # Two decimals, so that there are ties, and zeros.
    figures = {name: np.round(random.random(units), 2) for name in names}
    missing = {name: random.random(units) < 0.12 for name in names}
    for name in names:
        missing[name][0] = False
    if seed % 3 == 0:
        for name in names:
            missing[name][1] = True  # Nothing is known of it.
    case_of(tree, tmp_path, figures, missing)
    shown = {name: np.where(missing[name], np.nan, figures[name]) for name in names}
    wanted, _ = worked_out("", tree, shown)
    ranking = {row["unit"]: row["score"] for row in table("./case.toml", "ranking", tmp_path)}
    assert len(ranking) == units
    for at, score in enumerate(wanted):
        own = ranking[f"u{at:02}"]
        if np.isnan(score):
            assert own == "", at
        else:
            assert float(own) == pytest.approx(score, rel=1e-9, abs=1e-12), (at, tree)
    nodes = {(row["unit"], row["node"]): row["value"] for row in table("./case.toml", "nodes", tmp_path)}
    for node in (name for name in tree if name.startswith("n")):
        values, _ = worked_out(node, tree, shown)
        for at, value in enumerate(values):
            if not np.isnan(wanted[at]):
                own = nodes[(f"u{at:02}", node)]
                assert (own == "") == np.isnan(value), (at, node)
                assert own == "" or float(own) == pytest.approx(value, rel=1e-9, abs=1e-12), (at, node)
    dropped = table("./case.toml", "dropped", tmp_path)
    told = {(row["unit"], row["criterion"]) for row in dropped if row["criterion"].startswith("c")}
    all_missing = {
        (f"u{at:02}", name) for name in names for at in range(units) if missing[name][at] and not np.isnan(wanted[at])
    }
    assert told == all_missing
