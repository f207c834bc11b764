"""The exported queries, run by DuckDB, DataFusion, PostgreSQL and Spark: the scores and ranks of the program.

The same alternatives stand in a CSV file, which the program evaluates, and in a table of each engine. In the table a
range has two columns and what is not known is NULL.
"""

import csv
import math
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from program import PROGRAM

ROWS = 1500
LEVELS = ["it's bad", r"so\so", "fair", 'very "good"']
# A header that would end an identifier, a text and a comment.
NOISE = "noise \"dB\"; `x` -- 'y'"
GROUPS = ["N", "O'Z", "W"]

OBSERVED = [
    "weighted-sum", "weighted-product", "topsis", "vikor", "waspas", "moora-ratio", "moora-reference-point",
    "full-multiplicative", "aras", "marcos", "copras", "ram", "ocra", "mairca", "cocoso", "edas", "mabac", "gra", "lmaw",
    "ervd", "ahp",
]
SCALED = ["weighted-sum", "spotis", "rafsi", "rim"]
# Other normalizations, as parameters.
VARIANTS = [
    ("weighted-sum", "normalization", name)
    for name in ["min-max", "max", "sum", "vector", "linear", "logarithmic", "nonlinear", "enhanced-accuracy", "z-score", "rank"]
] + [("topsis", "normalization", name) for name in ["min-max", "sum", "linear", "logarithmic", "nonlinear", "z-score", "rank"]] + [
    ("weighted-product", "normalization", "vector"), ("ahp", "synthesis", "ideal"),
]


def case_text(scaled):
    """The criteria file; `scaled`: every criterion has a scale."""
    area = 'scale = { min = 0, max = 60, outside = "extend" }' if scaled else ""
    yield_scale = "scale = { min = 1, max = 1000 }\nvalue = { shape = \"log\" }" if scaled else ""
    levels = ", ".join("'''" + level + "'''" for level in LEVELS)
    # With a target only where value functions are asked for.
    return f"""
format = 1
id = "engines"
data = ["table.csv"]
rank_within = ["region"]
min_known = 0.6

[[keys]]
id = "site"
[[keys]]
id = "region"

[[criteria]]
id = "money"
weight = 3
[[criteria]]
id = "cost"
parent = "money"
direction = "min"
scale = {{ min = 10, max = 100 }}
weight = 2
[[criteria]]
id = "area"
parent = "money"
direction = "min"
{area}
weight = 1
[[criteria]]
id = "noise"
column = '''{NOISE}'''
direction = "min"
scale = {{ min = 20, max = 90, outside = "clamp" }}
{"value = { points = [[20, 1], [50, 0.9], [90, 0]] }" if scaled else ""}
weight = 1.5
[[criteria]]
id = "yield"
{yield_scale}
weight = 2
[[criteria]]
id = "quality"
scale = {{ levels = [{levels}] }}
weight = 1

[[facts]]
id = "plan"
holds = "unknown"

[[requirements]]
id = "budget"
needs = {{ criterion = "cost", at_most = 85 }}
effect = "exclude"
reason = "No more than 85"
[[requirements]]
id = "homes"
needs = {{ attribute = "homes", at_least = 10 }}
effect = "flag"
reason = "Ten homes"
[[requirements]]
id = "zone"
when = {{ region = ["N", "W"] }}
needs = {{ attribute = "zone", one_of = ["a", "b's"] }}
effect = "exclude"
unknown = "exclude"
reason = "Zoning"
[[requirements]]
id = "planned"
needs = {{ fact = "plan" }}
effect = "exclude"
reason = "A plan"

[[adjustments]]
criterion = "noise"
attribute = "homes"
shift = {{ points = [[0, 0], [40, 5], [100, 20]] }}
limits = {{ max = 80 }}
reason = "More homes, more noise"

[method.weighted-sum]
[method.ervd]
reference = {{ cost = 50, area = 20, noise = 50, yield = 100, quality = 1 }}
"""


def rows(rng):
    """The alternatives: for each the cells of the CSV file and the columns of the table."""
    out = []
    for at in range(ROWS):
        cells, table = {}, {}

        def put(name, cell, figure=None, low=None, high=None, ends=True):
            cells[name], table[name] = cell, figure
            if ends:
                table[f"{name}_low"], table[f"{name}_high"] = low, high

        # Every seventh repeats the one before: ties.
        if at % 7 == 6:
            cells, table = dict(out[-1][0]), dict(out[-1][1])
            cells["site"] = table["site"] = f"s'{at}"
            out.append((cells, table))
            continue
        for name, value in [("site", f"s'{at}"), ("region", GROUPS[at % 3])]:
            cells[name] = table[name] = value
        number = lambda low, high: round(float(rng.uniform(low, high)), 3)
        cost = number(12, 98)
        match at % 11:
            case 0:
                put("cost", "?")
            case 1:
                put("cost", f"{cost - 2}..{cost + 1.5}", None, cost - 2, cost + 1.5)
            case 2:
                put("cost", f"{cost - 2}|{cost}|{cost + 1.5}", cost, cost - 2, cost + 1.5)
            case _:
                put("cost", repr(cost), cost)
        area = number(3, 50)
        put("area", repr(area), area, ends=False)
        noise = number(5, 99)
        put(NOISE, "" if at % 13 == 0 else repr(noise), None if at % 13 == 0 else noise, ends=False)
        put("yield", repr(of := number(2, 900)), of, ends=False)
        level = int(rng.integers(0, 4))
        if at % 17 == 0:
            put("quality", "?")
        elif at % 17 == 1 and level < 3:
            put("quality", f"{LEVELS[level]}..{LEVELS[level + 1]}", None, LEVELS[level], LEVELS[level + 1])
        else:
            put("quality", LEVELS[level], LEVELS[level])
        homes = None if at % 19 == 0 else int(rng.integers(0, 120))
        put("homes", "" if homes is None else str(homes), homes, ends=False)
        zone = [None, "a", "b's", "c"][int(rng.choice(4, p=[0.05, 0.5, 0.3, 0.15]))]
        put("zone", "" if zone is None else zone, zone, ends=False)
        out.append((cells, table))
    return out


def run(folder, *args):
    done = subprocess.run([PROGRAM, *args], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, (args, done.stderr)
    return done.stdout


class World:
    """The cases, what the program says of them, and the table for the engines."""

    def __init__(self, folder):
        self.folder = folder
        made = rows(np.random.default_rng(19))
        with open(folder / "table.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, list(made[0][0]))
            writer.writeheader()
            writer.writerows(cells for cells, _ in made)
        for name, scaled in [("observed", False), ("scaled", True)]:
            (folder / f"{name}.toml").write_text(case_text(scaled))
        names = list(made[0][1])
        texts = {"site", "region", "quality", "quality_low", "quality_high", "zone"}
        kind = lambda name: pa.string() if name in texts else pa.float64()
        self.table = pa.table({name: pa.array([table[name] for _, table in made], kind(name)) for name in names})

    def ranking(self, case, methods, params=()):
        """By method and name: the row of the table `ranking`."""
        flags = [flag for method in methods for flag in ("--method", method)]
        flags += [flag for param in params for flag in ("--param", param)]
        self_out = self.folder / "ranking.csv"
        run(self.folder, "evaluate", f"{case}.toml", "--force", "-q", "--raw", "-o", self_out, "--table", "ranking", *flags)
        out = {method: {} for method in methods}
        with open(self_out, newline="") as file:
            for row in csv.DictReader(file):
                out[row.get("method") or methods[0]][row["site"], row["region"]] = row
        return out

    def query(self, case, dialect, method, *more):
        return run(self.folder, "export", "sql", f"{case}.toml", "--dialect", dialect, "--force", "-q", "--method", method, *more)


@pytest.fixture(scope="module")
def world():
    with tempfile.TemporaryDirectory() as folder:
        yield World(Path(folder))


def number(text):
    return None if text in ("", None) else float(text)


def compare(found, expected, what):
    """Rows that an engine gives, against those of the program."""
    assert len(found) == len(expected), what
    largest = max(abs(number(row["score"]) or 0.0) for row in expected.values())
    for row in found:
        own = expected[row["site"], row["region"]]
        for name in ["score", "score_low", "score_high", "known_share"]:
            if name in row:
                mine, theirs = number(own[name]), row[name]
                assert (mine is None) == (theirs is None), (what, name, row, own)
                near = mine is None or math.isclose(mine, theirs, rel_tol=1e-12, abs_tol=1e-14 * largest)
                assert near, (what, name, row, own)
        rank = None if own["rank"] == "" else int(own["rank"])
        assert row["rank"] == rank, (what, row, own)
        for name in ["excluded_by", "flagged_by"]:
            assert (row[name] or "") == own[name], (what, name, row, own)


def duckdb_engine(world):
    con = duckdb.connect()
    con.register("given", world.table)
    con.execute("CREATE TABLE alternatives AS SELECT * FROM given")

    def ask(text, tables=()):
        for name, table in tables:
            con.register("more", table)
            con.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM more')
        return con.sql(text).to_arrow_table().to_pylist()

    return ask


def datafusion_engine(world):
    datafusion = pytest.importorskip("datafusion")
    context = datafusion.SessionContext()
    context.register_record_batches("alternatives", [world.table.to_batches()])

    def ask(text, tables=()):
        for name, table in tables:
            context.deregister_table(name)
            context.register_record_batches(name, [table.to_batches()])
        return context.sql(text).to_arrow_table().to_pylist()

    return ask


def postgres_engine(world):
    psycopg = pytest.importorskip("psycopg")
    address = os.environ.get("AFWEGING_POSTGRES")
    if not address:
        pytest.skip("AFWEGING_POSTGRES names no server; tests/interop/run starts one")
    con = psycopg.connect(address, autocommit=True)

    def load(name, table):
        quoted = '"' + name.replace('"', '""') + '"'
        kind = lambda field: "double precision" if pa.types.is_floating(field.type) else "bigint" if pa.types.is_integer(field.type) else "boolean" if pa.types.is_boolean(field.type) else "text"
        columns = ", ".join('"' + field.name.replace('"', '""') + '" ' + kind(field) for field in table.schema)
        con.execute(f"DROP TABLE IF EXISTS {quoted}")
        con.execute(f"CREATE TABLE {quoted} ({columns})")
        with con.cursor().copy(f"COPY {quoted} FROM STDIN") as copy:
            for row in table.to_pylist():
                copy.write_row(tuple(row.values()))

    load("alternatives", world.table)

    def ask(text, tables=()):
        for name, table in tables:
            load(name, table)
        cursor = con.execute(text)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor.fetchall()]

    return ask


def spark_engine(world):
    pyspark = pytest.importorskip("pyspark")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("no Java")
    from pyspark.sql import SparkSession

    # A name of the machine that nobody can look up takes minutes.
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    # A cluster of two processes with a core each.
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    session = (
        SparkSession.builder.master(os.environ.get("AFWEGING_SPARK", "local-cluster[2,1,1024]"))
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.log.level", "OFF")
        .getOrCreate()
    )

    def load(name, table):
        file = str(world.folder / f"{name}.parquet")
        pq.write_table(table, file, row_group_size=500)
        session.read.parquet(file).createOrReplaceTempView(name)

    load("alternatives", world.table)

    def ask(text, tables=()):
        for name, table in tables:
            load(name, table)
        return [row.asDict() for row in session.sql(text).collect()]

    return ask


ENGINES = {
    "duckdb": duckdb_engine,
    "datafusion": datafusion_engine,
    "postgres": postgres_engine,
    "spark": spark_engine,
}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, world):
    return request.param, ENGINES[request.param](world)


@pytest.fixture(scope="module")
def expected(world):
    """What the program finds, by case and method."""
    out = {("observed", method): ranking for method, ranking in world.ranking("observed", OBSERVED).items()}
    out.update({("scaled", method): ranking for method, ranking in world.ranking("scaled", SCALED).items()})
    return out


@pytest.mark.parametrize("case,method", [("observed", method) for method in OBSERVED] + [("scaled", method) for method in SCALED])
def test_scores_and_ranks_are_those_of_the_program(world, expected, engine, case, method):
    name, ask = engine
    compare(ask(world.query(case, name, method)), expected[case, method], (name, case, method))


def test_every_exported_method_is_tried(world):
    done = subprocess.run(
        [PROGRAM, "export", "sql", "scaled.toml", "--dialect", "duckdb", "--method", "promethee-ii"],
        cwd=world.folder, capture_output=True, text=True,
    )
    assert done.returncode == 1
    text = " ".join(done.stderr.split())
    listed = text.split("choose with --method one of ")[1].split(".")[0]
    listed = {name.strip() for name in listed.replace("│", " ").split(",")}
    assert listed == set(OBSERVED) | set(SCALED), listed


# The statistics of the other normalizations are the same SQL for all; one engine and Spark's, which differs most, suffice.
@pytest.mark.parametrize("method,parameter,value", VARIANTS)
def test_other_normalizations(world, engine, method, parameter, value):
    name, ask = engine
    if name in ("spark", "datafusion"):
        pytest.skip("tried by the others")
    param = f"{method}.{parameter}={value}"
    found = ask(world.query("observed", name, method, "--param", param))
    compare(found, world.ranking("observed", [method], [param])[method], (name, param))


def test_a_weight_that_is_changed_in_the_query_changes_what_follows(world, engine):
    name, ask = engine
    text = world.query("scaled", name, "weighted-sum")
    start = "CAST(1e0 AS "
    before = text.index(start)
    line = text[before : text.index("\n", before)]
    assert "area" in line
    changed = text[:before] + "CAST(7e0 AS " + text[before + len(start) :]
    flags = ["--weights", "area=7,cost=2"]
    out = world.folder / "changed.csv"
    run(world.folder, "evaluate", "scaled.toml", "-q", "--raw", "-o", out, "--table", "ranking", "--method", "weighted-sum", *flags)
    with open(out, newline="") as file:
        expected = {(row["site"], row["region"]): row for row in csv.DictReader(file)}
    compare(ask(changed), expected, name)


def test_figures_that_the_program_refuses_stop_the_query(world, engine):
    name, ask = engine
    text = world.query("observed", name, "weighted-sum")
    for change, message in [
        ({"cost": 500.5, "cost_low": None, "cost_high": None}, "500.5"),
        ({"quality": "excellent", "quality_low": None, "quality_high": None}, "excellent"),
        ({"area": None}, "area"),
        ({"area": math.nan}, "area"),
        ({"cost_low": 11.0, "cost_high": None}, "one end"),
    ]:
        columns = {field: world.table[field].to_pylist() for field in world.table.column_names}
        for field, value in change.items():
            columns[field][7] = value
        broken = pa.table({field: pa.array(column, world.table.schema.field(field).type) for field, column in columns.items()})
        asked = text.replace('"alternatives"', '"broken"').replace("`alternatives`", "`broken`")
        with pytest.raises(Exception) as error:
            ask(asked, [("broken", broken)])
        assert message in str(error.value) and "s'7" in str(error.value), (name, change, str(error.value)[:300])


def test_truth_values_where_texts_are_compared_stop_the_query(world, engine):
    """A reader of CSV files makes them of yes and no; as texts they are true and false, which no case has."""
    name, ask = engine
    case = """
format = 1
id = "yes"
data = ["yes.csv"]
[[keys]]
id = "site"
[[keys]]
id = "dry"
[[criteria]]
id = "a"
[[criteria]]
id = "bus"
scale = { levels = ["no", "yes"] }
[[requirements]]
id = "flood"
when = { dry = ["no"] }
needs = { attribute = "flood", one_of = ["no"] }
effect = "exclude"
reason = "Water"
"""
    (world.folder / "yes.toml").write_text(case)
    (world.folder / "yes.csv").write_text("site,dry,a,bus,flood\nA,no,1,yes,no\nB,no,2,no,yes\nC,yes,5,yes,yes\n")
    text = world.query("yes", name, "weighted-sum", "--table-name", "yes")
    texts = {"site": ["A", "B", "C"], "dry": ["no", "no", "yes"], "a": [1.0, 2.0, 5.0], "bus": ["yes", "no", "yes"], "flood": ["no", "yes", "yes"]}
    found = {row["site"]: row["excluded_by"] or "" for row in ask(text, [("yes", pa.table(texts))])}
    assert found == {"A": "", "B": "flood", "C": ""}, (name, found)
    for header in ["dry", "bus", "flood"]:
        truths = pa.table({**texts, header: [cell == "yes" for cell in texts[header]]})
        with pytest.raises(Exception) as error:
            ask(text.replace('"yes"', f'"yes_{header}"').replace("`yes`", f"`yes_{header}`"), [(f"yes_{header}", truths)])
        assert f"{header}: this column is read as truth values" in str(error.value), (name, header, str(error.value)[:300])


# Methods that are not defined for gains below 0.
ABOVE_0 = [
    ("ahp",), ("ahp", "--param", "ahp.synthesis=ideal"), ("copras",), ("ram",), ("aras",), ("marcos",), ("waspas",), ("lmaw",),
    ("ervd",), ("ocra",), ("full-multiplicative",),
] + [
    (method, "--param", f"{method}.normalization={name}")
    for method in ["weighted-sum", "topsis"] for name in ["max", "sum", "linear", "logarithmic", "nonlinear"]
]


def test_columns_that_a_method_refuses_stop_the_query(world, engine):
    name, ask = engine
    columns = {field: world.table[field].to_pylist() for field in world.table.column_names}
    # Some of each group, so that some of these compete.
    columns["yield"][:60] = [-2.0] * 60
    broken = pa.table({field: pa.array(column, world.table.schema.field(field).type) for field, column in columns.items()})
    tables = [("broken", broken)]
    for method in ABOVE_0:
        asked = world.query("observed", name, *method).replace('"alternatives"', '"broken"').replace("`alternatives`", "`broken`")
        with pytest.raises(Exception) as error:
            ask(asked, tables)
        assert "yield: its figures must be" in str(error.value), (name, method, str(error.value)[:300])
        # The engines keep the table.
        tables = []


@pytest.mark.parametrize("draws", [50, 400])
def test_acceptability_over_draws(world, engine, draws):
    """Crisp figures, so that every share is one figure; two alternatives of a group are alike and tie in every draw."""
    name, ask = engine
    folder = world.folder
    rng = np.random.default_rng(3)
    figures = rng.uniform(1, 9, (12, 3)).round(2)
    figures[5] = figures[1]
    lines = ["site,region,a,b,c"]
    regions = [["north", "west"][at % 2 if at not in (1, 5) else 0] for at in range(12)]
    lines += [f"s{at},{regions[at]},{','.join(map(str, row))}" for at, row in enumerate(figures)]
    (folder / "small.csv").write_text("\n".join(lines) + "\n")
    flags = ["small.csv", "--key", "site,region", "--rank-within", "region", "--min", "b", "--draws", str(draws), "--seed", "7", "-q"]
    out = folder / "shares.csv"
    run(folder, "sensitivity", "acceptability", *flags, "--table", "acceptability", "-o", out)
    with open(out, newline="") as file:
        expected = {(row["site"], row["region"], int(row["rank"])): float(row["share"]) for row in csv.DictReader(file)}
    run(folder, "export", "sql", *flags, "--dialect", name, "--table-name", "small", "-o", "small.sql")
    table = pa.table({
        "site": [f"s{at}" for at in range(12)],
        "region": regions,
        **{column: figures[:, at] for at, column in enumerate("abc")},
    })
    tables = [("small", table)]
    if draws > 200:
        with open(folder / "small.draws.csv", newline="") as file:
            drawn = [{key: float(value) for key, value in row.items()} for row in csv.DictReader(file)]
        assert len(drawn) == draws
        tables.append(("small_draws", pa.Table.from_pylist(drawn)))
    found = {(row["site"], row["region"], row["rank"]): row["share"] for row in ask((folder / "small.sql").read_text(), tables)}
    for key, share in expected.items():
        assert math.isclose(share, found.pop(key, 0.0), abs_tol=1e-12), (name, key)
    assert not any(found.values())


def test_topsis_against_an_own_calculation(world, engine):
    """Not the program's answer but the formula of Hwang & Yoon, by NumPy."""
    name, ask = engine
    rng = np.random.default_rng(4)
    figures = rng.uniform(1, 9, (300, 3))
    (world.folder / "plain.csv").write_text("\n".join(["site,a,b,c"] + [f"s{at},{','.join(map(repr, map(float, row)))}" for at, row in enumerate(figures)]) + "\n")
    text = run(world.folder, "export", "sql", "plain.csv", "--min", "b", "--weights", "a=2", "--dialect", name, "--method", "topsis", "--table-name", "plain", "-q")
    table = pa.table({"site": [f"s{at}" for at in range(300)], **{column: figures[:, at] for at, column in enumerate("abc")}})
    found = {row["site"]: row for row in ask(text, [("plain", table)])}
    weighted = figures / np.sqrt((figures**2).sum(axis=0)) * np.array([0.5, 0.25, 0.25])
    best = np.array([weighted[:, 0].max(), weighted[:, 1].min(), weighted[:, 2].max()])
    worst = np.array([weighted[:, 0].min(), weighted[:, 1].max(), weighted[:, 2].min()])
    plus, minus = (np.sqrt(((weighted - end) ** 2).sum(axis=1)) for end in (best, worst))
    closeness = minus / (plus + minus)
    ranks = 1 + (closeness[None, :] > closeness[:, None]).sum(axis=1)
    for at in range(300):
        row = found[f"s{at}"]
        assert math.isclose(row["score"], closeness[at], rel_tol=1e-12) and row["rank"] == ranks[at]
