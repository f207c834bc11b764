"""Weights from pairwise comparisons against numpy's eigenvectors, and the dialogue in tmux."""

import csv
import io
import random
import shutil
import subprocess
import time

import numpy as np
import pytest
from program import PROGRAM, ROOT


# Saaty 1980; Alonso & Lamata 2006, table 5; Saaty & Tran 2007.
RANDOM_INDEX = {
    "saaty-1980": {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45},
    "alonso-lamata-2006": {3: 0.5245, 4: 0.8815, 5: 1.1086, 6: 1.2479, 7: 1.3417, 8: 1.4056, 9: 1.4499},
    "saaty-tran-2007": {3: 0.52, 4: 0.89, 5: 1.11, 6: 1.25, 7: 1.35, 8: 1.40, 9: 1.45},
}


def table(folder, name, *options):
    command = [PROGRAM, "weights", "case.toml", "--table", name, "--format", "csv", "-q", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def people(folder, matrices):
    """A case in which each matrix is a person's, and the criteria of all."""
    n = len(matrices[0])
    ids = [f"c{at}" for at in range(n)]
    lines = ['format = 1\nid = "ahp"\ndata = ["t.csv"]\n[[keys]]\nid = "a"\n']
    lines += [f'[[criteria]]\nid = "{name}"\nscale = {{ min = 0, max = 1 }}\n' for name in ids]
    lines += ['[[weighting]]\nmethod = "ahp"\nmatrix = "pairs.csv"\n']
    (folder / "case.toml").write_text("".join(lines))
    (folder / "t.csv").write_text("a," + ",".join(ids) + "\nA" + ",0.5" * n + "\n")
    with open(folder / "pairs.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["respondent", "criterion", *ids])
        for person, matrix in enumerate(matrices):
            for row, name in enumerate(ids):
                cells = [matrix[row][column] if row < column else "" for column in range(n)]
                writer.writerow([f"p{person}", name, *cells])


@pytest.mark.parametrize("n", [3, 4, 5, 7, 9])
def test_eigenvectors_and_consistency_are_those_of_numpy(tmp_path, n):
    chance = random.Random(n)
    matrices = []
    for _ in range(100):
        matrix = [["1"] * n for _ in range(n)]
        for row in range(n):
            for column in range(row + 1, n):
                size = chance.randint(1, 9)
                matrix[row][column] = str(size) if chance.random() < 0.5 else f"1/{size}"
        matrices.append(matrix)
    people(tmp_path, matrices)

    def number(text):
        above, _, below = text.partition("/")
        return float(above) / float(below or 1)

    expected = []
    for matrix in matrices:
        full = np.ones((n, n))
        for row in range(n):
            for column in range(row + 1, n):
                full[row, column] = number(matrix[row][column])
                full[column, row] = 1 / full[row, column]
        values, vectors = np.linalg.eig(full)
        at = np.argmax(values.real)
        vector = np.abs(vectors[:, at].real)
        expected.append((vector / vector.sum(), (values[at].real - n) / (n - 1)))
    rows = table(tmp_path, "respondents")
    assert len(rows) == 100 * n
    for person, (weights, _) in enumerate(expected):
        own = [float(row["local"]) for row in rows if row["respondent"] == f"p{person}"]
        assert own == pytest.approx(weights, abs=1e-10)
    for name, indices in RANDOM_INDEX.items():
        rows = table(tmp_path, "consistency", "--method", "ahp", "--param", f"ahp.random_index={name}")
        ratios = {row["respondent"]: float(row["value"]) for row in rows if row["measure"] == "consistency ratio"}
        for person, (_, index) in enumerate(expected):
            assert ratios[f"p{person}"] == pytest.approx(index / indices[n], abs=1e-9), name


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_a_person_in_tmux_is_asked_until_it_is_proved(tmp_path):
    def tmux(*arguments):
        command = ["tmux", "-L", "afweging-test", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True).stdout

    case = ROOT / "docs" / "pool" / "case.toml"
    tmux("new-session", "-d", "-x", "80", "-y", "50", "-s", "ask", f"{PROGRAM} ask {case}; sleep 60")
    try:
        page = ""
        for _ in range(30):
            for _ in range(100):
                time.sleep(0.1)
                page = tmux("capture-pane", "-p", "-t", "ask")
                if page.rstrip().endswith(">") or "[weights]" in page:
                    break
            if "[weights]" in page:
                break
            tmux("send-keys", "-t", "ask", "a", "Enter")
            time.sleep(0.3)
        assert "[weights]" in page, page
        assert (tmp_path / "swimming-pool.answers.toml").exists()
    finally:
        tmux("kill-server")
