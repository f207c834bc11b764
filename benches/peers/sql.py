"""Exported queries on large tables, beside the program on the same file.

usage: sql.py AFWEGING FOLDER [ENGINE=ROWS ...]

METHODS names the methods, as in METHODS="vikor topsis"; weighted-sum and topsis without it.
PostgreSQL is the server that AFWEGING_POSTGRES names (as in "host=127.0.0.1 port=5432 user=postgres"); it is left out without one.
Printed: seconds, rows per second, the largest difference of a score counted in the largest score, and how many ranks differ.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

METHODS = os.environ.get("METHODS", "weighted-sum topsis").split()
DEFAULT = {"duckdb": 1_000_000, "datafusion": 1_000_000, "postgres": 1_000_000, "spark": 10_000_000}
CRITERIA = 8


def data(folder, rows):
    """Two tables of Parquet, for the engines and for the program, and a case: nulls, ranges, levels and an attribute.

    The first criterion is a range in one row of thirty: two columns of one table, a text of the other.
    """
    file, own, sample = (folder / f"{kind}{rows}.parquet" for kind in ["cells", "own", "sample"])
    if not sample.exists():
        rng = np.random.default_rng(11)
        columns = {"cell": pa.array(np.arange(rows)).cast(pa.string()), "homes": rng.integers(0, 100, rows).astype(float)}
        for at in range(CRITERIA - 1):
            figures = np.round(rng.random(rows) * 100, 6)
            columns[f"c{at}"] = pa.array(figures, mask=rng.random(rows) < 0.02)
        levels = np.array(["bad", "poor", "fair", "good"])
        columns["quality"] = pa.array(levels[rng.integers(0, 4, rows)])
        is_range = rng.random(rows) < 1 / 30
        low, high = np.round(rng.random(rows) * 50, 6), np.round(50 + rng.random(rows) * 50, 6)
        number = columns["c0"]
        missing = pa.array(~is_range)
        columns["c0"] = pc.if_else(missing, number, pa.scalar(None, pa.float64()))
        columns["c0_low"], columns["c0_high"] = (pc.if_else(missing, pa.scalar(None, pa.float64()), pa.array(end)) for end in (low, high))
        pq.write_table(pa.table(columns), file)
        as_text = pc.binary_join_element_wise(pa.array(low).cast(pa.string()), pa.array(high).cast(pa.string()), "..")
        del columns["c0_low"], columns["c0_high"]
        columns["c0"] = pc.if_else(missing, number.cast(pa.string()), as_text)
        pq.write_table(pa.table(columns), own)
        pq.write_table(pa.table(columns).slice(0, 1000), sample)
    text = f'format = 1\nid = "cells"\ndata = ["{sample.name}"]\n[[keys]]\nid = "cell"\n'
    for at in range(CRITERIA - 1):
        direction = "min" if at % 2 else "max"
        text += f'[[criteria]]\nid = "c{at}"\ndirection = "{direction}"\nweight = {at + 1}\nscale = {{ min = 0, max = 100 }}\n'
    text += '[[criteria]]\nid = "quality"\nweight = 2\nscale = { levels = ["bad", "poor", "fair", "good"] }\n'
    text += '[[requirements]]\nid = "homes"\nneeds = { attribute = "homes", at_least = 10 }\nreason = "Ten homes"\n'
    case = folder / f"cells{rows}.toml"
    case.write_text(text)
    return case, file, own


def run(program, *args):
    start = time.perf_counter()
    subprocess.run([program, *map(str, args)], check=True, capture_output=True)
    return time.perf_counter() - start


def ours(program, folder, case, own, method):
    """The program's scores and ranks, sorted by name, and its seconds: in blocks, or where the method is not for that, in memory."""
    out = folder / "ranking.parquet"
    command = ["evaluate", case, "--data", own, "-q", "--method", method, "-o", out]
    try:
        seconds = run(program, *command, "--stream")
    except subprocess.CalledProcessError:
        # Levels as ratios are not for a table in blocks.
        seconds = run(program, *command, "--force", "--no-stream", "--max-size", "100G", "--table", "ranking")
    return sorted_by_name(pq.read_table(out, columns=["cell", "score", "rank"])), seconds


def sorted_by_name(table):
    # Some write texts as views, which are not sorted.
    names = table["cell"].cast(pa.string())
    return table.set_column(table.column_names.index("cell"), "cell", names).sort_by("cell").combine_chunks()


def duckdb_engine(file):
    import duckdb

    con = duckdb.connect()
    con.execute(f"CREATE VIEW alternatives AS SELECT * FROM read_parquet('{file}')")

    def ask(text, out):
        con.execute(f"COPY ({text}) TO '{out}' (FORMAT parquet)")

    return ask


def datafusion_engine(file):
    import datafusion

    context = datafusion.SessionContext()
    context.register_parquet("alternatives", str(file))

    def ask(text, out):
        pq.write_table(pa.Table.from_batches(context.sql(text).collect()), out)

    return ask


def postgres_engine(file):
    import psycopg

    con = psycopg.connect(os.environ["AFWEGING_POSTGRES"], autocommit=True)
    con.execute("DROP TABLE IF EXISTS alternatives")
    table = pq.read_table(file)
    kind = lambda field: "double precision" if pa.types.is_floating(field.type) else "text"
    con.execute("CREATE TABLE alternatives (" + ", ".join(f'"{field.name}" {kind(field)}' for field in table.schema) + ")")
    with con.cursor().copy("COPY alternatives FROM STDIN (FORMAT csv)") as copy:
        for batch in table.to_batches(100_000):
            sink = pa.BufferOutputStream()
            pyarrow.csv.write_csv(batch, sink, pyarrow.csv.WriteOptions(include_header=False))
            copy.write(sink.getvalue().to_pybytes())

    def ask(text, out):
        con.execute("DROP TABLE IF EXISTS answer")
        con.execute(f'CREATE TABLE answer AS SELECT "cell", "score", "rank" FROM ({text}) AS q')
        answer = con.execute('SELECT "cell", "score", "rank" FROM answer').fetchall()
        columns = list(zip(*answer))
        pq.write_table(pa.table({name: list(column) for name, column in zip(["cell", "score", "rank"], columns)}), out)

    return ask


def spark_engine(file):
    import pyspark
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    session = (
        SparkSession.builder.master(os.environ.get("AFWEGING_SPARK", "local-cluster[2,1,4096]"))
        .config("spark.executor.memory", "4g")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.log.level", "OFF")
        .getOrCreate()
    )
    session.read.parquet(str(file)).createOrReplaceTempView("alternatives")

    def ask(text, out):
        session.sql(text).select("cell", "score", "rank").write.mode("overwrite").parquet(str(out))

    return ask


ENGINES = {"duckdb": duckdb_engine, "datafusion": datafusion_engine, "postgres": postgres_engine, "spark": spark_engine}


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    asked = dict(word.split("=") for word in sys.argv[3:]) or DEFAULT
    print(f"{'engine':<11}{'rows':>11}  {'method':<13}{'seconds':>8}{'rows/s':>11}{'afweging':>9}  largest difference, ranks that differ")
    for engine, rows in asked.items():
        if engine == "postgres" and "AFWEGING_POSTGRES" not in os.environ:
            print("postgres: AFWEGING_POSTGRES names no server")
            continue
        rows = int(rows)
        case, file, own = data(folder, rows)
        # Before the engine is there: both need much memory.
        all_expected = {method: ours(program, folder, case, own, method) for method in METHODS}
        ask = ENGINES[engine](file)
        for method, (expected, own_seconds) in all_expected.items():
            query = folder / "model.sql"
            run(program, "export", "sql", case, "--dialect", engine, "--force", "-q", "--method", method, "-o", query)
            out = folder / f"answer-{engine}.parquet"
            start = time.perf_counter()
            ask(query.read_text(), out)
            seconds = time.perf_counter() - start
            found = sorted_by_name(pq.read_table(out, columns=["cell", "score", "rank"]))
            assert found["cell"].equals(expected["cell"]), "other alternatives"
            theirs, mine = found["score"].to_numpy(), expected["score"].to_numpy()
            assert (np.isnan(theirs) == np.isnan(mine)).all(), "other alternatives without a score"
            largest = np.nanmax(np.abs(theirs - mine)) / np.nanmax(np.abs(mine))
            ranks = [pc.fill_null(table["rank"].cast(pa.int64()), 0).to_numpy() for table in (found, expected)]
            differ = int((ranks[0] != ranks[1]).sum())
            print(f"{engine:<11}{rows:>11,}  {method:<13}{seconds:>8.1f}{rows / seconds:>11,.0f}{own_seconds:>9.1f}  {largest:.1e}, {differ}", flush=True)


if __name__ == "__main__":
    main()
