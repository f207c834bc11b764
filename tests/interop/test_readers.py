"""What the program writes, read by others: Parquet by pyarrow (values, types, metadata), the schema by jsonschema."""

import csv
import hashlib
import json
import math
import subprocess
import tomllib

import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from program import PROGRAM, ROOT

TABLES = ["ranking", "order", "contributions", "evidence", "summary", "vikor", "promethee-i", "promethee-ii"]
WHOLE = {"rank", "rank_best", "rank_worst", "eligible_count", "groups", "distinct_profiles", "times_first",
         "times_certainly_first", "times_only_eligible", "compromise"}
REAL = {"score", "score_low", "score_high", "known_share", "min_difference", "max_difference", "value", "weight",
        "contribution", "share", "s", "r", "q", "phi_plus", "phi_minus", "phi"}


def run(*arguments, cwd):
    return subprocess.run([PROGRAM, *arguments], cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    methods = ["--method", "weighted-sum", "--method", "vikor", "--method", "promethee-i", "--method", "promethee-ii"]
    run("evaluate", *methods, "-o", "csv/", cwd=folder)
    run("evaluate", *methods, "-o", "parquet/", "--format", "parquet", cwd=folder)
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_parquet_has_the_values_and_types_of_csv(written, name):
    table = pq.read_table(written / "parquet" / f"{name}.parquet")
    with open(written / "csv" / f"{name}.csv", newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    assert table.column_names == head
    assert table.num_rows == len(rows) > 0
    for at, column in enumerate(head):
        kind = table.schema.field(column).type
        expected = pa.int64() if column in WHOLE else pa.float64() if column in REAL else None
        if expected is not None:
            assert kind == expected, column
        else:
            assert pa.types.is_string(kind) or pa.types.is_large_string(kind) or str(kind) == "string_view", (column, kind)
        for row, value in zip(rows, table.column(column).to_pylist()):
            text = row[at]
            if value is None:
                assert text == "", column
            elif isinstance(value, float):
                assert math.isfinite(value) and float(text) == value
            elif isinstance(value, int):
                assert int(text) == value
            else:
                # Text that a spreadsheet would run as a formula has an apostrophe in CSV only.
                assert text in (value, "'" + value), column


@pytest.mark.parametrize("name", TABLES)
def test_parquet_carries_the_record_of_the_run(written, name):
    metadata = pq.read_metadata(written / "parquet" / f"{name}.parquet").metadata
    ours = {key.decode().removeprefix("afweging:"): value.decode() for key, value in metadata.items()
            if key.startswith(b"afweging:")}
    record = json.loads((written / "parquet" / "run.json").read_text(encoding="utf-8"))
    for volatile in ["threads", "wall_seconds", "date"]:
        assert volatile not in ours
        assert record.pop(volatile) is not None
    # What was written stands in the run's record alone: a file cannot name its own hash.
    for file in record.pop("written"):
        assert hashlib.sha256((written / "parquet" / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    assert set(ours) == set(record)
    for key, value in record.items():
        assert ours[key] == value if isinstance(value, str) else json.loads(ours[key]) == value, key
    assert record["status"] == "illustrative" and len(record["files"]) == 3


def test_a_parquet_table_of_pyarrow_is_read(tmp_path):
    table = pa.table({
        "option": ["A", "B", "C"],
        "cost": pa.array([10, None, 30], pa.int32()),
        "share": pa.array([0.5, 0.25, None], pa.float32()),
        "fit": pa.array(["+", "-..+", None]).dictionary_encode(),
    })
    pq.write_table(table, tmp_path / "t.parquet")
    scale = 'scale = { levels = ["--", "-", "0", "+", "++"] }'
    (tmp_path / "case.toml").write_text(
        'format = 1\nid = "t"\ndata = ["t.parquet"]\n[[keys]]\nid = "option"\n'
        '[[criteria]]\nid = "cost"\ndirection = "min"\nscale = { min = 0, max = 40 }\n'
        '[[criteria]]\nid = "share"\nscale = { min = 0, max = 1 }\n'
        f'[[criteria]]\nid = "fit"\n{scale}\n', encoding="utf-8")
    text = run("evaluate", "./case.toml", "--format", "json", cwd=tmp_path).stdout
    rows = {row["option"]: row for row in json.loads(text)["tables"]["ranking"]}
    assert rows["A"]["score"] == pytest.approx((0.75 + 0.5 + 0.75) / 3)
    assert rows["B"]["known_share"] == pytest.approx(2 / 3)
    assert rows["C"]["score"] is None


def test_the_shipped_cases_follow_the_schema_and_a_wrong_one_does_not(tmp_path):
    schema = json.loads(run("schema", cwd=tmp_path).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    cases = sorted((ROOT / "criteria").glob("*.toml"))
    assert len(cases) >= 2
    for path in cases:
        case = json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str))
        validator.validate(case)
        case["criteria"][0]["wieght"] = 2
        assert not validator.is_valid(case)
