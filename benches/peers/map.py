"""A map of cells, how suitable each is, and where that depends on the weights.

usage: map.py AFWEGING FOLDER PICTURE [CELLS_PER_SIDE]

The land is made from a seed: four figures of each cell that change slowly from cell to cell. FOLDER gets the table, the case and the result.
"""

import csv
import os
import subprocess
import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

THRESHOLD = 0.55
SAMPLE = 1000
CRITERIA = [("slope", "min", 0, 30, 3), ("sun", "max", 900, 1300, 4), ("road", "min", 0, 5000, 2), ("nature", "min", 0, 100, 3)]


def land(side):
    """Figures between the ends of each scale: noise of which only long waves are kept."""
    waves = np.fft.fftfreq(side)
    length = np.hypot(waves[:, None], waves[None, :]) * side
    for at, (name, _, low, high, _) in enumerate(CRITERIA):
        noise = np.random.default_rng([11, at]).standard_normal((side, side))
        smooth = np.fft.ifft2(np.fft.fft2(noise) / (1 + (length / (2 + at)) ** 2.5)).real
        smooth = (smooth - smooth.min()) / (smooth.max() - smooth.min())
        yield name, np.round(low + (high - low) * smooth, 3).ravel()


def case(keys, data, more=""):
    text = f'format = 1\nid = "map"\ndata = ["{data}"]\n{more}'
    text += "".join(f'[[keys]]\nid = "{key}"\n' for key in keys)
    for name, direction, low, high, weight in CRITERIA:
        text += f'[[criteria]]\nid = "{name}"\ndirection = "{direction}"\nweight = {weight}\nscale = {{ min = {low}, max = {high} }}\n'
    return text


def level(threshold):
    """Figures whose value is the threshold on every criterion."""
    return [low + (high - low) * (threshold if direction == "max" else 1 - threshold) for _, direction, low, high, _ in CRITERIA]


def compare(binary, folder, figures, found):
    """The smallest factor of sampled cells, found by the study for each cell beside an alternative that is level with the threshold."""
    sample = np.sort(np.random.default_rng(12).choice(len(found["margin"]), SAMPLE, replace=False))
    os.makedirs(f"{folder}/sample", exist_ok=True)
    with open(f"{folder}/sample/case.toml", "w") as file:
        file.write(case(["pair", "option"], "pairs.csv", 'rank_within = ["pair"]\n'))
    with open(f"{folder}/sample/pairs.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["pair", "option", *(name for name, *_ in CRITERIA)])
        for cell in sample:
            rows.writerow([cell, "cell", *(repr(float(column[cell])) for column in figures.values())])
            rows.writerow([cell, "level", *(repr(figure) for figure in level(THRESHOLD))])
    table = subprocess.run([binary, "sensitivity", "stability", f"{folder}/sample/case.toml", "--table", "smallest_change", "--format", "csv"],
                           check=True, stdout=subprocess.PIPE, text=True).stdout
    changes = {}
    for row in csv.DictReader(table.splitlines()):
        if row["norm"] == "ratio" and row["goal"] == "pass-leader":
            changes[int(row["pair"])] = row
    compared = never = 0
    for cell in sample:
        own = found["smallest_factor"][cell]
        other = changes.get(int(cell), {}).get("distance") or None
        if other is None:
            assert own is None or own == 1.0, (cell, own)
            never += 1
        else:
            assert own is not None and abs(own - float(other)) <= 1e-6 * own, (cell, own, other)
            compared += 1
    assert compared > SAMPLE // 4, compared
    print(f"{SAMPLE:,} cells compared with `sensitivity stability`: {compared} factors agree to 1e-6; of {never} both say that no weights get there")


def draw(picture, side, found):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    raster = lambda name: np.array([np.nan if figure is None else figure for figure in found[name]], dtype=float).reshape(side, side)
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 4.2), layout="constrained")
    for axes, values, title, colours, ends in [
        (left, raster("score"), "score", "viridis", (None, None)),
        (right, raster("share_above"), f"share of weights for which it is above {THRESHOLD}", "RdBu", (0, 1)),
    ]:
        image = axes.imshow(values, cmap=colours, vmin=ends[0], vmax=ends[1], interpolation="antialiased")
        axes.set_title(title, fontsize=10)
        axes.set_xticks([])
        axes.set_yticks([])
        figure.colorbar(image, ax=axes, shrink=0.8)
    os.makedirs(os.path.dirname(picture), exist_ok=True)
    # No date and no version: the same map is the same file.
    figure.savefig(picture, dpi=100, metadata={"Software": None})


def main():
    binary, folder, picture = sys.argv[1:4]
    side = int(sys.argv[4]) if len(sys.argv) > 4 else 1000
    os.makedirs(folder, exist_ok=True)
    figures = dict(land(side))
    cells = np.arange(side * side)
    columns = {"row": (cells // side).astype(str), "column": (cells % side).astype(str), **figures}
    pq.write_table(pa.table(columns), f"{folder}/cells.parquet", row_group_size=1 << 17)
    with open(f"{folder}/case.toml", "w") as file:
        file.write(case(["row", "column"], "cells.parquet"))
    out = f"{folder}/result.parquet"
    start = time.perf_counter()
    subprocess.run([binary, "evaluate", f"{folder}/case.toml", "--stability", "--threshold", str(THRESHOLD), "-q", "-o", out], check=True)
    print(f"{side * side:,} cells in {time.perf_counter() - start:.1f} s")
    found = {name: pq.read_table(out, columns=[name]).column(name).to_pylist() for name in ["score", "margin", "smallest_factor", "share_above"]}
    compare(binary, folder, figures, found)
    share = np.array(found["share_above"])
    print(f"above {THRESHOLD} whatever the weights: {(share == 1).mean():.1%} of the cells; for none: {(share == 0).mean():.1%}; it depends: {((share > 0) & (share < 1)).mean():.1%}")
    draw(picture, side, found)


if __name__ == "__main__":
    main()
