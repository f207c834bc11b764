"""Weights that are written into a workbook, opened by openpyxl and LibreOffice."""

import shutil
import zipfile

import openpyxl
import pytest

from test_spreadsheets import EVERY_SHEET, office, rows_of, run, skeleton

METHOD = ["--method", "critic"]


def cells(path):
    sheet = openpyxl.load_workbook(path)["criteria"]
    return {cell.coordinate: (cell.value, cell.number_format, cell.font.b) for row in sheet.iter_rows() for cell in row}


def saved_by_openpyxl(path):
    openpyxl.load_workbook(path).save(path)
    return path


def saved_by_libreoffice(path):
    folder = path.parent / "saved"
    folder.mkdir()
    shutil.copy(path, folder / "plain.xlsx")
    office(folder, "ods", "plain.xlsx")
    (folder / "plain.ods").rename(folder / "case.ods")
    office(folder, "xlsx", "case.ods")
    return folder / "case.xlsx"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("saved", [lambda path: path, saved_by_openpyxl, saved_by_libreoffice])
def test_only_the_cells_of_weights_change(tmp_path, language, saved):
    path = saved(skeleton(tmp_path, language))
    before, old = cells(path), path.with_suffix(".old")
    shutil.copy(path, old)
    run("weights", str(path), *METHOD, "--into", str(path), cwd=tmp_path)
    after = cells(path)
    header = {value: coordinate.rstrip("1") for coordinate, (value, *_) in after.items() if coordinate.endswith("1")}
    column = header[{"en": "weight", "nl": "gewicht"}[language]]
    changed = {coordinate for coordinate in before.keys() | after.keys() if before.get(coordinate) != after.get(coordinate)}
    assert changed and all(coordinate.rstrip("0123456789") == column for coordinate in changed)
    with zipfile.ZipFile(old) as was, zipfile.ZipFile(path) as now:
        assert was.namelist() == now.namelist()
        assert [name for name in was.namelist() if was.read(name) != now.read(name)] == ["xl/worksheets/sheet1.xml"]
    folder = tmp_path / "csv"
    folder.mkdir()
    shutil.copy(path, folder / "book.xlsx")
    office(folder, EVERY_SHEET, "book.xlsx")
    rows = rows_of(folder / "book-criteria.csv")
    at = rows[0].index({"en": "weight", "nl": "gewicht"}[language])
    for number, row in enumerate(rows[1:], start=2):
        value = after[f"{column}{number}"][0]
        assert float(row[at]) == pytest.approx(value, rel=1e-14) if value is not None else row[at] == ""
