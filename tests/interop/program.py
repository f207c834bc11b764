"""The program under test: the one that AFWEGING names, or that of a build for debugging."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("AFWEGING", ROOT / "target" / "debug" / "afweging"))
