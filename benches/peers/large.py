"""Seconds and peak memory of a weighted sum over large tables: afweging, pandas, polars and DuckDB, each as a process of its own.

usage: large.py AFWEGING FOLDER [ROWS]

The job: read the table, bring each column to 0..1 over its range, add up with weights 1 .. n, rank, write the ranking as CSV.
"""

import os
import subprocess
import sys
import time

PEERS = {
    "pandas": """
import pandas as pd, sys
f = pd.read_{kind}(sys.argv[1])
c = f.iloc[:, 1:]
v = (c - c.min()) / (c.max() - c.min())
w = pd.Series(range(1, c.shape[1] + 1), index=c.columns)
f["score"] = v.mul(w / w.sum()).sum(axis=1)
f["rank"] = f["score"].rank(ascending=False, method="min")
f.sort_values("rank")[["option", "score", "rank"]].to_csv(sys.argv[2], index=False)
""",
    "polars": """
import polars as pl, sys
f = pl.read_{kind}(sys.argv[1])
c = f.columns[1:]
s = sum(range(1, len(c) + 1))
score = pl.sum_horizontal([(pl.col(n) - pl.col(n).min()) / (pl.col(n).max() - pl.col(n).min()) * ((j + 1) / s) for j, n in enumerate(c)])
f = f.with_columns(score.alias("score"))
f = f.with_columns(pl.col("score").rank("min", descending=True).alias("rank"))
f.sort("rank").select("option", "score", "rank").write_csv(sys.argv[2])
""",
    "duckdb": """
import duckdb, sys
t = f"read_{kind_duck}('{{sys.argv[1]}}')"
c = [row[0] for row in duckdb.sql(f"describe select * from {{t}}").fetchall()][1:]
s = sum(range(1, len(c) + 1))
ends = ", ".join(f"min({{n}}) as lo_{{n}}, max({{n}}) as hi_{{n}}" for n in c)
score = " + ".join(f"({{n}} - lo_{{n}}) / (hi_{{n}} - lo_{{n}}) * {{(j + 1) / s!r}}" for j, n in enumerate(c))
duckdb.sql(f"copy (with ends as (select {{ends}} from {{t}}), scored as (select option, {{score}} as score from {{t}}, ends) "
           f"select option, score, rank() over (order by score desc) as rank from scored order by rank) to '{{sys.argv[2]}}'")
""",
}


def data(folder, rows, columns):
    import numpy as np
    import pandas as pd

    os.makedirs(folder, exist_ok=True)
    random = np.random.default_rng(7)
    frame = pd.DataFrame({"option": [f"A{i}" for i in range(rows)]})
    for j in range(columns):
        frame[f"c{j}"] = np.round(random.random(rows), 6)
    frame.to_parquet(f"{folder}/t.parquet", index=False)
    frame.to_csv(f"{folder}/t.csv", index=False)
    for kind in ["parquet", "csv"]:
        text = f'format = 1\nid = "large"\ndata = ["t.{kind}"]\n[[keys]]\nid = "option"\n'
        text += "".join(f'[[criteria]]\nid = "c{j}"\nweight = {j + 1}\n' for j in range(columns))
        with open(f"{folder}/{kind}.toml", "w") as file:
            file.write(text)


# A process of its own: the peak memory of a child counts what its parent held when it was started.
MEASURE = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - start, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def timed(command):
    """Least seconds and peak megabytes of three runs."""
    runs = []
    for _ in range(3):
        out = subprocess.run([sys.executable, "-S", "-c", MEASURE, *command], check=True, stdout=subprocess.PIPE, text=True).stdout
        runs.append(tuple(float(figure) for figure in out.split()))
    return min(runs)


def scores(path):
    import pandas as pd

    return pd.read_csv(path).set_index("option")["score"].sort_index()


def main():
    binary, folder = sys.argv[1], sys.argv[2]
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    data(folder, rows, 10)
    out = f"{folder}/out.csv"
    for kind in ["parquet", "csv"]:
        table = {}
        table["afweging"] = timed([binary, "evaluate", f"{folder}/{kind}.toml", "-q", "-o", out])
        own = scores(out)
        for name, code in PEERS.items():
            script = f"{folder}/job-{name}.py"
            with open(script, "w") as file:
                file.write(code.format(kind=kind, kind_duck=kind))
            table[name] = timed([sys.executable, script, f"{folder}/t.{kind}", out])
            assert (scores(out) - own).abs().max() < 1e-9, name
        print(f"{rows:,} rows x 10 from {kind}")
        for name, (seconds, memory) in table.items():
            print(f"  {name:10} {seconds:7.2f} s {memory:7.0f} MB   {seconds / table['afweging'][0]:5.2f} times afweging")


main()
