"""Portfolios and pathways through the program, against HiGHS (scipy) and plain enumeration."""

import csv
import itertools
import math
import random
import subprocess

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from program import PROGRAM


def run(folder, *command):
    """All tables that a command writes, by name."""
    arguments = [PROGRAM, *command, "-o", "out/", "--format", "csv", "-q"]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {path.stem: list(csv.DictReader(path.open())) for path in (folder / "out").glob("*.csv")}


def large_case(folder, chance, choices, options, limits):
    """A case with one alternative per choice and option: returns values, uses, bounds and rules."""
    values, uses = {}, {}
    lines = ["choice,option,a," + ",".join(f"r{at}" for at in range(limits))]
    for choice, option in itertools.product(range(choices), range(options)):
        key = (choice, option)
        values[key] = chance.randint(1, 1000)
        uses[key] = [chance.randint(1, 100) for _ in range(limits)]
        lines.append(f"c{choice},o{option},{values[key]}," + ",".join(map(str, uses[key])))
    (folder / "d.csv").write_text("\n".join(lines) + "\n")
    text = [
        "format = 1",
        'id = "large"',
        'rank_within = ["choice"]',
        'data = ["d.csv"]',
        '[[keys]]\nid = "choice"',
        '[[keys]]\nid = "option"',
        '[[criteria]]\nid = "a"\nscale = { min = 0, max = 1000 }',
        "[portfolio]\nnone = { value = 0.0 }",
    ]
    bounds = []
    for at in range(limits):
        most = sum(max(uses[c, o][at] for o in range(options)) for c in range(choices))
        bounds.append(int(most * chance.uniform(0.3, 0.6)))
        text.append(f'[[portfolio.limits]]\nid = "l{at}"\nsum = "r{at}"\nat_most = {bounds[-1]}')
    rules = []
    for at in range(4):
        first, second = chance.sample(range(choices), 2)
        a, b = chance.randrange(options), chance.randrange(options)
        kind = chance.choice(["then", "not"])
        rules.append((kind, (first, a), (second, b)))
        text.append(
            f'[[portfolio.rules]]\nid = "rule{at}"\nif = {{ choice = "c{first}", option = "o{a}" }}\n'
            f'{kind} = {{ choice = "c{second}", option = "o{b}" }}'
        )
    together = []
    for at in range(2):
        first, second = chance.sample(range(choices), 2)
        extra = chance.choice([-0.2, 0.1, 0.3])
        together.append((first, second, extra))
        text.append(
            f'[[portfolio.rules]]\nid = "together{at}"\n'
            f'together = [{{ choice = "c{first}" }}, {{ choice = "c{second}" }}]\nvalue = {extra}'
        )
    (folder / "case.toml").write_text("\n".join(text) + "\n")
    return values, uses, bounds, rules, together


def best_by_highs(values, uses, bounds, rules, together, choices, options):
    """The greatest value, by a 0/1 program of our own making. A pair that adds or takes value has a variable of its own."""
    count = choices * options
    place = {(c, o): c * options + o for c in range(choices) for o in range(options)}
    objective = np.zeros(count + len(together))
    for key, value in values.items():
        objective[place[key]] = -value / 1000
    rows, high = [], []

    def row(terms, bound):
        line = np.zeros(count + len(together))
        for at, by in terms:
            line[at] += by
        rows.append(line)
        high.append(bound)

    for choice in range(choices):
        row([(place[choice, option], 1) for option in range(options)], 1)
    for at, bound in enumerate(bounds):
        row([(place[key], use[at]) for key, use in uses.items()], bound)
    for kind, first, second in rules:
        if kind == "then":
            row([(place[first], 1), (place[second], -1)], 0)
        else:
            row([(place[first], 1), (place[second], 1)], 1)
    for at, (first, second, extra) in enumerate(together):
        variable = count + at
        objective[variable] = -extra
        both = [[(place[choice, o], 1) for o in range(options)] for choice in (first, second)]
        for some in both:
            row([(variable, 1)] + [(spot, -by) for spot, by in some], 0)
        row([(variable, -1)] + both[0] + both[1], 1)
    answer = milp(
        objective,
        integrality=np.ones(len(objective)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(np.array(rows), -np.inf, np.array(high)),
        options={"mip_rel_gap": 0},
    )
    assert answer.status == 0, answer.message
    return -answer.fun


@pytest.mark.parametrize("seed", range(100))
def test_large_portfolios_are_as_good_as_those_of_highs(tmp_path, seed):
    chance = random.Random(seed)
    choices, options, limits = 14, 4, chance.randint(1, 6)
    made = large_case(tmp_path, chance, choices, options, limits)
    values, uses, bounds, rules, together = made
    tables = run(tmp_path, "portfolio", "case.toml", "--draws", "100", "--table", "total")
    total = tables["total"][0]
    assert total["optimal"] == "1"
    expected = best_by_highs(*made, choices, options)
    assert math.isclose(float(total["value"]), expected, rel_tol=1e-7, abs_tol=1e-7)
    tables = run(tmp_path, "portfolio", "case.toml", "--draws", "100", "--table", "portfolio")
    chosen = {
        (int(row["choice"][1:]), int(row["option"][1:]))
        for row in tables["portfolio"]
        if row["chosen"] == "1" and row["option"]
    }
    assert len({choice for choice, _ in chosen}) == len(chosen)
    for at, bound in enumerate(bounds):
        assert sum(uses[key][at] for key in chosen) <= bound
    for kind, first, second in rules:
        if first in chosen:
            assert (second in chosen) == (kind == "then")
    in_it = {choice for choice, _ in chosen}
    extra = sum(by for first, second, by in together if first in in_it and second in in_it)
    worth = sum(values[key] for key in chosen) / 1000 + extra
    assert math.isclose(worth, float(total["value"]), rel_tol=1e-9, abs_tol=1e-9)


def pathway_case(folder, chance):
    """A small case with periods: returns what an enumeration needs."""
    options, periods = chance.randint(2, 4), chance.randint(2, 4)
    scores = {o: chance.randint(0, 100) for o in range(options)}
    lines = ["option,a"] + [f"o{o},{score}" for o, score in scores.items()]
    (folder / "d.csv").write_text("\n".join(lines) + "\n")
    rate = chance.choice([0, 0.03, 0.1])
    until = chance.choice([0, 0, 4])
    text = [
        "format = 1",
        'id = "path"',
        'data = ["d.csv"]',
        '[[keys]]\nid = "option"',
        '[[criteria]]\nid = "a"\nscale = { min = 0, max = 100 }',
        '[[facts]]\nid = "ready"\nholds = "no"',
        '[[requirements]]\nid = "gate"\nwhen = { option = "o1" }\nneeds = { fact = "ready" }',
        f'[pathway]\none_per = []\nstart = "none"\nnone = {{ value = 0.1 }}\n'
        f"discount = {rate}\nuntil = {until}",
    ]
    years, year = [], 2027
    for at in range(periods):
        years.append((year, chance.randint(1, 4)))
        text.append(f'[[pathway.periods]]\nid = "p{at}"\nfrom = {year}\nyears = {years[-1][1]}')
        year += years[-1][1]
    ready = chance.randint(2026, 2036)
    text.append(f'[[pathway.readiness]]\nfact = "ready"\nfrom = "{ready}"')
    cost = chance.choice([0, 0.2, 1.5])
    text.append(f'[[pathway.transitions]]\nid = "pay"\nto = {{ option = "o0" }}\ncost = {cost}')
    stay = chance.choice([None, 1, 2])
    if stay:
        text.append(f'[[pathway.stays]]\nid = "short"\nin = {{ option = "o0" }}\nat_most = {stay}')
    (folder / "case.toml").write_text("\n".join(text) + "\n")
    return options, scores, years, rate, until, ready, cost, stay


@pytest.mark.parametrize("seed", range(40))
def test_paths_are_the_best_of_all(tmp_path, seed):
    chance = random.Random(seed)
    options, scores, years, rate, until, ready, cost, stay = pathway_case(tmp_path, chance)
    start = years[0][0]

    def count(after, length):
        return sum((1 + rate) ** -(after + at) for at in range(length))

    weights = [count(first - start, length) for first, length in years]
    last = years[-1]
    weights[-1] += count(last[0] + last[1] - start, until)
    best = None
    for path in itertools.product([None, *range(options)], repeat=len(years)):
        if any(at == 1 and ready > years[t][0] for t, at in enumerate(path)):
            continue
        run_length = 0
        allowed = True
        for at in path:
            run_length = run_length + 1 if at == 0 else 0
            allowed &= not stay or run_length <= stay
        if not allowed:
            continue
        value = 0.0
        for t, at in enumerate(path):
            value += weights[t] * (0.1 if at is None else scores[at] / 100)
            before = None if t == 0 else path[t - 1]
            if at == 0 and before != 0:
                value -= cost * (1 + rate) ** -(years[t][0] - start)
        best = value if best is None else max(best, value)
    tables = run(tmp_path, "pathway", "case.toml", "--draws", "100")
    found = float(tables["path_totals"][0]["value"])
    assert math.isclose(found, best, rel_tol=1e-9, abs_tol=1e-9)
    by_period = sum(float(row["value"]) for row in tables["pathway"])
    assert math.isclose(by_period, best, rel_tol=1e-9, abs_tol=1e-9)
