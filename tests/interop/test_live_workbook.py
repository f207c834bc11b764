"""The workbook that recalculates: weights and figures changed in it, recalculated by LibreOffice, beside the engine.

The second opinion is `afweging evaluate --weights`: the workbook's formulas are not run by the program.
"""

import csv
import json
import random
import subprocess
import tomllib
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from program import PROGRAM, ROOT

NAMES = {
    "en": ["Answer", "Weights", "Performances", "Scales", "Values", "Scores and ranks", "Matrix", "Evidence",
           "Acceptability", "Tornado", "One weight moves", "Run"],
    "nl": ["Antwoord", "Gewichten", "Prestaties", "Schalen", "Waarden", "Scores en rangen", "Matrix", "Onderbouwing",
           "Aanvaardbaarheid", "Tornado", "Eén gewicht verschuift", "Uitvoering"],
}
# Columns of the sheets, counted from 1.
WEIGHT, NUMBER, GROUP, ALTERNATIVE, RANK, SCORE, PLACE = 2, 1, 2, 3, 5, 6, 17
CRITERION, ALTERNATIVE_OF_FIGURE, FIGURE = 3, 4, 6


def run(*arguments, cwd):
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def recalculated(folder, paths):
    """The workbooks as LibreOffice saves them after it has worked out every formula."""
    out = folder / "recalculated"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, *paths]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=400)
    return [openpyxl.load_workbook(out / path.name, data_only=True) for path in paths]


def ranking(case, *options, cwd):
    """The engine's ranking: a row per alternative."""
    return json.loads(run("evaluate", case, "--format", "json", *options, cwd=cwd))["tables"]["ranking"]


def found(book, language="en"):
    """Score and rank of every alternative in the order of the sheet, those without are None."""
    sheet = book[NAMES[language][5]]
    rows = []
    for row in sheet.iter_rows(min_row=5, values_only=True):
        if row[NUMBER - 1] is not None:
            rows.append((row[GROUP - 1], row[ALTERNATIVE - 1], row[SCORE - 1] or None if row[SCORE - 1] != 0 else 0.0,
                         row[RANK - 1] or None))
    return rows


def branches(book, language="en"):
    """The rows of the weights, until their sum."""
    sheet = book[NAMES[language][1]]
    return [row for row in range(6, sheet.max_row + 1) if isinstance(sheet.cell(row, 6).value, (int, float))]


def compare(rows, wanted, labels):
    """Every alternative of the engine's table, by label, has the score and rank that the sheet found."""
    seen = {(group or "", name): (score, rank) for group, name, score, rank in rows}
    assert len(seen) == len(rows) == len(wanted)
    for row in wanted:
        score, rank = seen[labels(row)]
        if row["score"] is None:
            assert score is None and rank is None, row
        else:
            assert score == pytest.approx(row["score"], rel=1e-9, abs=1e-9), (row, score)
            assert rank == row["rank"], (row, rank)


def write_case(folder, seed):
    """A small case at random: a tree, every kind of scale, ranges, unknown figures, requirements, groups."""
    rng = random.Random(seed)
    groups = rng.choice([1, 2])
    criteria = []
    for at in range(rng.randint(3, 6)):
        kind = rng.choice(["range", "scale", "levels", "points", "target", "extend", "level values"])
        criteria.append((f"c{at}", kind, rng.choice(["max", "min"])))
    text = 'format = 1\nid = "random"\ntitle = "Random"\nmin_known = 0.6\ndata = ["t.csv"]\n'
    if groups > 1:
        text += 'rank_within = ["where"]\n'
    text += '[[keys]]\nid = "what"\n'
    if groups > 1:
        text += '[[keys]]\nid = "where"\n'
    text += '[[criteria]]\nid = "node"\nweight = 2\n'
    for at, (name, kind, direction) in enumerate(criteria):
        text += f'[[criteria]]\nid = "{name}"\nweight = {rng.randint(1, 5)}\n'
        if at < 2:
            text += 'parent = "node"\n'
        if kind in ("range", "scale", "extend"):
            text += f'direction = "{direction}"\n'
        if kind == "scale":
            text += "scale = { min = 0, max = 100 }\n"
        if kind == "extend":
            text += 'scale = { min = 20, max = 80, outside = "extend" }\n'
        if kind == "target":
            text += "direction = { target = 30 }\nscale = { min = 0, max = 100 }\n"
        if kind == "points":
            text += "scale = { min = 0, max = 100 }\nvalue = { points = [[0, 0], [30, 0.7], [60, 0.8], [100, 1]] }\n"
        if kind in ("levels", "level values"):
            text += 'scale = { levels = ["*", "a", "A", "++"] }\n'
        if kind == "level values":
            text += "value = { levels = [0, 0.1, 0.5, 1] }\n"

    def figure(kind):
        if kind in ("levels", "level values"):
            return rng.choice(["*", "a", "A", "++", "a..++", "?"])
        low = rng.randint(0, 80)
        return rng.choice([str(low), str(low + 0.5), f"{low}..{low + 20}"] + ([] if kind == "range" else ["?"]))

    rows = [[*(["what"] + (["where"] if groups > 1 else [])), *[name for name, _, _ in criteria]]]
    for group in range(groups):
        for at in range(rng.randint(3, 6)):
            key = [f"A{at}"] + ([f"G{group}"] if groups > 1 else [])
            rows.append(key + [figure(kind) for _, kind, _ in criteria])
    folder.mkdir()
    with open(folder / "t.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder / "case.toml"


def plain_labels(row):
    """Where the ids are the labels."""
    keys = [key for key in ("what", "where") if key in row]
    return (row["where"] if "where" in keys else "", row["what"])


def flemish_labels():
    names = {"S0": "Present policy", "S1": "Own business model", "S2": "Absorbed in institutes", "S3": "Challenge-driven",
             "S4": "System transformation"}
    clusters = {"FlandersFOOD": "Flanders' FOOD", "BlauweCluster": "De Blauwe Cluster"}
    return lambda row: (clusters.get(row["cluster"], row["cluster"]), names[row["scenario"]])


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Every case with its workbook, and 50 vectors of weights typed into copies of these."""
    folder = tmp_path_factory.mktemp("live")
    rng = random.Random(17)
    cases = [("flemish-cluster-policy", 10, []), ("fighter-aircraft", 10, []),
             ("fighter-aircraft", 5, ["--method", "weighted-product"]),
             ("power-stations", 5, ["--method", "promethee-ii"])]
    cases += [(write_case(folder / f"case{seed}", seed), 2, []) for seed in range(10)]
    made, paths = [], []
    for at, (case, vectors, options) in enumerate(cases):
        path = folder / f"book{at}.xlsx"
        run("report", case, "--studies", "verify", *options, "-o", path, cwd=folder)
        for vector in range(vectors):
            book = openpyxl.load_workbook(path)
            sheet = book["Weights"]
            weights = []
            for row in branches(book):
                # Some weights are 0, but never those of all siblings.
                weight = rng.choice([0.0, 1.0]) if vector % 5 == 4 else round(rng.uniform(0.01, 10), 3)
                sheet.cell(row, WEIGHT).value = weight
                weights.append((row, sheet.cell(row, 6).value, weight))
            for siblings in {siblings for _, siblings, _ in weights}:
                own = [(row, weight) for row, other, weight in weights if other == siblings]
                if not any(weight for _, weight in own):
                    sheet.cell(own[0][0], WEIGHT).value = 1.0
            copy = folder / f"book{at}-{vector}.xlsx"
            book.save(copy)
            typed = [sheet.cell(row, WEIGHT).value for row, _, _ in weights]
            made.append((case, options, typed))
            paths.append(copy)
    assert len(made) == 50
    return folder, made, recalculated(folder, paths)


def test_scores_and_ranks_follow_the_weights(changed):
    folder, made, books = changed
    for (case, options, typed), book in zip(made, books):
        sheet = book["Weights"]
        ids = order_of_ids(case)
        assert len(ids) == len(typed)
        # Four decimals: three could be a mark of thousands.
        weights = ",".join(f"{name}={weight:.4f}" for name, weight in zip(ids, typed))
        wanted = ranking(case, *options, "--weights", weights, cwd=folder)
        rows = found(book)
        if case == "flemish-cluster-policy":
            labels = flemish_labels()
        elif isinstance(case, Path):
            labels = plain_labels
        else:
            # One group, whose alternatives have no labels.
            labels = lambda row: ("", next(iter(row.values())))
        compare(rows, wanted, labels)
        assert str(sheet.cell(sheet.max_row, 1).value).endswith("in order")


CASES = {}


def parsed(case):
    """The criteria file of a case."""
    if case not in CASES:
        path = case if isinstance(case, Path) else ROOT / "criteria" / f"{case}.toml"
        CASES[case] = tomllib.loads(path.read_text(encoding="utf-8"))
    return CASES[case]


def order_of_ids(case):
    """The ids of the criteria from the top down, those below one right after it: the order of the sheet."""
    criteria = parsed(case)["criteria"]

    def below(parent):
        for criterion in criteria:
            if criterion.get("parent") == parent:
                yield criterion["id"]
                yield from below(criterion["id"])

    return list(below(None))


def test_the_answer_is_sorted_anew(changed):
    _, _, books = changed
    for book in books:
        sheet = book["Answer"]
        places = {}
        for group, name, score, rank in found(book):
            if rank is not None:
                places.setdefault(group or "", []).append((rank, name, score))
        blocks = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "Rank"]
        assert len(blocks) == len(places)
        for header, wanted in zip(blocks, places.values()):
            wanted.sort(key=lambda it: it[0])
            for at, (rank, _, score) in enumerate(wanted[:15]):
                row = [sheet.cell(header + 1 + at, column).value for column in (1, 2, 3)]
                assert row[0] == rank and row[2] == pytest.approx(score, abs=1e-9)
        text = [sheet.cell(row, 1).value for row in range(1, 20)]
        assert any(str(line).startswith("Weights or figures were changed") for line in text)


@pytest.mark.parametrize("case", ["flemish-cluster-policy", "fighter-aircraft", "urban-water", "drina-hydropower"])
def test_what_is_written_before_recalculation_is_what_formulas_give(tmp_path, case):
    run("report", case, "-o", "book.xlsx", "-q", cwd=tmp_path)
    before = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(tmp_path / "book.xlsx")
    # Saved by openpyxl there are no cached results left, so that LibreOffice has to work them out.
    formulas.save(tmp_path / "bare.xlsx")
    [after] = recalculated(tmp_path, [tmp_path / "bare.xlsx"])
    count = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                cached, worked_out = (book[sheet.title][cell.coordinate].value for book in (before, after))
                if isinstance(cached, (int, float)):
                    assert worked_out == pytest.approx(cached, rel=1e-9, abs=1e-9), (sheet.title, cell.coordinate, cell.value)
                else:
                    assert (worked_out or "").strip() == (cached or "").strip(), (sheet.title, cell.coordinate, cell.value)
    assert count > 80
    # And the cached scores are the engine's.
    rows = found(before)
    assert sorted(score for _, _, score, _ in rows if score is not None) == pytest.approx(
        sorted(row["score"] for row in ranking(case, cwd=tmp_path) if row["score"] is not None), abs=1e-12)


def test_figures_that_are_changed_are_followed(tmp_path):
    case = tmp_path / "plain"
    case.mkdir()
    (case / "t.csv").write_text("what,price,level\nA,10,good\nB,20,poor\nC,40,good\n", encoding="utf-8")
    (case / "case.toml").write_text(
        'format = 1\nid = "plain"\ntitle = "Plain"\ndata = ["t.csv"]\n[[keys]]\nid = "what"\n'
        '[[criteria]]\nid = "price"\ndirection = "min"\n[[criteria]]\nid = "level"\nscale = { levels = ["poor", "fair", "good"] }\n',
        encoding="utf-8")
    run("evaluate", "plain/case.toml", "--live", "-o", "book.xlsx", "-q", cwd=tmp_path)
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    sheet = book["Performances"]
    rows = {(row[CRITERION - 1].value, row[ALTERNATIVE_OF_FIGURE - 1].value): row for row in sheet.iter_rows(min_row=5)}
    # The range becomes 5 to 40; fair is half-way.
    rows["price", "B"][FIGURE - 1].value = 5
    rows["level", "B"][FIGURE - 2].value = "fair"
    book.save(tmp_path / "typed.xlsx")
    [after] = recalculated(tmp_path, [tmp_path / "typed.xlsx"])
    scores = {name: (score, rank) for _, name, score, rank in found(after)}
    assert scores["A"][0] == pytest.approx((30 / 35 + 1) / 2) and scores["A"][1] == 1
    assert scores["B"][0] == pytest.approx((1 + 0.5) / 2) and scores["B"][1] == 2
    assert scores["C"][0] == pytest.approx((0 + 1) / 2) and scores["C"][1] == 3


HOSTILE = ["<script>alert(1)</script>", "=cmd|' /C calc'!A0", '"&\'', "\u202eabc", "x" * 300, "\U0001F600 \U0001F468\u200d\U0001F469",
           "\x1b[31mred", "NaN", "1e5", "[a]:*?/\\", "TRUE", "#N/A", "שלום"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_hostile_names_stay_text(tmp_path, language):
    quote = lambda text: json.dumps(text, ensure_ascii=False)
    values = ", ".join("{ id = %s, label = %s }" % (quote(f"a{at}"), quote(name)) for at, name in enumerate(HOSTILE))
    (tmp_path / "t.csv").write_text(
        "what,g,c\n" + "".join(f"a{at},{'one' if at % 2 else 'two'},{at}\n" for at in range(len(HOSTILE))), encoding="utf-8")
    (tmp_path / "case.toml").write_text(
        'format = 1\nid = "hostile"\ntitle = %s\nquestion = %s\nnotice = %s\ndata = ["t.csv"]\nrank_within = ["g"]\n'
        '[[keys]]\nid = "what"\nlabel = %s\nvalues = [%s]\n'
        '[[keys]]\nid = "g"\nvalues = [{ id = "one", label = %s }, { id = "two", label = %s }]\n'
        '[[criteria]]\nid = "c"\nlabel = %s\nscale = { min = 0, max = 20 }\n'
        % (*map(quote, [HOSTILE[1], HOSTILE[0], HOSTILE[6], HOSTILE[1]]), values, *map(quote, [HOSTILE[1], HOSTILE[9], HOSTILE[1]])),
        encoding="utf-8")
    run("report", "case.toml", "-o", "book.xlsx", "--lang", language, "-q", cwd=tmp_path)
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    shown = lambda name: "".join("\ufffd" if char in "\u202e\x1b" else char for char in name)
    for sheet in book:
        assert len(sheet.title) <= 31 and not set("[]:*?/\\") & set(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "cmd" not in str(cell.value)
    names = {row[2].value for row in book[NAMES[language][5]].iter_rows(min_row=5)}
    assert names == {shown(name) for name in HOSTILE}
    with zipfile.ZipFile(tmp_path / "book.xlsx") as parts:
        for part in parts.namelist():
            if part.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(parts.read(part))
    [after] = recalculated(tmp_path, [tmp_path / "book.xlsx"])
    answer = {row[1].value.strip() for row in after[NAMES[language][0]].iter_rows() if isinstance(row[1].value, str)}
    assert {shown(name) for name in HOSTILE} <= answer | {"NaN", "1e5", "TRUE", "#N/A"}


def wide(sheet, column):
    """The width of a column. Neighbours of one width are stored together, under the first of them."""
    return next((of.width for of in sheet.column_dimensions.values() if of.min <= column <= of.max), 13)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_workbook_is_laid_out_for_people(tmp_path, language):
    run("report", "-o", "book.xlsx", "--lang", language, "-q", cwd=tmp_path)
    run("report", "-o", "again.xlsx", "--lang", language, "-q", cwd=tmp_path)
    assert (tmp_path / "book.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == NAMES[language]
    assert not book.defined_names
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.print_area, sheet.title
        # A row is as high as its texts need: on paper none runs into the next.
        for row in sheet.iter_rows(min_row=4):
            height = sheet.row_dimensions[row[0].row].height or 15
            for cell in row:
                if isinstance(cell.value, str) and cell.alignment.wrap_text and not cell.alignment.textRotation \
                        and cell.data_type != "f" and cell.coordinate not in sheet.merged_cells:
                    width = wide(sheet, cell.column)
                    assert len(cell.value) <= width * height / 15, (sheet.title, cell.coordinate)
        # No word of a head is broken. A sentence over several columns is no head, and neither is a heading.
        for head in sheet[4]:
            is_head = head.alignment.wrap_text and not head.alignment.textRotation \
                and head.coordinate not in sheet.merged_cells
            for word in str(head.value or "").split() if is_head else []:
                assert len(word) < max(wide(sheet, head.column), 13), (sheet.title, word)
    for name in NAMES[language][1:6] + [NAMES[language][7]]:
        sheet = book[name]
        assert sheet.freeze_panes and sheet.print_title_rows == "$4:$4", name
    for name in (NAMES[language][2], NAMES[language][5], NAMES[language][7]):
        assert book[name].auto_filter.ref
    charts = {sheet.title: len(sheet._charts) for sheet in book}
    assert charts[NAMES[language][0]] == 6 and all(charts[NAMES[language][at]] == 6 for at in (8, 9, 10))
    weights = book[NAMES[language][1]]
    rule = weights.data_validations.dataValidation[0]
    assert rule.operator == "greaterThanOrEqual" and rule.formula1 == "0"
    cell = weights.cell(branches(book, language)[0], WEIGHT)
    assert not cell.protection.locked and cell.fill.fgColor.rgb == "FFFFF6D6"
    # No id of the case stands where a label does.
    shown = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert not {"neu-central", "S3", "BlauweCluster"} & shown


def test_pandas_and_openpyxl_read_the_machine_tables(tmp_path):
    run("evaluate", "-o", "all.xlsx", "-q", cwd=tmp_path)
    tables = json.loads(run("evaluate", "--format", "json", cwd=tmp_path))["tables"]
    for name, rows in tables.items():
        frame = pd.read_excel(tmp_path / "all.xlsx", sheet_name=name)
        assert list(frame.columns) == list(rows[0]) and len(frame) == len(rows), name
    frame = pd.read_excel(tmp_path / "all.xlsx", sheet_name="ranking")
    assert frame["score"].dropna().tolist() == pytest.approx([row["score"] for row in tables["ranking"] if row["score"] is not None])
    sheet = openpyxl.load_workbook(tmp_path / "all.xlsx")["run"]
    record = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert record["status"] == "illustrative" and record["notice"].startswith("An illustrative reconstruction")
