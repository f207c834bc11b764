"""Rows per second of a weighted sum and of TOPSIS over a table in parts: afweging and DuckDB, each as a process of its own.

usage: stream.py AFWEGING FOLDER [ROWS]...

The job: read the parts, score, rank, write all rows as Parquet. DuckDB runs two queries, with two threads and at most 2 GB: the one that
`afweging export sql` writes, and one written by hand that says nothing of ties, of what is unknown, and of faults in the data.
Parts are made from a seed in FOLDER, and kept there if KEEP is set.
"""

import os
import shutil
import subprocess
import sys

MEASURE = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(process.pid, 0)
print(time.perf_counter() - start, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


# Rows of a file.
PER_PART = 5_000_000


def data(folder, rows, criteria):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts = f"{folder}/{rows}x{criteria}"
    if not os.path.isdir(parts):
        os.makedirs(f"{parts}.tmp", exist_ok=True)
        for at, start in enumerate(range(0, rows, PER_PART)):
            random = np.random.default_rng([7, at])
            count = min(PER_PART, rows - start)
            columns = {"cell": pa.array(np.arange(start, start + count)).cast(pa.string())}
            columns.update({f"c{j}": random.random(count) * 100 for j in range(criteria)})
            table = pa.table(columns)
            pq.write_table(table, f"{parts}.tmp/part-{at:05}.parquet", row_group_size=1 << 17, compression="zstd")
            if at == 0:
                pq.write_table(table.slice(0, 1000), f"{folder}/sample.parquet")
        os.rename(f"{parts}.tmp", parts)
    text = f'format = 1\nid = "large"\ndata = ["sample.parquet"]\n[[keys]]\nid = "cell"\n'
    for j in range(criteria):
        direction = "min" if j % 3 == 2 else "max"
        text += f'[[criteria]]\nid = "c{j}"\ndirection = "{direction}"\nweight = {j + 1}\nscale = {{ min = 0, max = 100 }}\n'
    with open(f"{folder}/case.toml", "w") as file:
        file.write(text)
    return parts


def exported(binary, folder, method):
    """The model as the program writes it."""
    command = [binary, "export", "sql", f"{folder}/case.toml", "--dialect", "duckdb", "--method", method]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def by_hand(method, criteria):
    """The same scores and ranks in the least that gives them."""
    total = criteria * (criteria + 1) / 2
    weight = [(j + 1) / total for j in range(criteria)]
    cost = [j % 3 == 2 for j in range(criteria)]
    if method == "weighted-sum":
        score = " + ".join(f"{w!r} * {f'(100 - c{j})' if c else f'c{j}'} / 100" for j, (w, c) in enumerate(zip(weight, cost)))
        scored = f"select cell, {score} as score from alternatives"
    else:
        ends = ", ".join(f"sqrt(sum(c{j} * c{j})) as n{j}, min(c{j}) as l{j}, max(c{j}) as h{j}" for j in range(criteria))
        best = [f"l{j}" if c else f"h{j}" for j, c in enumerate(cost)]
        worst = [f"h{j}" if c else f"l{j}" for j, c in enumerate(cost)]
        distance = lambda to: "sqrt(" + " + ".join(f"pow({weight[j]!r} * (c{j} - {to[j]}) / n{j}, 2)" for j in range(criteria)) + ")"
        scored = (f"select cell, minus / (plus + minus) as score from (select cell, {distance(best)} as plus, {distance(worst)} as minus "
                  f"from alternatives, (select {ends} from alternatives))")
    return f"select cell, score, rank() over (order by score desc) as rank from ({scored})"


def job(query, parts, folder, out):
    """A program that lets DuckDB answer a query over the parts."""
    return (
        "import duckdb\ncon = duckdb.connect()\n"
        f"con.execute(\"set memory_limit = '2GB'; set threads = 2; set temp_directory = '{folder}/spill'\")\n"
        f"con.execute(\"create view alternatives as select * from read_parquet('{parts}/*.parquet')\")\n"
        f"con.execute('copy (' + {query!r} + \") to '{out}' (format parquet)\")\n"
    )


# Whatever takes longer is stopped after so many seconds.
LIMIT = int(os.environ.get("LIMIT", "900"))


def timed(command):
    """Seconds and peak megabytes, or what a process says last that fails or is stopped."""
    measured = ["timeout", str(LIMIT), sys.executable, "-S", "-c", MEASURE, *command]
    done = subprocess.run(measured, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode == 124:
        return f"stopped after {LIMIT} s"
    if done.returncode != 0:
        return done.stderr.strip().splitlines()[-1][:80]
    return tuple(float(figure) for figure in done.stdout.split())


def sample(path, rows):
    """About a thousand scores and ranks, spread over the rows."""
    import duckdb

    found = duckdb.sql(f"select cell, score, rank from read_parquet('{path}') where hash(cell) % {max(rows // 1000, 1)} = 0").fetchall()
    return {cell: (score, rank) for cell, score, rank in found}


def measure(binary, folder, rows, criteria):
    """Both methods in both programs on a table of so many rows; rows of the Markdown table."""
    parts = data(folder, rows, criteria)
    out, script = f"{folder}/out.parquet", f"{folder}/job.py"
    for method in ["weighted-sum", "topsis"]:
        own = timed([binary, "evaluate", f"{folder}/case.toml", "--data", parts, "--method", method, "--stream", "-q", "-o", out])
        assert not isinstance(own, str), own
        found = sample(out, rows)
        cells = [f"{rows:,}", f"`{method}`", shown(own, rows)]
        for query, same_ties in [(exported(binary, folder, method), True), (by_hand(method, criteria), False)]:
            with open(script, "w") as file:
                file.write(job(query, parts, folder, out))
            other = timed([sys.executable, script])
            cells.append(shown(other, rows))
            if not isinstance(other, str):
                cells[-1] += f" ({other[0] / own[0]:.2f})"
                compare(found, sample(out, rows), same_ties)
        print("| " + " | ".join(cells) + " |", flush=True)
        os.remove(out)
    if "KEEP" not in os.environ:
        shutil.rmtree(parts)


def shown(measured, rows):
    if isinstance(measured, str):
        return measured
    seconds, memory = measured
    return f"{seconds:.2f} s, {memory:.0f} MB, {rows / seconds / 1e6:.2f}"


def compare(found, expected, same_ties):
    """Scores agree to 1e-12; ranks are equal, but for ties where those are not the same."""
    assert expected and found.keys() == expected.keys()
    for cell, (score, rank) in expected.items():
        own = found[cell]
        assert abs(own[0] - score) <= 1e-12 * abs(score) + 1e-15, (cell, own, score)
        # Scores within 1e-10 of the largest tie: at most so many as lie that near. A last digit may make or break a tie.
        assert abs(own[1] - rank) <= (1 if same_ties else 1 + 1e-7 * max(rank, 1)), (cell, own, rank)


def main():
    binary, folder = sys.argv[1], sys.argv[2]
    criteria = int(os.environ.get("CRITERIA", "10"))
    sizes = [int(argument) for argument in sys.argv[3:]] or [100_000, 1_000_000, 10_000_000]
    os.makedirs(folder, exist_ok=True)
    print(f"Seconds, peak memory and million rows per second; in parentheses how many times our seconds; {criteria} criteria.\n")
    print("| rows | method | afweging | DuckDB, exported | DuckDB, by hand |\n|---|---|---|---|---|", flush=True)
    for rows in sizes:
        measure(binary, folder, rows, criteria)


if __name__ == "__main__":
    main()
