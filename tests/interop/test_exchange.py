"""XMCDA and DMSY as the program writes and reads them, beside the packages of their makers: `xmcda` of Decision Deck,
with its schema, and `scikit-criteria`."""

import csv
import io
import subprocess
from importlib import resources

import numpy as np
import pytest
import skcriteria as skc
import xmcda
from lxml import etree
from program import PROGRAM
from xmcda.schemas import XMCDA_3_1_1
from xmcda.XMCDA import XMCDA

CASES = ["fighter-aircraft", "power-stations", "drina-hydropower", "flemish-cluster-policy", "new-clusters", "car-evaluation",
         "urban-water", "city-centre-constructed"]


def run(*arguments, cwd=None):
    return subprocess.run([PROGRAM, *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", CASES)
def test_xmcda_follows_the_schema(name):
    schema = etree.XMLSchema(etree.parse(str(resources.files("xmcda") / "xsd" / "XMCDA-3.1.1.xsd")))
    schema.assertValid(etree.fromstring(run("export", "xmcda", name).encode()))


def test_xmcda_is_read_by_its_makers():
    # The package reads the names of the version it is set to, and its own is 4.
    xmcda.set_version(XMCDA_3_1_1)
    read = XMCDA()
    read.merge_xml(etree.fromstring(run("export", "xmcda", "fighter-aircraft").encode()))
    matrix = skc.io.read_dmsy(io.StringIO(run("export", "dmsy", "fighter-aircraft")))
    assert [it.id for it in read.criteria] == list(matrix.criteria)
    assert [it.id for it in read.alternatives] == list(matrix.alternatives)
    table, numbers = read.performance_tables[0], 0
    for alternative in read.alternatives:
        for criterion in read.criteria:
            figure = table[alternative][criterion]
            if isinstance(figure, float):
                assert figure == matrix.matrix.loc[alternative.id, criterion.id]
                numbers += 1
    assert numbers >= 20
    weights = {it.criterion.id: it.values.v for it in read.criteria_values_list[0]}
    assert [weights[id] for id in matrix.criteria] == list(matrix.weights)


def test_dmsy_is_read_and_written_by_scikit_criteria(tmp_path):
    rng = np.random.default_rng(19)
    figures = rng.normal(size=(6, 4)) * 10.0 ** rng.integers(-12, 12, size=4)
    matrix = skc.mkdm(figures, [max, min, min, max], weights=[0.1, 2, 3, 1e-3], alternatives=[f"a {k}" for k in range(6)],
                      criteria=["price", "the 2nd", "c:3", "d"])
    skc.io.to_dmsy(matrix, str(tmp_path / "matrix.dmsy"))
    run("import", "matrix.dmsy", "-o", "case", cwd=tmp_path)
    with open(tmp_path / "case" / "alternatives.csv", newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    assert head[1:] == list(matrix.criteria)
    assert [row[0] for row in rows] == list(matrix.alternatives)
    assert np.array_equal(np.array([[float(x) for x in row[1:]] for row in rows]), figures)
    back = skc.io.read_dmsy(io.StringIO(run("export", "dmsy", "case/case.toml", cwd=tmp_path)))
    assert np.array_equal(back.matrix.to_numpy(), figures)
    assert list(back.weights) == [0.1, 2, 3, 1e-3]
    assert [it.value for it in back.objectives] == [1, -1, -1, 1]
    assert list(back.alternatives) == list(matrix.alternatives)
