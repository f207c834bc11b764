"""What actors have in common, against the linear programs of scipy."""

import csv
import io
import random
import subprocess
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import linprog

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "target" / "debug" / "afweging"


def table(folder, name):
    command = [PROGRAM, "actors", "case.toml", "--table", name, "--format", "csv", "-q"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def statement(chance, ids):
    """A line, and its rows as (coefficients, bound): coefficients . weights <= bound."""
    a, b = chance.sample(range(len(ids)), 2)
    share = chance.randint(0, 16) / 20
    factor = chance.choice([1, 1.5, 2, 3])

    def row(terms, bound):
        coefficients = [0.0] * len(ids)
        for at, by in terms:
            coefficients[at] += by
        return coefficients, bound

    kind = chance.randrange(6)
    if kind == 0:
        return f"{ids[a]} >= {share}", [row([(a, -1)], -share)]
    if kind == 1:
        return f"{ids[a]} <= {share}", [row([(a, 1)], share)]
    if kind == 2:
        return f"{ids[a]} >= {factor} * {ids[b]}", [row([(a, -1), (b, factor)], 0)]
    if kind == 3:
        return f"{ids[a]} = {share}", [row([(a, 1)], share), row([(a, -1)], -share)]
    if kind == 4:
        line = f"{ids[a]} + {ids[b]} >= {share}"
        return line, [row([(a, -1), (b, -1)], -share)]
    line = f"{share / 4} <= {ids[a]} <= {ids[b]}"
    return line, [row([(a, -1)], -share / 4), row([(a, 1), (b, -1)], 0)]


def holds(n, statements):
    """Whether some weights meet all of them."""
    rows = [row for _, _, own in statements for row in own]
    if not rows:
        return True
    found = linprog(
        [0] * n,
        A_ub=[row[0] for row in rows],
        b_ub=[row[1] for row in rows],
        A_eq=[[1] * n],
        b_eq=[1],
        bounds=[(0, 1)] * n,
    )
    return found.status == 0


def relaxed(n, statements, largest):
    """The least total of what statements give way or, if `largest`, the least most and the least total at that."""
    k = len(statements)
    rows, bounds = [], []
    for at, (_, _, own) in enumerate(statements):
        for coefficients, bound in own:
            rows.append([*coefficients, *(-float(other == at) for other in range(k)), 0])
            bounds.append(bound)
    for at in range(k):
        # Nobody more than the last variable.
        rows.append([0] * n + [float(other == at) for other in range(k)] + [-1])
        bounds.append(0)
    sum_to_one = [[1] * n + [0] * (k + 1)]
    total = [0] * n + [1] * k + [0]

    def least(objective, most):
        ends = [(0, 1)] * n + [(0, None)] * k + [(0, most)]
        found = linprog(objective, A_ub=rows, b_ub=bounds, A_eq=sum_to_one, b_eq=[1], bounds=ends)
        assert found.status == 0
        return found.fun

    if not largest:
        return least(total, None)
    most = least([0] * (n + k) + [1], None)
    return most, least(total, most + 1e-9)


def write(folder, ids, actors):
    lines = ['format = 1\nid = "actors"\ndata = ["t.csv"]\n[[keys]]\nid = "alternative"\n']
    lines += [f'[[criteria]]\nid = "{name}"\nscale = {{ min = 0, max = 1 }}\n' for name in ids]
    for at, written in enumerate(actors):
        texts = ", ".join(f'"{line}"' for line in written)
        lines.append(f'[[actors]]\nid = "actor{at}"\nconstraints = [{texts}]\n')
    (folder / "case.toml").write_text("".join(lines))
    figures = [",".join([name] + ["01"[(at + row) % 2] for at in range(len(ids))]) for row, name in enumerate("AB")]
    (folder / "t.csv").write_text("\n".join(["alternative," + ",".join(ids), *figures]) + "\n")


@pytest.mark.parametrize("seed", range(300))
def test_common_ground(tmp_path, seed):
    chance = random.Random(seed)
    n = chance.randint(2, 6)
    ids = [f"c{at}" for at in range(n)]
    statements = []
    for actor in range(chance.randint(1, 5)):
        for _ in range(chance.randint(1, 3)):
            # Nobody contradicts itself: such a case is refused.
            line, rows = statement(chance, ids)
            own = [said for said in statements if said[0] == actor]
            if all(said[1] != line for said in own) and holds(n, [*own, (actor, line, rows)]):
                statements.append((actor, line, rows))
    said_by = sorted({actor for actor, _, _ in statements})
    statements = [(said_by.index(actor), line, rows) for actor, line, rows in statements]
    if not statements:
        pytest.skip("nobody says anything")
    actors = [[line for own, line, _ in statements if own == at] for at in range(len(said_by))]
    write(tmp_path, ids, actors)
    rows = table(tmp_path, "conflict")
    ground = table(tmp_path, "common_ground")
    if holds(n, statements):
        assert rows == []
        everything = [row for _, _, own in statements for row in own]
        for at, name in enumerate(ids):
            (own,) = [row for row in ground if row["criterion"] == name]
            for column, sign in [("low", 1), ("high", -1)]:
                found = linprog(
                    [sign * float(other == at) for other in range(n)],
                    A_ub=[row[0] for row in everything],
                    b_ub=[row[1] for row in everything],
                    A_eq=[[1] * n],
                    b_eq=[1],
                    bounds=[(0, 1)] * n,
                )
                assert float(own[column]) == pytest.approx(sign * found.fun, abs=1e-7)
        middle = np.array([float(row["middle"]) for row in ground])
        assert middle.sum() == pytest.approx(1, abs=1e-9)
        for coefficients, bound in everything:
            assert np.dot(coefficients, middle) <= bound + 1e-7
        return
    assert ground == []
    total = sum(float(row["relaxation_total"]) for row in rows)
    assert total == pytest.approx(relaxed(n, statements, False), abs=1e-7)
    most, least = relaxed(n, statements, True)
    assert max(float(row["relaxation_largest"]) for row in rows) == pytest.approx(most, abs=1e-7)
    assert sum(float(row["relaxation_largest"]) for row in rows) == pytest.approx(least, abs=1e-6)
    # Those in conflict cannot hold together, and could if any one of them were dropped.
    told = {(row["actor"], row["statement"]) for row in rows if row["in_conflict"] == "1"}
    members = [said for said in statements if (f"actor{said[0]}", said[1]) in told]
    assert len(members) == len(told) and not holds(n, members)
    for at in range(len(members)):
        assert holds(n, members[:at] + members[at + 1 :])
