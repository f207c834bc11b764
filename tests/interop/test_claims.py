"""Proofs of claims checked by another program, from the written tables alone; Sobol indices and the value of information simulated anew."""

import subprocess

import numpy as np
import pandas as pd
from program import PROGRAM, ROOT

CASE = ROOT / "tests" / "cli" / "verify.in" / "case.toml"

TWO = """
format = 1
id = "two"
data = ["two.csv"]
[[keys]]
id = "a"
[[criteria]]
id = "x"
scale = { min = 0, max = 1 }
weight = 2
[[criteria]]
id = "y"
scale = { min = 0, max = 1 }
weight = 1
"""


def run(*arguments, cwd):
    return subprocess.run([PROGRAM, *arguments], cwd=cwd, check=True, capture_output=True)


def test_certificates_add_up(tmp_path):
    run("verify", CASE, "-o", "out/", cwd=tmp_path)
    claims, certificates, pieces, rows = (
        pd.read_csv(tmp_path / "out" / f"{name}.csv") for name in ["claims", "certificates", "pieces", "rows"]
    )
    under = claims.set_index("claim")["under"]
    seen = 0
    for (claim, piece), piece_rows in pieces.groupby(["claim", "piece"]):
        want = piece_rows.set_index("criterion")["coefficient"]
        have, bound = pd.Series(0.0, index=want.index), 0.0
        for _, line in certificates[(certificates.claim == claim) & (certificates.piece == piece)].iterrows():
            y = line["multiplier"]
            assert line["relation"] == "equal" or (y <= 0 if line["relation"] == "at-most" else y >= 0)
            bound += y * line["bound"]
            if pd.isna(line["row"]):
                have[line["name"]] += y
            else:
                row = rows[(rows.row == line["row"]) & (rows.under == under[claim])]
                have = have.add(y * row.set_index("criterion")["coefficient"], fill_value=0.0)
        assert np.allclose(have[want.index], want, atol=1e-12)
        first = piece_rows.iloc[0]
        assert abs(bound - first["bound"]) < 1e-12
        assert bound > first["threshold"] if first["strict"] else bound >= first["threshold"]
        seen += 1
    assert seen >= 2 and set(pieces.claim) <= set(claims[claims.verdict == "proved"].claim)


def two(tmp_path, rows):
    (tmp_path / "two.toml").write_text(TWO)
    (tmp_path / "two.csv").write_text("a,x,y\n" + rows)


def test_sobol_indices_of_a_sum(tmp_path):
    # 2/3 x + 1/3 y, both uniform on stretches of 0.6 and 0.4: variances 0.4^2 and (0.4/3)^2 over 12, with no interaction.
    two(tmp_path, "P,uniform(0.2; 0.8),uniform(0.3; 0.7)\nQ,0.5,0.5\n")
    run("sensitivity", "drivers", "two.toml", "--weights-model", "given", "-o", "indices.csv", cwd=tmp_path)
    table = pd.read_csv(tmp_path / "indices.csv")
    table = table[(table.output == "score") & (table.a == "P")].set_index("factor")
    parts = np.array([0.4**2, (0.4 / 3) ** 2])
    for factor, share in zip(["inputs:x", "inputs:y"], parts / parts.sum()):
        for index in ["first_order", "total"]:
            assert abs(table.loc[factor, index] - share) < 4 * table.loc[factor, f"{index}_se"] + 1e-12


def test_the_value_of_information_simulated_anew(tmp_path):
    # Q scores 0.5; P 2/3 x + 1/3 y. Knowing x: the mean over x of the better of Q and of P with y at its mean.
    two(tmp_path, "P,uniform(0.1; 0.8),uniform(0; 1)\nQ,0.5,0.5\n")
    arguments = ["--weights-model", "given", "--table", "information", "-o", "information.csv"]
    run("sensitivity", "drivers", "two.toml", *arguments, cwd=tmp_path)
    table = pd.read_csv(tmp_path / "information.csv").set_index("criterion")
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0.1, 0.8, 2_000_000), rng.uniform(0, 1, 2_000_000)
    best = max(2 / 3 * 0.45 + 1 / 3 * 0.5, 0.5)
    for criterion, known in [("x", 2 / 3 * x + 1 / 3 * 0.5), ("y", 2 / 3 * 0.45 + 1 / 3 * y)]:
        gain = np.maximum(known, 0.5)
        assert abs(table.loc[criterion, "evppi"] - (gain.mean() - best)) < 4 * gain.std() / np.sqrt(gain.size)
