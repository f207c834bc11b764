"""Many actors, against numpy, scipy and plain enumeration."""

import csv
import io
import itertools
import json
import random
import subprocess
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.spatial import Delaunay
from scipy.stats import friedmanchisquare, kendalltau
from program import PROGRAM


def tables(folder, *options):
    """All tables of a case, by name."""
    command = [PROGRAM, "actors", "case.toml", *options, "-o", "out/", "--format", "csv", "-q"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {path.stem: list(csv.DictReader(path.open())) for path in (folder / "out").glob("*.csv")}


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


def least(objective, rows, n, top=None):
    """The least of a linear function over `rows` (coefficients, bound), where the first n variables are weights that sum to 1; none if nothing meets the rows."""
    size = len(objective)
    a = np.zeros((len(rows) + 1, size))
    for at, (coefficients, _) in enumerate(rows):
        a[at, : len(coefficients)] = coefficients
    a[-1, :n] = 1
    low = np.full(len(a), -np.inf)
    low[-1] = 1
    met = LinearConstraint(a, low, [*(bound for _, bound in rows), 1])
    ends = Bounds(0, [1.0] * n + [np.inf] * (size - n) if top is None else top)
    found = milp(objective, constraints=met, bounds=ends)
    assert found.status in (0, 2)
    return found.fun if found.status == 0 else None


def holds(n, statements):
    """Whether some weights meet all of them."""
    return least([0] * n, [row for _, _, own in statements for row in own], n) is not None


def relaxed(n, statements, largest):
    """The least total of what statements give way or, if `largest`, the least most and the least total at that."""
    k = len(statements)
    rows = []
    for at, (_, _, own) in enumerate(statements):
        for coefficients, bound in own:
            rows.append(([*coefficients, *(-float(other == at) for other in range(k)), 0], bound))
    for at in range(k):
        # Nobody more than the last variable.
        rows.append(([0] * n + [float(other == at) for other in range(k)] + [-1], 0))
    total = [0] * n + [1] * k + [0]
    if not largest:
        return least(total, rows, n)
    most = least([0] * (n + k) + [1], rows, n)
    return most, least(total, rows, n, [1] * n + [np.inf] * k + [most + 1e-9])


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
            # One line alone never does.
            if not own or all(said[1] != line for said in own) and holds(n, [*own, (actor, line, rows)]):
                statements.append((actor, line, rows))
    said_by = sorted({actor for actor, _, _ in statements})
    statements = [(said_by.index(actor), line, rows) for actor, line, rows in statements]
    if not statements:
        pytest.skip("nobody says anything")
    actors = [[line for own, line, _ in statements if own == at] for at in range(len(said_by))]
    write(tmp_path, ids, actors)
    written = tables(tmp_path)
    rows, ground = written["conflict"], written["common_ground"]
    if holds(n, statements):
        assert rows == []
        everything = [row for _, _, own in statements for row in own]
        for at, name in enumerate(ids):
            (own,) = [row for row in ground if row["criterion"] == name]
            for column, sign in [("low", 1), ("high", -1)]:
                end = least([sign * float(other == at) for other in range(n)], everything, n)
                assert float(own[column]) == pytest.approx(sign * end, abs=1e-7)
        middle = np.array([float(row["middle"]) for row in ground])
        assert middle.sum() == pytest.approx(1, abs=1e-9)
        for coefficients, bound in everything:
            assert np.dot(coefficients, middle) <= bound + 1e-7
        return
    assert ground == []
    total = sum(float(row["relaxation_total"]) for row in rows)
    assert total == pytest.approx(relaxed(n, statements, False), abs=1e-7)
    most, total = relaxed(n, statements, True)
    assert max(float(row["relaxation_largest"]) for row in rows) == pytest.approx(most, abs=1e-7)
    assert sum(float(row["relaxation_largest"]) for row in rows) == pytest.approx(total, abs=1e-6)
    # Those in conflict cannot hold together, and could if any one of them were dropped.
    told = {(row["actor"], row["statement"]) for row in rows if row["in_conflict"] == "1"}
    members = [said for said in statements if (f"actor{said[0]}", said[1]) in told]
    assert len(members) == len(told) and not holds(n, members)
    for at in range(len(members)):
        assert holds(n, members[:at] + members[at + 1 :])
    # No fewer do: two or three, where there are few enough to try all.
    for size in range(2, min(len(members), 4)):
        for chosen in itertools.combinations(statements, size):
            assert holds(n, list(chosen))


# --- Random cases, and what follows from them by plain calculation --------------------------------

CASES = 80
EPS = 1e-9
NAMES = "PQRSTU"


class Case:
    """A random case: written as files, and held as arrays."""

    def __init__(self, seed):
        chance = self.chance = random.Random(1000 + seed)
        self.n = n = chance.choice([2, 2, 3, 3, 3, 4, 4, 5])
        self.ids = [f"c{at}" for at in range(n)]
        self.regions = ["north", "south"] if chance.random() < 0.2 else [None]
        self.m = m = chance.choice([2, 3, 3, 4, 4, 5, 5, 6])
        self.names = list(NAMES[:m])
        self.best_up = [chance.random() < 0.6 for _ in range(n)]
        own = chance.random() < 0.35
        ranges = chance.random() < 0.25
        step = chance.choice([1, 2.5, 5])
        self.unknown = chance.choice([0, 0, 0, 0.1, 0.25])
        self.figures = {
            (region, name, at): self.figure(step, ranges) for region in self.regions for name in self.names for at in range(n)
        }
        self.observed = set()
        if not own and not ranges and not self.unknown and len(self.regions) == 1 and chance.random() < 0.4:
            at = chance.randrange(n)
            if len({self.figures[None, name, at] for name in self.names}) > 1:
                self.observed.add(at)
        self.actors = [self.actor(at, step, own, ranges) for at in range(chance.choice([1, 2, 2, 3, 3, 4, 5]))]
        if all(actor["influence"] == 0 for actor in self.actors):
            self.actors[0]["influence"] = Fraction(1)
        if any(actor["benefit"] or actor["burden"] for actor in self.actors) or chance.random() < 0.5:
            self.baseline = chance.choice(self.names)
        else:
            self.baseline = None
        self.accept = chance.choice([None, None, 1, 2])
        everything = [*self.figures.values(), *(cell for actor in self.actors for cell in actor["own"].values())]
        self.crisp = all(cell is not None and cell[0] == cell[1] for cell in everything)

    def figure(self, step, ranges):
        if self.chance.random() < self.unknown:
            return None
        low = self.chance.randint(0, int(10 / step)) * step
        high = low
        if ranges and self.chance.random() < 0.2:
            high = min(10.0, low + step * self.chance.randint(1, 2))
        return low, high

    def actor(self, at, step, own, ranges):
        chance, n = self.chance, self.n
        looks = list(range(n))
        if chance.random() < 0.15:
            looks = sorted(chance.sample(looks, chance.randint(1, n)))
        says = chance.choice(["weights", "weights", "both", "statements", "nothing"])
        weights = None
        if says in ("weights", "both"):
            given = [chance.randint(0, 4) if other in looks else 0 for other in range(n)]
            if not any(given):
                given[looks[0]] = 1
            weights = np.array(given, float) / sum(given)
        rows, lines = [], []
        if says in ("both", "statements"):
            for _ in range(chance.randint(1, 3)):
                if len(looks) < 2:
                    break
                line, new = statement(chance, [self.ids[other] for other in looks])
                wide = []
                for coefficients, bound in new:
                    row = np.zeros(n)
                    row[looks] = coefficients
                    wide.append((row, bound))
                fits = line not in lines and (
                    polytope_corners(n, rows + wide, looks).size
                    if weights is None
                    else all(row @ weights <= bound + 1e-12 for row, bound in wide)
                )
                if fits:
                    rows += wide
                    lines.append(line)
        if not lines:
            says = "weights" if weights is not None else "nothing"
        figures = {}
        if own and chance.random() < 0.6:
            for region in self.regions:
                for name in self.names:
                    for other in range(n):
                        if chance.random() < 0.3:
                            figures[region, name, other] = self.figure(step, ranges)
        benefit = burden = []
        if chance.random() < 0.4:
            order = chance.sample(range(n), n)
            cut = chance.randint(0, n)
            benefit, burden = order[:cut], order[cut : chance.randint(cut, n)]
        return {
            "id": f"actor{at}",
            "looks": looks,
            "names_criteria": len(looks) < n,
            "says": says,
            "weights": weights,
            "rows": rows,
            "lines": lines,
            "influence": Fraction(chance.choice(["1", "1", "1", "2", "3", "0", "0.5", "1.5", "0.1"])),
            "kind": chance.choice([None, "x", "x", "y"]),
            "minimum": chance.choice([None, None, 0.3, 0.4, 0.5, 0.6]),
            "own": figures,
            "benefit": sorted(benefit),
            "burden": sorted(burden),
        }

    def write(self, folder):
        folder.mkdir()
        lines = ['format = 1\nid = "actors"\ndata = ["t.csv"]\n']
        if self.regions != [None]:
            lines.append('rank_within = ["region"]\n')
        if self.baseline:
            lines.append(f'baseline = {{ alternative = "{self.baseline}" }}\n')
        if self.regions != [None]:
            lines.append('[[keys]]\nid = "region"\n')
        lines.append('[[keys]]\nid = "alternative"\n')
        for at, name in enumerate(self.ids):
            lines.append(f'[[criteria]]\nid = "{name}"\ndirection = "{"max" if self.best_up[at] else "min"}"\n')
            if at not in self.observed:
                lines.append("scale = { min = 0, max = 10 }\n")
        quoted = lambda texts: ", ".join(f'"{text}"' for text in texts)
        for actor in self.actors:
            lines.append(f'[[actors]]\nid = "{actor["id"]}"\ninfluence = {float(actor["influence"])}\n')
            if actor["kind"]:
                lines.append(f'kind = "{actor["kind"]}"\n')
            if actor["minimum"] is not None:
                lines.append(f"minimum = {actor['minimum']}\n")
            if actor["weights"] is not None:
                given = ", ".join(f"{name} = {weight!r}" for name, weight in zip(self.ids, actor["weights"].tolist()) if weight > 0)
                lines.append(f"weights = {{ {given} }}\n")
            if actor["lines"]:
                lines.append(f"constraints = [{quoted(actor['lines'])}]\n")
            if actor["names_criteria"]:
                lines.append(f"criteria = [{quoted(self.ids[at] for at in actor['looks'])}]\n")
            for side in ("benefit", "burden"):
                if actor[side]:
                    lines.append(f"{side} = [{quoted(self.ids[at] for at in actor[side])}]\n")
        (folder / "case.toml").write_text("".join(lines))
        written = lambda cell: "?" if cell is None else cell if cell == "" else f"{cell[0]:g}" if cell[0] == cell[1] else f"{cell[0]:g}..{cell[1]:g}"
        rows = [",".join((["region"] if self.regions != [None] else []) + ["alternative", "actor", *self.ids])]
        for who in [None, *self.actors]:
            figures = who["own"] if who else self.figures
            for region in self.regions:
                for name in self.names:
                    cells = [figures.get((region, name, at), "") for at in range(self.n)]
                    if any(cell != "" for cell in cells):
                        keys = [region] if region else []
                        rows.append(",".join([*keys, name, who["id"] if who else "", *map(written, cells)]))
        (folder / "t.csv").write_text("\n".join(rows) + "\n")

    def cells(self, actor, region):
        own = self.actors[actor]["own"]
        return [[own.get((region, name, at), self.figures[region, name, at]) for at in range(self.n)] for name in self.names]

    def known(self, actor, region):
        return np.array([[float(cell is not None) for cell in row] for row in self.cells(actor, region)])

    def values(self, actor, region):
        """The least, nominal and greatest value of each alternative (rows) on each criterion: anything where it is unknown."""
        cells = np.array([[cell or (0, 10) for cell in row] for row in self.cells(actor, region)], float)
        low, high = cells[:, :, 0], cells[:, :, 1]
        nominal = (low + high) / 2
        out = []
        for figures in (low, nominal, high):
            v = figures / 10
            for at in self.observed:
                v[:, at] = (figures[:, at] - low[:, at].min()) / (high[:, at].max() - low[:, at].min())
            for at in range(self.n):
                if not self.best_up[at]:
                    v[:, at] = 1 - v[:, at]
            out.append(v)
        return np.minimum(out[0], out[2]), out[1], np.maximum(out[0], out[2])


def polytope_corners(n, rows, looks):
    """The corners of the weights that meet the rows and are 0 off the criteria looked at, by solving every choice of rows."""
    k = len(looks)
    a = np.array([np.asarray(row)[looks] for row, _ in rows] + [-np.eye(k)[at] for at in range(k)])
    b = np.array([bound for _, bound in rows] + [0.0] * k)
    found = []
    for chosen in itertools.combinations(range(len(a)), k - 1):
        square = np.vstack([a[list(chosen)], np.ones(k)])
        if abs(np.linalg.det(square)) < 1e-9:
            continue
        x = np.linalg.solve(square, [*b[list(chosen)], 1])
        if (a @ x <= b + 1e-9).all() and not any(np.abs(x - other).max() < 1e-8 for other in found):
            found.append(x)
    out = np.zeros((len(found), n))
    for at, x in enumerate(found):
        out[at, looks] = x
    return out


def simplices(corners):
    """The hull of corners, cut into simplices: their corners and shares of the volume."""
    middle = corners.mean(axis=0)
    _, sizes, axes = np.linalg.svd(corners - middle)
    flat = (corners - middle) @ axes[: (sizes > 1e-9).sum()].T
    r = flat.shape[1]
    if r == 0:
        return corners[:1][None], np.ones(1)
    if r == 1:
        return corners[[flat[:, 0].argmin(), flat[:, 0].argmax()]][None], np.ones(1)
    if len(corners) == r + 1:
        return corners[None], np.ones(1)
    parts = Delaunay(flat).simplices
    volumes = np.array([abs(np.linalg.det(flat[part[1:]] - flat[part[0]])) for part in parts])
    return corners[parts], volumes / volumes.sum()


def ranks_of(scores):
    """Ties share the best rank; no figure, no rank."""
    return [None if np.isnan(score) else 1 + int(sum(other > score + EPS for other in scores)) for score in scores]


def places_of(ranks):
    """Ties share the mean of their places."""
    return [rank + (ranks.count(rank) - 1) / 2 for rank in ranks]


class Group:
    """Those who rank alternatives of a region, and what they all have a score for."""

    def __init__(self, study, region):
        case = study.case
        # Who has weights, and a score for something.
        self.ranking = [
            at for at in range(len(case.actors)) if (at, region) in study.scores and not np.isnan(study.scores[at, region]).all()
        ]
        self.places = [
            place
            for place in range(case.m)
            if self.ranking and not any(np.isnan(study.scores[at, region][place]) for at in self.ranking)
        ]
        self.names = [case.names[place] for place in self.places]
        self.scores = [study.scores[at, region][self.places] for at in self.ranking]
        self.ranks = [ranks_of(scores) for scores in self.scores]
        compared = len(self.places) or case.m
        self.accepted_rank = max(1, min(case.accept, case.m) if case.accept else -(-compared // 2))
        given = [case.actors[at]["influence"] for at in self.ranking]
        # None where no rule of the group has an answer.
        self.given = given if sum(given) > 0 and self.places else None


class Study:
    """A case, the tables that the program writes of it, and what Python makes of it."""

    def __init__(self, folder, seed):
        self.folder, self.seed = folder / str(seed), seed
        self.case = case = Case(seed)
        case.write(self.folder)
        self.options = ["--accept", str(case.accept)] if case.accept else []
        self.tables = tables(self.folder, *self.options)
        k = len(case.actors)
        self.weights = [None] * k
        for row in self.tables["actor_weights"]:
            at = int(row["actor"].removeprefix("actor"))
            if self.weights[at] is None:
                self.weights[at] = np.zeros(case.n)
            self.weights[at][case.ids.index(row["criterion"])] = float(row["weight"])
        self.corners = [
            actor["weights"][None] if actor["says"] == "weights" else polytope_corners(case.n, actor["rows"], actor["looks"])
            for actor in case.actors
        ]
        self.values = {(at, region): case.values(at, region) for at in range(k) for region in case.regions}
        self.known = {(at, region): case.known(at, region) for at in range(k) for region in case.regions}
        self.scores, self.ranks, self.groups = {}, {}, {}
        for region in case.regions:
            for at in range(k):
                if case.actors[at]["says"] != "nothing":
                    enough = self.known[at, region] @ self.weights[at] >= 0.5 - EPS
                    scores = np.where(enough, self.values[at, region][1] @ self.weights[at], np.nan)
                    self.scores[at, region], self.ranks[at, region] = scores, ranks_of(scores)
            self.groups[region] = Group(self, region)

    def run(self, *arguments, command="actors", options=None):
        command = [PROGRAM, command, "case.toml", *(self.options if options is None else options), "-q", *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, table, region, **where):
        out = [row for row in self.tables.get(table, []) if region is None or row["region"] == region]
        return [row for row in out if all(row[column] == value for column, value in where.items())]

    def by_name(self, table, region, **where):
        rows = self.rows(table, region, **where)
        out = {row["alternative"]: row for row in rows}
        assert len(out) == len(rows)
        return out

    def actor(self, at):
        return self.case.actors[at]["id"]


def near(written, expected, to=1e-9):
    return float(written) == pytest.approx(float(expected), abs=to)


@pytest.fixture(scope="module", params=range(CASES))
def study(request, tmp_path_factory):
    global FOLDER
    if FOLDER is None:
        FOLDER = tmp_path_factory.mktemp("actors")
    return Study(FOLDER, request.param)


FOLDER = None


def test_weights_at_which_actors_rank(study):
    for at, actor in enumerate(study.case.actors):
        if actor["says"] == "nothing":
            assert study.weights[at] is None
        elif actor["weights"] is not None:
            assert study.weights[at] == pytest.approx(actor["weights"], abs=1e-12)
        else:
            parts, volumes = simplices(study.corners[at])
            centroid = volumes @ parts.mean(axis=1)
            assert study.weights[at] == pytest.approx(centroid, abs=1e-7)


def test_actor_ranking(study):
    case, rng = study.case, np.random.default_rng(study.seed)
    for region in case.regions:
        for at, actor in enumerate(case.actors):
            own = study.by_name("actor_ranking", region, actor=actor["id"])
            assert len(own) == case.m
            low, nominal, high = study.values[at, region]
            corners = study.corners[at]
            drawn = rng.dirichlet([0.7] * len(corners), 60) @ corners
            drawn = np.vstack([drawn, corners])
            for place, name in enumerate(case.names):
                row = own[name]
                if (at, region) in study.scores and study.ranks[at, region][place]:
                    assert near(row["score"], study.scores[at, region][place])
                    assert int(row["rank"]) == study.ranks[at, region][place]
                else:
                    assert row["score"] == "" and row["rank"] == ""
                rows = list(actor["rows"])
                top = [float(other in actor["looks"]) for other in range(case.n)]
                if actor["says"] == "weights":
                    ends = low[place] @ actor["weights"], high[place] @ actor["weights"]
                else:
                    ends = least(low[place], rows, case.n, top), -least(-high[place], rows, case.n, top)
                assert near(row["low"], ends[0], 1e-7) and near(row["high"], ends[1], 1e-7)
                # Ranks at weights and inputs that the actor admits.
                best, worst = int(row["rank_best"]), int(row["rank_worst"])
                for mine, theirs, seen in [(high, low, "best"), (low, high, "worst"), (nominal, nominal, "nominal")]:
                    others = np.delete(theirs, place, axis=0)
                    ahead = ((others - mine[place]) @ drawn.T > EPS).sum(axis=0) + 1
                    assert best <= ahead.min() and ahead.max() <= worst, seen
                if case.n <= 3 or actor["says"] == "weights":
                    exact = rank_ends(case.n, actor, corners, low, high, place)
                    assert (best, worst) == exact


def rank_ends(n, actor, corners, low, high, place):
    """The best and the worst rank, at the corners of the parts into which ties cut the weights, and inside of these parts."""

    def points(mine, theirs):
        if actor["says"] == "weights":
            return corners
        ties = [(other - mine, 0.0) for other in theirs]
        on_ties = [corners]
        for tie in ties:
            on_ties.append(polytope_corners(n, [*actor["rows"], tie, (-tie[0], 0.0)], actor["looks"]))
        for one, two in itertools.combinations(ties, 2):
            both = [one, (-one[0], 0.0), two, (-two[0], 0.0)]
            on_ties.append(polytope_corners(n, [*actor["rows"], *both], actor["looks"]))
        return np.vstack(on_ties)

    others = np.delete(np.arange(len(low)), place)
    at = points(high[place], low[others])
    best = ((low[others] - high[place]) @ at.T > EPS).sum(axis=0).min() + 1
    at = np.unique(np.round(points(low[place], high[others]), 12), axis=0)
    if len(at) > 1:
        triples = np.array([at[list(three)].mean(axis=0) for three in itertools.combinations_with_replacement(range(len(at)), min(3, n))])
        at = np.vstack([at, triples])
    worst = ((high[others] - low[place]) @ at.T > EPS).sum(axis=0).max() + 1
    return best, worst


def test_pairs_and_concordance(study):
    case = study.case
    for region in case.regions:
        rows = {(row["actor_a"], row["actor_b"]): row for row in study.rows("actor_pairs", region)}
        group = study.groups[region]
        pairs = list(itertools.combinations(group.ranking, 2))
        assert len(rows) == len(pairs)
        for a, b in pairs:
            row = rows[study.actor(a), study.actor(b)]
            one, two = study.scores[a, region], study.scores[b, region]
            both = ~np.isnan(one + two)
            x, y = ranks_of(one[both]), ranks_of(two[both])
            tau = kendalltau(x, y, variant="b").statistic if len(x) > 1 else np.nan
            assert row["kendall"] == "" if np.isnan(tau) else near(row["kendall"], tau)
            assert near(row["weight_distance"], np.abs(study.weights[a] - study.weights[b]).sum() / 2)
            assert int(row["compared_pairs"]) == len(x) * (len(x) - 1) // 2
            opposed = sum((x[i] - x[j]) * (y[i] - y[j]) < 0 for i, j in itertools.combinations(range(len(x)), 2))
            assert int(row["opposed_pairs"]) == opposed
        written = {row["kind"]: row for row in study.rows("concordance", region)}
        expected = {}
        for kind in ["", "x", "y"]:
            members = [own for at, own in zip(group.ranking, group.ranks) if kind in ("", case.actors[at]["kind"])]
            if len(members) > 1:
                expected[kind] = members
        assert set(written) == set(expected)
        for kind, members in expected.items():
            k, m = len(members), len(group.places)
            assert int(written[kind]["actors"]) == k and int(written[kind]["alternatives"]) == m
            ranks = np.array([places_of(own) for own in members])
            if all(len(set(own)) < 2 for own in members):
                assert written[kind]["kendall_w"] == ""
            elif m > 2:
                assert near(written[kind]["kendall_w"], friedmanchisquare(*ranks.T).statistic / (k * (m - 1)))
            else:
                sums = ranks.sum(axis=0)
                untied = sum(own[0] != own[1] for own in members)
                assert near(written[kind]["kendall_w"], 12 * ((sums - sums.mean()) ** 2).sum() / (6 * k * untied))


def majority_points(ranks, shares):
    m = len(ranks[0])
    points = [0] * m
    for a, b in itertools.permutations(range(m), 2):
        margin = sum(share * ((own[a] < own[b]) - (own[a] > own[b])) for own, share in zip(ranks, shares))
        points[a] += (margin > 1e-10) - (margin < -1e-10)
    return points


def sees_the_same(study, group):
    """Whether all who rank look at the same figures, in all regions."""
    return all(study.case.cells(at, region) == study.case.cells(group.ranking[0], region) for at in group.ranking for region in study.case.regions)


def at_mean_weights(study, region, shares):
    """Scores at the mean of the weights, where enough is known for one."""
    group = study.groups[region]
    first, mean = group.ranking[0], sum(float(share) * study.weights[at] for share, at in zip(shares, group.ranking))
    scores = np.where(study.known[first, region] @ mean >= 0.5 - EPS, study.values[first, region][1] @ mean, np.nan)
    return scores[group.places]


def test_group_ranking(study):
    case = study.case
    for region in case.regions:
        rules = {row["rule"] for row in study.rows("group_ranking", region)}
        group = study.groups[region]
        given, ranks = group.given, group.ranks
        if not given:
            assert not rules
            continue
        scale = Fraction(len(given)) / sum(given)
        shares = [share / sum(given) for share in given]
        m = len(group.places)
        points = {
            "borda": [
                float(scale * sum(g * (m - Fraction(places_of(own)[at])) for g, own in zip(given, ranks))) for at in range(m)
            ],
            "copeland": majority_points(ranks, given),
            "mean-scores": sum(float(share) * scores for share, scores in zip(shares, group.scores)),
        }
        if sees_the_same(study, group):
            points["mean-weights"] = at_mean_weights(study, region, shares)
        assert rules == {*points, "kemeny"}
        for rule, expected in points.items():
            own = study.by_name("group_ranking", region, rule=rule)
            assert len(own) == m
            for at, (name, rank) in enumerate(zip(group.names, ranks_of(expected))):
                assert near(own[name]["points"], expected[at])
                assert int(own[name]["rank"]) == int(own[name]["rank_worst"]) == rank, rule
        costs = {}
        for order in itertools.permutations(range(m)):
            cost = Fraction(0)
            for a, b in itertools.combinations(order, 2):
                cost += sum(g * (Fraction(own[b] < own[a]) + Fraction(own[a] == own[b]) / 2) for g, own in zip(given, ranks))
            costs[order] = cost
        least = min(costs.values())
        orders = [order for order, cost in costs.items() if cost == least]
        own = study.by_name("group_ranking", region, rule="kemeny")
        for at, name in enumerate(group.names):
            places = [order.index(at) + 1 for order in orders]
            assert near(own[name]["points"], least * scale) and own[name]["proved"] == "1"
            assert (int(own[name]["rank"]), int(own[name]["rank_worst"])) == (min(places), max(places))
        written = {}
        for row in study.rows("kemeny_orders", region):
            written.setdefault(row["order"], []).append((int(row["place"]), row["alternative"]))
        listed = {tuple(name for _, name in sorted(order)) for order in written.values()}
        all_orders = {tuple(group.names[at] for at in order) for order in orders}
        assert len(listed) == len(written) == min(len(orders), 20) and listed <= all_orders


def test_compromise(study):
    case, m = study.case, study.case.m
    for region in case.regions:
        rules = {row["rule"] for row in study.rows("compromise", region)}
        group = study.groups[region]
        assert ("least-regret" in rules) == bool(group.places)
        assert ("fewest-moves" in rules) == bool(group.given)
        expected = {}
        if group.places:
            regrets = np.array([scores.max() - scores for scores in group.scores])
            expected["least-regret"] = regrets.max(axis=0)
        if group.given:
            scale = Fraction(len(group.given)) / sum(group.given)
            moves = [sum(g * (own[at] - 1) for g, own in zip(group.given, group.ranks)) for at in range(len(group.places))]
            expected["fewest-moves"] = [float(scale * each) for each in moves]
        for rule, values in expected.items():
            own = study.by_name("compromise", region, rule=rule)
            for place, rank in enumerate(ranks_of([-value for value in values])):
                row = own[group.names[place]]
                assert near(row["value"], values[place]) and int(row["rank"]) == rank and row["value_se"] == ""
        if not case.crisp:
            continue
        least = worst_acceptability(study, region)
        own = study.by_name("compromise", region, rule="best-worst-acceptability")
        assert len(own) == m
        for place, name in enumerate(case.names):
            assert near(own[name]["value"], least[place])
        # Sampled shares tie within 2.8 of the greatest of their standard errors, others within 1e-9.
        error = max(float(own[name]["value_se"] or 0) for name in case.names)
        values = [float(own[name]["value"]) for name in case.names]
        for name, value in zip(case.names, values):
            ahead = sum(other > value + max(2.8 * error, 1e-9) for other in values)
            assert int(own[name]["rank"]) == 1 + ahead


def worst_acceptability(study, region):
    """The least share over the actors of accepted ranks, from the table of shares; each share against numpy."""
    case, m = study.case, study.case.m
    rng = np.random.default_rng(study.seed)
    out = [1.0] * m
    draws = 4000
    for at, actor in enumerate(case.actors):
        _, values, _ = study.values[at, region]
        if actor["says"] == "weights":
            weights = actor["weights"][None]
        else:
            parts, volumes = simplices(study.corners[at])
            chosen = parts[rng.choice(len(parts), draws, p=volumes)]
            mix = rng.dirichlet([1] * chosen.shape[1], draws)
            weights = (mix[:, :, None] * chosen).sum(axis=1)
        scores = weights @ values.T
        ahead = (scores[:, None, :] > scores[:, :, None] + EPS).sum(axis=2)
        level = (np.abs(scores[:, None, :] - scores[:, :, None]) <= EPS).sum(axis=2)
        for place, name in enumerate(case.names):
            rows = study.rows("actor_acceptability", region, actor=actor["id"], alternative=name)
            written = {int(row["rank"]): row for row in rows}
            accepted = 0.0
            for rank in range(1, m + 1):
                among = (ahead[:, place] < rank) & (rank <= ahead[:, place] + level[:, place])
                mine = (among / level[:, place]).mean()
                theirs = float(written[rank]["share"]) if rank in written else 0.0
                if len(weights) == 1:
                    assert near(theirs, mine)
                else:
                    # The error where none or all of the draws have the rank is not 0.
                    p = (mine * draws + 2) / (draws + 4)
                    exact = rank in written and written[rank]["exact"] == "1"
                    error = (p * (1 - p) * (1 / draws + (0 if exact else 1 / 10_000))) ** 0.5
                    assert abs(mine - theirs) <= 5 * error, (name, rank, mine, theirs)
                if rank <= study.groups[region].accepted_rank:
                    accepted += theirs
            out[place] = min(out[place], accepted)
    return out


def test_coalitions(study):
    influence = {actor["id"]: actor["influence"] for actor in study.case.actors if actor["influence"] > 0}
    total = sum(influence.values())
    weight = lambda names: sum(influence[name] for name in names)
    wins = lambda names: 2 * weight(names) > total
    blocks = lambda names: 2 * (total - weight(names)) <= total
    expected = {}
    for kind, enough in [("winning", wins), ("blocking", blocks)]:
        for size in range(1, len(influence) + 1):
            for names in itertools.combinations(influence, size):
                if enough(names) and not any(enough([other for other in names if other != name]) for name in names):
                    expected[kind, "; ".join(names)] = weight(names) / total
    written = {(row["kind"], row["actors"]): row for row in study.tables["coalitions"]}
    assert set(written) == set(expected)
    for key, share in expected.items():
        assert near(written[key]["influence"], share) and int(written[key]["size"]) == key[1].count(";") + 1


def test_acceptance(study):
    case = study.case
    total = sum(actor["influence"] for actor in case.actors)
    for region in case.regions:
        own = study.by_name("acceptance", region)
        for place, name in enumerate(case.names):
            accepts, can, last, can_be_last, vetoes = [], [], [], [], []
            for at, actor in enumerate(case.actors):
                row = study.by_name("actor_ranking", region, actor=actor["id"])[name]
                minimum = -1 if actor["minimum"] is None else actor["minimum"] - EPS
                is_last = False
                accepted_rank = study.groups[region].accepted_rank
                if (at, region) in study.scores and study.ranks[at, region][place]:
                    ranks = study.ranks[at, region]
                    if ranks[place] <= accepted_rank and study.scores[at, region][place] >= minimum:
                        accepts.append(at)
                    is_last = 1 < ranks[place] == max(filter(None, ranks))
                    if is_last:
                        last.append(at)
                if at in accepts or (int(row["rank_best"]) <= accepted_rank and float(row["high"]) >= minimum):
                    can.append(at)
                if is_last or int(row["rank_worst"]) == case.m:
                    can_be_last.append(at)
                if float(row["high"]) < minimum:
                    vetoes.append(at)
            names = lambda actors: "; ".join(map(study.actor, actors))
            row = own[name]
            assert int(row["accepted_by"]) == len(accepts) and row["accepted_by_names"] == names(accepts)
            assert near(row["accepted_influence"], sum(case.actors[at]["influence"] for at in accepts) / total)
            assert int(row["can_be_accepted_by"]) == len(can)
            assert (row["last_for"], row["can_be_last_for"], row["vetoed_by"]) == (names(last), names(can_be_last), names(vetoes))


def leaders(study, region, rule, shares):
    """Who is first at these shares of those who rank."""
    group = study.groups[region]
    if rule == "copeland":
        figures = majority_points(group.ranks, shares)
    elif rule == "mean-weights":
        figures = at_mean_weights(study, region, shares)
    else:
        of = {
            "fewest-moves": lambda at: -np.array(group.ranks[at], float),
            "borda": lambda at: -np.array(places_of(group.ranks[at])),
            "mean-scores": lambda at: group.scores[at],
        }[rule]
        figures = sum(share * of(at) for at, share in enumerate(shares))
    most = max(figures)
    return "; ".join(name for name, figure in zip(group.names, figures) if figure >= most - 1e-10)


def test_influence(study):
    case = study.case
    for region in case.regions:
        rows = study.rows("influence", region)
        group = study.groups[region]
        if not group.given or len(group.ranking) < 2:
            assert rows == []
            continue
        shares = [float(given / sum(group.given)) for given in group.given]
        rules = {"fewest-moves", "borda", "copeland", "mean-scores"} | ({"mean-weights"} if sees_the_same(study, group) else set())
        assert {row["rule"] for row in rows} == rules
        for rule, (at, actor) in itertools.product(sorted(rules), enumerate(group.ranking)):
            own = [row for row in rows if row["rule"] == rule and row["actor"] == study.actor(actor)]
            ends = [(float(row["influence_from"]), float(row["influence_to"]), row["first"]) for row in own]
            assert ends[0][0] == 0 and ends[-1][1] == 1
            assert all(one[1] == two[0] and one[2] != two[2] for one, two in zip(ends, ends[1:]))
            assert all(near(row["present"], shares[at]) for row in own)
            rest = sum(shares) - shares[at]

            def at_share(t):
                others = [(1 - t) * (share / rest if rest > 0 else 1 / (len(shares) - 1)) for share in shares]
                others[at] = t
                return leaders(study, region, rule, others)

            grid = [(number + 0.5) / 41 for number in range(41)]
            # Close to each switch, and right at a switch where somebody is first there alone.
            for low, high, _ in ends:
                grid += [low + 1e-6, high - 1e-6] if low < high else [low]
            for t in grid:
                here = [first for low, high, first in ends if low + 1e-8 < t < high - 1e-8 or low == t == high]
                if not here and all(min(abs(t - low), abs(t - high)) < 1e-7 for low, high, _ in ends if low <= t <= high):
                    continue
                assert here == [at_share(t)], (rule, actor, t)


def nearest_weights(study, at, region, place, within):
    """The least share of weight that moves so that the actor accepts, by a linear program for each choice of rivals that stay ahead."""
    case, actor = study.case, study.case.actors[at]
    n, m = case.n, case.m
    w, (_, v, _) = study.weights[at], study.values[at, region]
    rivals = [other for other in range(m) if other != place and study.ranks[at, region][other]]
    rows = []
    for j in range(n):
        # Half the sum of |x - w| is the sum of what is lost, as both sum to 1.
        row = np.zeros(2 * n)
        row[j], row[n + j] = -1, -1
        rows.append((row, -w[j]))
    if within:
        rows += [(np.concatenate([row, np.zeros(n)]), bound) for row, bound in actor["rows"]]
    if actor["minimum"] is not None:
        rows.append((np.concatenate([-v[place], np.zeros(n)]), -actor["minimum"]))
    # Enough must be known for a score.
    rows.append((np.concatenate([-study.known[at, region][place], np.zeros(n)]), -0.5))
    top = [1.0 if j in actor["looks"] else 0.0 for j in range(n)] + [1.0] * n
    nearest = None
    for caught in itertools.combinations(rivals, max(0, len(rivals) + 1 - study.groups[region].accepted_rank)):
        catch = [(np.concatenate([v[other] - v[place], np.zeros(n)]), 0.0) for other in caught]
        found = least([0] * n + [1] * n, [*rows, *catch], n, top)
        if found is not None and (nearest is None or found < nearest):
            nearest = found
    return nearest


def accepts_at(study, at, region, place, weights):
    """Whether an actor accepts at other weights; rivals are those that have a score at its own."""
    _, v, _ = study.values[at, region]
    scores = v @ weights
    scored = ~np.isnan(study.scores[at, region])
    ahead = (scores[scored] > scores[place] + 1e-9).sum()
    floor = study.case.actors[at]["minimum"]
    return ahead < study.groups[region].accepted_rank and (floor is None or scores[place] >= floor - 1e-9)


def test_concession(study):
    case = study.case
    n = case.n
    for region in case.regions:
        rows = study.rows("concession", region)
        group = study.groups[region]
        scored = sum(rank is not None for at in group.ranking for rank in study.ranks[at, region])
        assert len(rows) == scored + len(group.places)
        for place, name in enumerate(case.names):
            refusing = []
            for at in group.ranking:
                if not study.ranks[at, region][place]:
                    continue
                actor = case.actors[at]
                where = {"alternative": name, "actor": actor["id"]}
                (row,) = study.rows("concession", region, **where)
                w, (_, v, _) = study.weights[at], study.values[at, region]
                scores = study.scores[at, region]
                if accepts_at(study, at, region, place, w):
                    assert (row["accepts"], row["weights"], row["improvements"]) == ("1", "nothing", "nothing")
                    assert float(row["weight_change"]) == float(row["improvement"]) == 0
                    continue
                assert row["accepts"] == "0" and row["weight_change_exact"] == "1"
                states = actor["says"] != "weights"
                nearest = nearest_weights(study, at, region, place, True) if states else None
                within = "1" if nearest is not None else "0" if states else ""
                if nearest is None:
                    nearest = nearest_weights(study, at, region, place, False)
                if nearest is None:
                    assert row["weights"] == "impossible" and row["weight_change"] == row["within_statements"] == ""
                else:
                    assert row["weights"] == "change" and row["within_statements"] == within
                    assert near(row["weight_change"], nearest, 1e-7)
                    # The weights that are named: they move so much, and the actor accepts at them.
                    new = w.copy()
                    for moved in study.rows("concession_weights", region, **where):
                        j = case.ids.index(moved["criterion"])
                        assert near(moved["weight_from"], w[j])
                        new[j] = float(moved["weight_to"])
                    assert near(new.sum(), 1) and new.min() >= 0
                    assert near(np.abs(new - w).sum() / 2, row["weight_change"])
                    assert accepts_at(study, at, region, place, new)
                    if within == "1":
                        assert all(own @ new <= bound + 1e-8 for own, bound in actor["rows"])
                others = np.delete(scores, place)
                rivals = sorted(others[~np.isnan(others)], reverse=True)
                gap = rivals[group.accepted_rank - 1] - scores[place] if group.accepted_rank <= len(rivals) else 0.0
                gap = max(gap, (actor["minimum"] or 0) - scores[place])
                # What is unknown cannot be raised.
                room = np.where(study.known[at, region][place] > 0, 1 - v[place], 0.0)
                refusing.append((w, room, gap))
                check_improvement(study, region, where, row, w, room, gap, v[place])
            if place not in group.places:
                continue
            (row,) = study.rows("concession", region, alternative=name, actor="")
            assert row["weights"] == row["weight_change"] == row["weight_change_exact"] == row["within_statements"] == ""
            if not refusing:
                assert (row["accepts"], row["improvements"]) == ("1", "nothing") and float(row["improvement"]) == 0
                continue
            # One gain per criterion for all, and what each can make of it.
            k = len(refusing)
            size = n * (1 + k)
            program, top = [], [1.0] * n
            for number, (w, room, gap) in enumerate(refusing):
                own = np.zeros(size)
                own[n * (number + 1) : n * (number + 2)] = -w
                program.append((own, -gap + 1e-12))
                top += room.tolist()
                for j in range(n):
                    no_more = np.zeros(size)
                    no_more[n * (number + 1) + j], no_more[j] = 1, -1
                    program.append((no_more, 0.0))
            fewest = gain([1] * n + [0] * n * k, program, top)
            assert row["accepts"] == "0"
            if fewest is None:
                assert row["improvements"] == "impossible" and row["improvement"] == ""
                continue
            assert row["improvements"] == "change" and near(row["improvement"], fewest, 1e-7)
            gains = np.zeros(n)
            for raised in study.rows("concession_improvements", region, alternative=name, actor=""):
                assert raised["alone"] == "0"
                gains[case.ids.index(raised["criterion"])] = float(raised["raise"])
            assert near(gains.sum(), fewest, 1e-7)
            assert all(w @ np.minimum(gains, room) >= gap - 1e-7 for w, room, gap in refusing)


def gain(objective, rows, top):
    """The least of a sum of gains over rows (coefficients, bound), each gain up to its top; none if nothing meets the rows."""
    met = LinearConstraint(np.array([row for row, _ in rows]), -np.inf, [bound for _, bound in rows])
    found = milp(objective, constraints=met, bounds=Bounds(0, top))
    assert found.status in (0, 2)
    return found.fun if found.status == 0 else None


def check_improvement(study, region, where, row, w, room, gap, values):
    case, n = study.case, study.case.n
    fewest = gain([1] * n, [(-w, -gap + 1e-12)], room)
    raises = study.rows("concession_improvements", region, **where)
    if fewest is None:
        assert row["improvements"] == "impossible" and row["improvement"] == "" and raises == []
        return
    assert row["improvements"] == "change" and near(row["improvement"], fewest, 1e-7)
    gains, alone = np.zeros(n), {}
    for raised in raises:
        j = case.ids.index(raised["criterion"])
        by = float(raised["raise"])
        assert near(raised["value_from"], values[j]) and near(raised["value_to"], values[j] + by)
        # The figures are worth what they are said to be.
        seen = [case.figures[region, name, j] for name in case.names] if j in case.observed else [(0, 10)]
        lowest, highest = min(cell[0] for cell in seen), max(cell[1] for cell in seen)
        for column in ("from", "to"):
            share = (float(raised[f"performance_{column}"]) - lowest) / (highest - lowest)
            assert near(raised[f"value_{column}"], share if case.best_up[j] else 1 - share)
        if raised["alone"] == "1":
            alone[j] = by
        else:
            gains[j] = by
    assert near(gains.sum(), fewest, 1e-7) and w @ gains >= gap - 1e-9 and (gains <= room + 1e-9).all()
    assert set(alone) == {j for j in range(n) if w[j] > 0 and w[j] * room[j] >= gap - 1e-10}
    assert all(near(by, gap / w[j]) for j, by in alone.items())


def test_impacts(study):
    case = study.case
    for region in case.regions:
        rows = study.rows("impacts", region)
        ranking = [at for at in range(len(case.actors)) if case.actors[at]["says"] != "nothing"]
        actors = [at for at in ranking if case.baseline and (case.actors[at]["benefit"] or case.actors[at]["burden"])]
        assert {row["actor"] for row in rows} == {study.actor(at) for at in actors}
        for at in actors:
            actor, w = case.actors[at], study.weights[at]
            low, nominal, high = study.values[at, region]
            base = case.names.index(case.baseline)
            own = study.by_name("impacts", region, actor=actor["id"])
            nominals = []
            for place, name in enumerate(case.names):
                found = []
                for side, sign in [("benefit", 1), ("burden", -1)]:
                    js = actor[side]
                    columns = [side, f"{side}_low", f"{side}_high"]
                    if not js:
                        assert all(own[name][column] == "" for column in columns)
                        found.append(0.0)
                        continue
                    middle = sign * (w[js] @ (nominal[place] - nominal[base])[js])
                    ends = [w[js] @ (low[place] - high[base])[js], w[js] @ (high[place] - low[base])[js]]
                    # The baseline is no better than itself, whatever it is.
                    ends = [0.0, 0.0] if place == base else sorted(sign * end for end in ends)
                    # Too little known of what has weight here: no figure.
                    known = study.known[at, region][place] * study.known[at, region][base]
                    total = w[js].sum()
                    if total > 0 and w[js] @ known[js] / total < 0.5 - EPS:
                        middle = None
                        assert own[name][side] == ""
                    else:
                        assert near(own[name][side], middle)
                    assert all(near(own[name][column], value) for column, value in zip(columns[1:], ends))
                    found.append(middle)
                nominals.append(found)
            for place, name in enumerate(case.names):
                if None in nominals[place]:
                    assert own[name]["undominated"] == ""
                    continue
                gain, load = nominals[place]
                told = [other for other in nominals if None not in other]
                dominated = any(
                    g >= gain - EPS and b <= load + EPS and (g > gain + EPS or b < load - EPS) for g, b in told
                )
                assert own[name]["undominated"] == str(int(not dominated))


def test_one_table_is_that_of_the_folder_on_any_threads(study):
    if study.seed % 6:
        return
    study.run("-o", "one/", "--format", "csv", "--threads", "1")
    study.run("-o", "two/", "--format", "csv", "--threads", "2")
    names = sorted(path.name for path in (study.folder / "out").glob("*.csv"))
    assert len(names) > 20
    for name in names:
        first, *others = [(study.folder / folder / name).read_bytes() for folder in ("out", "one", "two")]
        assert others == [first, first], name
    table = study.case.chance.choice(names)
    assert study.run("--table", table.removesuffix(".csv"), "--format", "csv") == (study.folder / "out" / table).read_bytes().decode()

    def refuse(constant):
        raise AssertionError(constant)

    written = json.loads(study.run("--format", "json"), parse_constant=refuse)
    for name, rows in study.tables.items():
        if rows:
            assert len(written["tables"][name]) == len(rows)


def test_weights_of_a_concession_do_it_where_they_are_given(study):
    if study.seed % 6 != 1:
        return
    case = study.case
    moved = [row for row in study.tables["concession_weights"]]
    if not moved:
        return
    row = moved[study.seed % len(moved)]
    region, where = row.get("region"), {"alternative": row["alternative"], "actor": row["actor"]}
    at = int(row["actor"].removeprefix("actor"))
    new = study.weights[at].copy()
    for own in study.rows("concession_weights", region, **where):
        new[case.ids.index(own["criterion"])] = float(own["weight_to"])
    given = ",".join(f"{name}={weight!r}" for name, weight in zip(case.ids, new.tolist()))
    arguments = ["--actor", row["actor"], "--weights", given, "--table", "ranking", "--format", "csv"]
    ranking = list(csv.DictReader(io.StringIO(study.run(*arguments, command="evaluate", options=[]))))
    (own,) = [own for own in ranking if own["alternative"] == row["alternative"] and own.get("region") == region]
    # Rivals are those that have a score at the actor's own weights: others may get one here, and be ahead.
    scored = [name for name, rank in zip(case.names, study.ranks[at, region]) if rank]
    rivals = [other for other in ranking if other.get("region") == region and other["alternative"] in scored and other["score"]]
    ahead = sum(float(other["score"]) > float(own["score"]) + EPS for other in rivals)
    assert ahead < study.groups[region].accepted_rank
    if len(scored) == case.m:
        assert int(own["rank"]) <= study.groups[region].accepted_rank
    floor = case.actors[at]["minimum"]
    assert floor is None or float(own["score"]) >= floor - 1e-9
