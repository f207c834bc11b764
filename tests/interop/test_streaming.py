"""Tables in parts that pyarrow writes, read block by block: scores and ranks beside DuckDB, and faults in late rows."""

import subprocess

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from program import PROGRAM

ROWS = 150_000
CASE = """
format = 1
id = "cells"
data = ["cells"]
rank_within = ["region"]
[[keys]]
id = "region"
[[keys]]
id = "cell"
[[criteria]]
id = "slope"
direction = "min"
scale = { min = 0, max = 30 }
weight = 3
[[criteria]]
id = "sun"
scale = { min = 900, max = 1300 }
weight = 5
"""


def columns(part):
    random = np.random.default_rng([3, part])
    return {
        "cell": pa.array([f"{part}-{at}" for at in range(ROWS)]),
        "slope": pa.array(np.round(random.random(ROWS) * 30, 2)),
        "sun": pa.array(np.round(900 + random.random(ROWS) * 400, 1)),
        "not_read": pa.array(np.arange(ROWS)),
    }


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "case.toml").write_text(CASE)
    for part, region in enumerate(["North", "South"]):
        cells = tmp_path / "cells" / f"region={region}"
        cells.mkdir(parents=True)
        pq.write_table(pa.table(columns(part)), cells / "part.parquet", row_group_size=40_000)
    return tmp_path


def run(folder, *arguments):
    return subprocess.run([PROGRAM, "evaluate", "case.toml", "--stream", "-o", "out/all.parquet", *arguments], cwd=folder, capture_output=True, text=True)


def refused(folder, *words):
    """It fails, says all of the words, and leaves nothing."""
    done = run(folder)
    said = " ".join(done.stderr.split())
    assert done.returncode == 1, said
    for word in words:
        assert word in said
    assert not (folder / "out").exists() or not list((folder / "out").iterdir())


def test_scores_and_ranks_are_those_of_duckdb(folder):
    done = run(folder)
    assert done.returncode == 0, done.stderr
    query = f"""
        with scored as (select region, cell, 3/8 * (30 - slope) / 30 + 5/8 * (sun - 900) / 400 as score
                        from read_parquet('{folder}/cells/*/*.parquet', hive_partitioning = true))
        select own.score, own.rank, other.score, rank() over (partition by region order by round(other.score, 9) desc)
        from read_parquet('{folder}/out/all.parquet') own join scored other using (region, cell)
    """
    rows = duckdb.sql(query).fetchall()
    assert len(rows) == 2 * ROWS
    # Scores that are not equal differ by 3e-5 or more here, and rounding hides what only the last digit makes apart.
    for own, rank, other, place in rows:
        assert abs(own - other) <= 1e-12
        assert rank == place


def test_the_best_are_the_first_of_all(folder):
    run(folder)
    everybody = pq.read_table(folder / "out/all.parquet").to_pylist()
    best = {(row["region"], row["cell"]): row["rank"] for row in everybody if row["rank"] <= 7}
    done = run(folder, "--top", "7")
    assert done.returncode == 0, done.stderr
    found = pq.read_table(folder / "out/all.parquet").to_pylist()
    assert {(row["region"], row["cell"]): row["rank"] for row in found} == best


def with_part(folder, change):
    """The case with another second part, of which `change` makes the columns."""
    own = columns(1)
    change(own)
    pq.write_table(pa.table(own), folder / "cells/region=South/part.parquet", row_group_size=40_000)


def test_a_late_null_without_a_scale_is_named(folder):
    (folder / "case.toml").write_text(CASE.replace("scale = { min = 900, max = 1300 }", ""))
    late = 123_456

    def change(own):
        figures = own["sun"].to_pylist()
        figures[late - 1] = None
        own["sun"] = pa.array(figures, pa.float64())

    with_part(folder, change)
    refused(folder, "region=South/part.parquet", f"row {late}", "sun")


def test_a_late_text_is_named(folder):
    late = 145_678

    def change(own, wrong="steep"):
        texts = [str(figure) for figure in own["slope"].to_pylist()]
        texts[late - 1] = wrong
        own["slope"] = pa.array(texts)

    with_part(folder, change)
    # Text beside numbers is another schema.
    refused(folder, "region=South/part.parquet", "`slope`")
    # Text in both: the one cell that is no figure is named.
    north = columns(0)
    north["slope"] = pa.array([str(figure) for figure in north["slope"].to_pylist()])
    pq.write_table(pa.table(north), folder / "cells/region=North/part.parquet", row_group_size=40_000)
    refused(folder, "region=South/part.parquet", f"row {late}", "steep")


def test_a_part_that_is_cut_short_is_named(folder):
    path = folder / "cells/region=South/part.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    refused(folder, "region=South/part.parquet")
