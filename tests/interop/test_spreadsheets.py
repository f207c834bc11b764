"""Workbooks opened, converted and edited by LibreOffice; CSV and Parquet read by DuckDB and pandas."""

import csv
import json
import math
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "target" / "debug" / "afweging"
TABLES = ["ranking", "order", "contributions", "evidence", "summary"]
# Comma, double quotes, UTF-8, every sheet to a file, numbers as they are and not as they are shown.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def run(*arguments, cwd):
    return subprocess.run([PROGRAM, *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout


def office(folder, to, name):
    """Convert a file with LibreOffice, with a profile of its own so that runs do not wait for each other."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    run("evaluate", "-o", "csv/", cwd=folder)
    run("evaluate", "-o", "parquet/", "--format", "parquet", cwd=folder)
    run("evaluate", "-o", "book.xlsx", cwd=folder)
    office(folder, EVERY_SHEET, "book.xlsx")
    return folder


@pytest.mark.parametrize("name", TABLES)
def test_libreoffice_finds_the_same_numbers_in_the_workbook(written, name):
    ours = rows_of(written / "csv" / f"{name}.csv")
    theirs = rows_of(written / f"book-{name}.csv")
    assert theirs[0][0].startswith("[illustrative] An illustrative reconstruction")
    theirs = theirs[1:]
    assert theirs[0] == ours[0] and len(theirs) == len(ours)
    for our_row, their_row in zip(ours[1:], theirs[1:]):
        for column, mine, other in zip(ours[0], our_row, their_row):
            try:
                number = float(mine)
            except ValueError:
                assert other == mine.removeprefix("'"), column
            else:
                # LibreOffice writes fifteen digits.
                assert math.isclose(float(other), number, rel_tol=1e-14, abs_tol=1e-14), column


def test_the_workbook_is_laid_out_for_reading(written):
    book = openpyxl.load_workbook(written / "book.xlsx")
    assert book.sheetnames == TABLES + ["run"]
    sheet = book["ranking"]
    assert sheet.freeze_panes == "A3"
    assert [cell.value for cell in sheet[2]][:4] == ["scenario", "cluster", "method", "score"]
    assert sheet["D3"].number_format == "0.0000" and isinstance(sheet["D3"].value, float)
    assert sheet["A3"].number_format == "@"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    record = {row[0].value: row[1].value for row in book["run"].iter_rows()}
    assert record["case"] == "flemish-cluster-policy" and "threads" not in record


def test_a_workbook_to_fill_in_holds_numbers_and_is_ready_for_text(tmp_path):
    run("init", "case", "--skeleton", "--format", "xlsx", cwd=tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "case" / "scores.xlsx").active
    assert sheet["B2"].value == 20 and sheet["B3"].value == "12..18" and sheet["C2"].value == "+"
    # Columns in which nothing stands yet have the format of those that are filled in.
    with zipfile.ZipFile(tmp_path / "case" / "scores.xlsx") as book:
        columns = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*style="(\d+)"', book.read("xl/worksheets/sheet1.xml").decode())
    assert max(int(last) for _, last, _ in columns) >= 200 and len({style for *_, style in columns}) == 1


def test_a_workbook_edited_in_libreoffice_gives_the_same_evaluation(tmp_path):
    run("init", "books", "--format", "xlsx", cwd=tmp_path)
    run("init", "plain", cwd=tmp_path)
    plain = run("evaluate", "plain/case.toml", "--format", "csv", cwd=tmp_path)
    assert run("evaluate", "books/case.toml", "--format", "csv", cwd=tmp_path) == plain
    # Save it again from LibreOffice, with one judgement changed on the way, through its flat XML.
    books = tmp_path / "books"
    office(books, "fods", "judgements.xlsx")
    flat = (books / "judgements.fods").read_text(encoding="utf-8")
    table = rows_of(tmp_path / "plain" / "judgements.csv")
    changed = next(row for row in table if row[:2] == ["S3", "val-econ"])
    assert changed[2] == "0..+"
    at = flat.index(">S3<", flat.index(">S2<"))
    at = flat.index(">val-econ<", at)
    assert flat.index(">0..+<", at) < flat.index(">val-soc<", at)
    flat = flat[:at] + flat[at:].replace(">0..+<", ">++<", 1)
    (books / "judgements.fods").write_text(flat, encoding="utf-8")
    (books / "judgements.xlsx").unlink()
    office(books, "xlsx", "judgements.fods")
    changed[2] = "++"
    with open(tmp_path / "plain" / "judgements.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(table)
    edited = run("evaluate", "books/case.toml", "--format", "csv", cwd=tmp_path)
    assert edited == run("evaluate", "plain/case.toml", "--format", "csv", cwd=tmp_path)
    assert edited != plain
    # A sheet by name.
    shutil.copy(books / "judgements.xlsx", tmp_path / "by-name.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "by-name.xlsx").sheetnames[0]
    named = run("evaluate", "plain/case.toml", "--data", f"by-name.xlsx#{sheet}", "--data", "plain/clusters.csv",
                "--format", "json", cwd=tmp_path)
    assert len(json.loads(named)["tables"]["ranking"]) == 30


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_and_pandas_read_csv_and_parquet_alike(written, name):
    paths = {kind: written / kind / f"{name}.{kind}" for kind in ["csv", "parquet"]}
    frames = {
        "pandas csv": pd.read_csv(paths["csv"], keep_default_na=False, na_values=[""]),
        "pandas parquet": pd.read_parquet(paths["parquet"]),
        # All rows are looked at for the types: empty columns must not be guessed from the first ones.
        "duckdb csv": duckdb.sql(f"select * from read_csv('{paths['csv']}', sample_size=-1, header=true)").df(),
        "duckdb parquet": duckdb.sql(f"select * from '{paths['parquet']}'").df(),
    }
    reference = frames["pandas parquet"]
    for reader, frame in frames.items():
        assert list(frame.columns) == list(reference.columns), reader
        assert len(frame) == len(reference) > 0, reader
        for column in reference.columns:
            for mine, other in zip(reference[column], frame[column]):
                missing = mine is None or (isinstance(mine, float) and math.isnan(mine))
                if missing:
                    assert other is None or pd.isna(other), (reader, column)
                elif isinstance(mine, str):
                    assert str(other) in (mine, "'" + mine), (reader, column)
                else:
                    assert float(other) == float(mine), (reader, column)
            if not reference[column].isna().all() and pd.api.types.is_numeric_dtype(reference[column]):
                assert pd.api.types.is_numeric_dtype(frame[column]), (reader, column)
