"""Sensitivity checked by another program: certificates multiplied out from the written tables, shares simulated anew with numpy."""

import json
import subprocess

import numpy as np
import pandas as pd
import pytest
from program import PROGRAM


def run(*arguments, cwd):
    return subprocess.run([PROGRAM, *arguments], cwd=cwd, check=True, capture_output=True)


def values(case, method, cwd):
    """Value of each alternative (rows) on each criterion (columns), as `evaluate` writes them."""
    run("evaluate", case, "--method", method, "-o", "values.csv", "--table", "contributions", cwd=cwd)
    table = pd.read_csv(cwd / "values.csv")
    key = table.columns[0]
    return table.pivot(index=key, columns="criterion", values="value")


@pytest.mark.parametrize("case, method", [("fighter-aircraft", "weighted-sum"), ("power-stations", "promethee-ii")])
def test_certificates_tie_when_multiplied_out(case, method, tmp_path):
    v = values(case, method, tmp_path)
    run("sensitivity", "stability", case, "--method", method, "-o", "change.parquet", "--table", "smallest_change", cwd=tmp_path)
    changes = pd.read_parquet(tmp_path / "change.parquet")
    seen = 0
    for (leader, challenger, goal, norm), rows in changes.groupby(["leader", "challenger", "goal", "norm"]):
        rows = rows.dropna(subset=["criterion"])
        if rows.empty:
            continue
        old = rows.set_index("criterion")["weight"]
        new = rows.set_index("criterion")["new_weight"]
        assert abs(new.sum() - 1) < 1e-12 and (new >= 0).all()
        scores = v[new.index] @ new
        rivals = scores.drop(challenger) if goal == "be-first" else scores[[leader]]
        assert abs(scores[challenger] - rivals.max()) < 1e-12
        ratios = new / old
        measured = {
            "ratio": lambda: np.sqrt(ratios.max() / ratios.min()),
            "l1": lambda: (new - old).abs().sum(),
            "linf": lambda: (new - old).abs().max(),
        }[norm]()
        assert abs(measured - rows["distance"].iloc[0]) < 1e-12
        seen += 1
    assert seen >= 12


@pytest.mark.parametrize("case, method", [("fighter-aircraft", "weighted-sum"), ("power-stations", "promethee-ii")])
def test_acceptabilities_agree_with_a_simulation_of_its_own(case, method, tmp_path):
    v = values(case, method, tmp_path)
    run("sensitivity", "acceptability", case, "--method", method, "-o", "all.json", "--draws", "400000", cwd=tmp_path)
    written = json.loads((tmp_path / "all.json").read_text())
    assert written["run"]["draws"] == 400_000 and written["run"]["generator"] == "splitmix64-counter"
    ours = pd.DataFrame(written["tables"]["acceptability"])
    key = v.index.name
    draws = 400_000
    weights = np.random.default_rng(7).dirichlet(np.ones(v.shape[1]), draws)
    order = np.argsort(-(weights @ v.to_numpy().T), axis=1)
    for rank in range(v.shape[0]):
        share = np.bincount(order[:, rank], minlength=v.shape[0]) / draws
        for name, theirs in zip(v.index, share):
            row = ours[(ours[key] == name) & (ours["rank"] == rank + 1)].iloc[0]
            assert abs(row["share"] - theirs) < 5 * np.hypot(row["std_error"], np.sqrt(theirs * (1 - theirs) / draws)) + 1e-9
