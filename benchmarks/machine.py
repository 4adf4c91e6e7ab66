"""The machine on which something is measured, for the sentence that stands beside what was measured."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import numpy as np


def processor() -> str:
    """The processor's model, by its maker's name where the system tells it."""
    if sys.platform == "darwin":
        asked = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    listed = Path("/proc/cpuinfo").read_text().splitlines() if sys.platform == "linux" else []
    named = (line.partition(": ")[2] for line in listed if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def vector_code() -> str:
    """The widest vectors that NumPy has code for and this processor has, by NumPy's name for them."""
    extensions = np.show_config(mode="dicts")["SIMD Extensions"]
    return str([*extensions["baseline"], *extensions.get("found", [])][-1])


def measured_on() -> str:
    """On what, in a sentence."""
    return f"Measured on {processor()}, with NumPy {np.__version__} and its vector code for {vector_code()}."
