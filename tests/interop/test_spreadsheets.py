"""Workbooks opened, converted and edited by LibreOffice; CSV and Parquet read by DuckDB and pandas."""

import csv
import json
import math
import re
import shutil
import subprocess
import zipfile

import duckdb
import openpyxl
import pandas as pd
import pytest
from program import PROGRAM

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
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]][:4] == ["scenario", "cluster", "method", "score"]
    assert sheet["D2"].number_format == "0.0000" and isinstance(sheet["D2"].value, float)
    assert sheet["A2"].number_format == "@"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    record = {row[0].value: row[1].value for row in book["run"].iter_rows()}
    assert record["case"] == "flemish-cluster-policy" and "threads" not in record
    assert record["status"] == "illustrative" and record["notice"].startswith("An illustrative reconstruction")


SHEETS = {
    "en": ["criteria", "scores", "judgements", "keys", "about", "facts", "requirements"],
    "nl": ["criteria", "scores", "oordelen", "sleutels", "over", "feiten", "vereisten"],
}


def skeleton(folder, language="en"):
    run("init", "case", "--skeleton", "--format", "xlsx", "--lang", language, cwd=folder)
    return folder / "case" / "case.xlsx"


def tables_of(path, *options):
    """The tables of an evaluation, without the record of the run."""
    return json.loads(run("evaluate", str(path), "--format", "json", *options, cwd=path.parent))["tables"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_workbook_to_fill_in_helps_whoever_fills_it_in(tmp_path, language):
    path = skeleton(tmp_path, language)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == SHEETS[language]
    for sheet in book:
        assert sheet.freeze_panes in ("A2", "B2")
        # One page wide, which is what is meant where nothing is said, and as many high as it takes.
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        for cell in sheet[1]:
            assert cell.font.b and cell.comment and 5 < len(cell.comment.text) < 260, (sheet.title, cell.value)
    scores = book["scores"]
    assert scores["B2"].value == 20 and scores["B3"].value == "12..18" and scores["C2"].value == "+"
    # What is typed in a column of levels stays text, also in rows that are still blank.
    with zipfile.ZipFile(path) as parts:
        columns = re.findall(r'<col min="(\d+)" max="\d+"[^>]*style="(\d+)"', parts.read("xl/worksheets/sheet2.xml").decode())
        formats = openpyxl.load_workbook(path)["scores"]
        assert len(columns) == 3 and formats["C3"].number_format == "@" and formats["B3"].number_format == "General"
    # A drop-down offers the levels, and takes a range as well.
    offered = {str(rule.sqref): rule for rule in scores.data_validations.dataValidation}
    levels = next(rule for cells, rule in offered.items() if cells.startswith("C2:"))
    assert levels.formula1 == '"--,-,0,+,++"' and not levels.showErrorMessage
    kinds = book[SHEETS[language][2]].data_validations.dataValidation
    words = {"en": "stated", "nl": "vermeld"}[language]
    assert any(words in rule.formula1 and rule.showErrorMessage for rule in kinds)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_skeleton_filled_in_by_openpyxl_is_evaluated(tmp_path, language):
    path = skeleton(tmp_path, language)
    assert [row["score"] for row in tables_of(path)["ranking"]] == pytest.approx([0.6, 0.55, 0.75])
    book = openpyxl.load_workbook(path)
    more = {"en": "more is better", "nl": "meer is beter"}[language]
    # A criterion in its label alone, with a column under that label; an alternative; a judgement less unsure.
    book["criteria"].append([None, "Jobs created", None, more, 1, 0, 200])
    scores = book["scores"]
    scores["D1"] = "Jobs created"
    for row, jobs in zip(range(2, 5), [100, "50..150", 0]):
        scores.cell(row, 4, jobs)
    scores.append(["D", 10, "++", 200])
    book[SHEETS[language][3]].append([scores["A1"].value, "D", "Option D"])
    judgements = book[SHEETS[language][2]]
    judgements.append(["D", book["criteria"]["A4"].value, "0", {"en": "measured", "nl": "gemeten"}[language]])
    book.save(path)
    ranking = {row[scores["A1"].value]: row for row in tables_of(path)["ranking"]}
    assert set(ranking) == {"A", "B", "C", "D"}
    # Weights 2, 1, 1 and 1: cost 10 of 50, full support, nature as today, all 200 jobs.
    assert ranking["D"]["score"] == pytest.approx((2 * 0.8 + 1 + 0.5 + 1) / 5)
    assert ranking["A"]["score"] == pytest.approx((2 * 0.6 + 0.75 + 0.25 + 0.5) / 5)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("case", [None, "power-stations", "flemish-cluster-policy"])
def test_a_workbook_saved_by_libreoffice_gives_the_same_tables(tmp_path, language, case):
    if case is None:
        path = skeleton(tmp_path, language)
    else:
        run("init", "case", "--case", case, "--format", "xlsx", "--lang", language, cwd=tmp_path)
        path = tmp_path / "case" / "case.xlsx"
    before = tables_of(path)
    saved = tmp_path / "saved"
    saved.mkdir()
    shutil.copy(path, saved / "plain.xlsx")
    office(saved, "ods", "plain.xlsx")
    (saved / "plain.ods").rename(saved / "case.ods")
    office(saved, "xlsx", "case.ods")
    assert tables_of(saved / "case.xlsx") == before
    if case is not None:
        assert json.loads(run("evaluate", case, "--format", "json", cwd=tmp_path))["tables"] == before


def test_a_workbook_edited_in_libreoffice_gives_the_same_evaluation(tmp_path):
    run("init", "book", "--format", "xlsx", cwd=tmp_path)
    run("init", "plain", cwd=tmp_path)
    plain = run("evaluate", "plain/case.toml", "--format", "csv", cwd=tmp_path)
    assert run("evaluate", "book/case.xlsx", "--format", "csv", cwd=tmp_path) == plain
    # Save it again from LibreOffice, with one judgement changed on the way, through its flat XML.
    book = tmp_path / "book"
    office(book, "fods", "case.xlsx")
    flat = (book / "case.fods").read_text(encoding="utf-8")
    table = rows_of(tmp_path / "plain" / "judgements.csv")
    changed = next(row for row in table if row[:2] == ["S3", "val-econ"])
    assert changed[2] == "0..+"
    at = flat.index(">S3<", flat.index(">S2<", flat.index('table:name="judgements"')))
    at = flat.index(">val-econ<", at)
    assert flat.index(">0..+<", at) < flat.index(">val-soc<", at)
    flat = flat[:at] + flat[at:].replace(">0..+<", ">++<", 1)
    (book / "case.fods").write_text(flat, encoding="utf-8")
    (book / "case.xlsx").unlink()
    office(book, "xlsx", "case.fods")
    changed[2] = "++"
    with open(tmp_path / "plain" / "judgements.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(table)
    edited = run("evaluate", "book/case.xlsx", "--format", "csv", cwd=tmp_path)
    assert edited == run("evaluate", "plain/case.toml", "--format", "csv", cwd=tmp_path)
    assert edited != plain
    # A sheet by name.
    named = run("evaluate", "plain/case.toml", "--data", "book/case.xlsx#judgements", "--data", "plain/clusters.csv",
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
