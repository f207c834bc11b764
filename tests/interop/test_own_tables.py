"""Tables of other programs where a case may stand: as people save them, with what they hold besides figures."""

import datetime
import subprocess

import openpyxl
import pandas as pd
import pytest
from program import PROGRAM


FIGURES = pd.DataFrame(
    {
        "option": ["Alfa", "Beta", "Gamma", "Delta"],
        "cost": [1250.5, 1899.0, 1431.75, 12000.0],
        "speed": [7.5, 6.0, 8.25, 3.0],
        "days": [10, 5, 7, 31],
    }
)
OPTIONS = ["--min", "cost,days", "--max", "speed", "--weights", "cost=3,speed=2,days=1"]


def evaluate(table, *options, cwd, given=None):
    """What a table gives: the ranking, or what is said of it."""
    command = [PROGRAM, "evaluate", table, *options, "--format", "csv"]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, input=given)
    assert done.returncode in (0, 1, 2), done.stderr
    assert "panicked" not in done.stderr, done.stderr
    return (done.stdout, done.stderr) if done.returncode == 0 else (None, done.stderr)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    FIGURES.to_csv(folder / "t.csv", index=False)
    ranking, _ = evaluate("t.csv", *OPTIONS, cwd=folder)
    assert ranking and len(ranking.splitlines()) == 5
    return ranking


def test_one_table_in_four_formats_and_on_the_standard_input(plain, tmp_path):
    FIGURES.to_parquet(tmp_path / "t.parquet")
    FIGURES.to_csv(tmp_path / "t.tsv", index=False, sep="\t")
    with pd.ExcelWriter(tmp_path / "t.xlsx") as book:
        FIGURES.to_excel(book, sheet_name="First", index=False)
        FIGURES.assign(cost=1.0).to_excel(book, sheet_name="Second", index=False)
    for table in ["t.parquet", "t.tsv", "t.xlsx", "t.xlsx#First"]:
        assert evaluate(table, *OPTIONS, cwd=tmp_path)[0] == plain, table
    given = FIGURES.to_csv(index=False)
    assert evaluate("-", *OPTIONS, cwd=tmp_path, given=given)[0] == plain
    assert evaluate("t.xlsx#Second", *OPTIONS, cwd=tmp_path)[0] not in (None, plain)
    # That another sheet was not read is said.
    assert "t.xlsx#Second" in evaluate("t.xlsx", *OPTIONS, cwd=tmp_path)[1]


@pytest.mark.parametrize("sep,decimal", [(";", ","), ("\t", ","), (",", "."), (";", ".")])
@pytest.mark.parametrize("bom", [True, False])
def test_marks_of_several_countries(plain, tmp_path, sep, decimal, bom):
    encoding = "utf-8-sig" if bom else "utf-8"
    FIGURES.to_csv(tmp_path / "t.csv", index=False, sep=sep, decimal=decimal, encoding=encoding)
    assert evaluate("t.csv", *OPTIONS, cwd=tmp_path)[0] == plain


def book(tmp_path, rows, name="t.xlsx"):
    """A workbook with these rows in its one sheet."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(tmp_path / name)
    return made


TOP = ["option", "cost", "speed", "days"]
BODY = FIGURES.values.tolist()


@pytest.mark.parametrize(
    "above,below",
    [
        ([["weight", 3, 2, 1], ["type", "min", "max", "min"]], []),
        ([], [["Gewichten", 3, 2, 1], ["Richting", "min", "max", "min"]]),
        ([["Weights:", 0.75, 0.5, 0.25]], [["direction", "cost", "benefit", "cost"]]),
        ([["weight (%)", "75%", "50%", "25%"], ["objective", -1, 1, -1]], []),
    ],
)
def test_rows_of_weights_and_directions_in_a_sheet(plain, tmp_path, above, below):
    book(tmp_path, [TOP, *above, *BODY, *below])
    ranking, said = evaluate("t.xlsx", cwd=tmp_path)
    assert ranking == plain, said
    book(tmp_path, [["Offers of 2024"], [], TOP, *above, *BODY, *below])
    assert evaluate("t.xlsx", cwd=tmp_path)[0] == plain


@pytest.mark.parametrize("name", ["Total", "average", "Gemiddelde", "Som", "Mean of all"])
def test_a_row_that_sums_up_others_is_refused_with_its_cell(tmp_path, name):
    book(tmp_path, [TOP, *BODY, [name, 1, 2, 3]])
    ranking, said = evaluate("t.xlsx", cwd=tmp_path)
    assert ranking is None and "cell A6" in said and name in said and "remove the row" in said


@pytest.mark.parametrize(
    "change,said",
    [
        (lambda sheet: sheet.cell(3, 2, "n/a"), "cell B3"),
        (lambda sheet: sheet.cell(3, 2, "#N/A"), "cell B3"),
        (lambda sheet: sheet.cell(3, 3, datetime.date(2024, 5, 6)), "cell C3"),
        (lambda sheet: sheet.cell(3, 2, "€ 1 200"), "cell B3"),
        (lambda sheet: sheet.cell(3, 1, "Alfa"), "cell A3"),
        (lambda sheet: sheet.cell(1, 3).__setattr__("value", None), "cell C1"),
        (lambda sheet: sheet.cell(3, 4).__setattr__("number_format", "0%"), "cell D3"),
        (lambda sheet: sheet.cell(3, 4, "=1/0"), "cell D3"),
    ],
)
def test_what_is_no_figure_names_sheet_and_cell(tmp_path, change, said):
    made = book(tmp_path, [TOP, *BODY])
    change(made.active)
    made.save(tmp_path / "t.xlsx")
    ranking, message = evaluate("t.xlsx", *OPTIONS, cwd=tmp_path)
    assert ranking is None and "t.xlsx#Sheet" in message and said in message, message


def test_merged_headers_are_refused_with_the_remedy(tmp_path):
    made = book(tmp_path, [["", "Money", "", "Use"], TOP, *BODY])
    made.active.merge_cells("B1:C1")
    made.save(tmp_path / "t.xlsx")
    ranking, message = evaluate("t.xlsx", *OPTIONS, cwd=tmp_path)
    assert ranking is None and "one row of names" in message, message


def test_a_case_made_of_a_table_gives_what_the_table_gave(plain, tmp_path):
    book(tmp_path, [TOP, ["weight", 3, 2, 1], *BODY, ["type", "min", "max", "min"]])
    subprocess.run([PROGRAM, "init", "made", "--from", "t.xlsx"], cwd=tmp_path, check=True, capture_output=True)
    assert evaluate("made/case.toml", cwd=tmp_path)[0] == plain
