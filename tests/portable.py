"""Every stored output and every word of the judge again, on other processors, Pythons and hash seeds: `make portable`.

Under each condition every chapter is run and compared with what it stores, and every answer of the tables is judged
and compared with the table's verdict and with the words under the first condition. All processes are fresh, and twice
as many run at a time as there are cores, so that each has to wait for others.

What another processor would compute is had by leaving this one's vectors aside. NumPy, OpenBLAS and the C library each
choose their code by the processor, and each is told what to choose; whether any bit changes by it is looked at first.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.txt"
Version = tuple[int, ...]
OWN: Version = sys.version_info[:2]
LEAST: Version = (3, 11)
WIDE = ("X86_V4", "AVX512")
PLAINEST = {
    "x86_64": {"OPENBLAS_CORETYPE": "Prescott", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4"},
    "aarch64": {"OPENBLAS_CORETYPE": "ARMV8"},
}
LAST_BITS = """
import math, random, numpy
numbers = random.Random(1)
x = numpy.array([[numbers.uniform(0.1, 9) for _ in range(64)] for _ in range(64)])
scalars = [f(v) for f in (math.exp, math.log, math.expm1, math.log1p) for v in x.ravel().tolist()]
arrays = [f(x).tolist() for f in (numpy.exp, numpy.log, numpy.expm1, numpy.log1p)]
print(scalars, arrays, (x @ x).tolist(), (x[:3, :3] @ x[3:6, :3]).tolist())
"""


@dataclass(frozen=True)
class Condition:
    """Which of the installed Pythons, which vectors, which hash seed, and whether in reverse order."""

    python: Literal["oldest", "newest"]
    vectors: Literal["all", "up to 256 bits", "none"]
    hash_seed: int
    backwards: bool = False

    def __str__(self) -> str:
        order = ", backwards" if self.backwards else ""
        return f"{self.python} Python, vectors: {self.vectors}, hash seed {self.hash_seed}{order}"


CONDITIONS = (
    Condition("oldest", "all", hash_seed=1),
    Condition("oldest", "up to 256 bits", hash_seed=2),
    Condition("oldest", "none", hash_seed=2, backwards=True),
    Condition("newest", "all", hash_seed=1, backwards=True),
)


class UnmetError(Exception):
    """Why this machine cannot meet a condition."""


@dataclass(frozen=True)
class Setting:
    """A condition as this machine meets it: by which interpreter, in which environment."""

    condition: Condition
    python: Path
    variables: dict[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A fresh process of the interpreter, and what it printed."""
        command = [str(self.python), *arguments]
        return subprocess.run(command, cwd=ROOT, env=os.environ | self.variables, capture_output=True, text=True)

    def ask(self, code: str) -> str:
        """What a program prints that cannot fail."""
        answer = self.run("-c", code)
        answer.check_returncode()
        return answer.stdout


@cache
def interpreters() -> dict[Version, Path]:
    """The Pythons on the path and in pyenv that can make an environment, one for each version from 3.11 on."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders = [*map(Path, os.environ["PATH"].split(os.pathsep)), *pyenv.glob("versions/*/bin")]
    found = {OWN: Path(sys.executable)}
    for path in (path for folder in folders for path in folder.glob("python3.*")):
        if re.fullmatch(r"python3\.\d+", path.name):
            question = "import ensurepip, sys; print(*sys.version_info[:2], sys.version_info.releaselevel)"
            answer = subprocess.run([path, "-c", question], capture_output=True, text=True).stdout.split()
            if answer[2:] == ["final"]:
                found.setdefault((int(answer[0]), int(answer[1])), path)
    return {version: found[version] for version in sorted(found) if version >= LEAST}


@cache
def environment(version: Version) -> Path:
    """An interpreter of this version with what the lock says: our own, or that of an environment made for it."""
    if version == OWN:
        return Path(sys.executable)
    home = ROOT / ".portable" / ".".join(map(str, version))
    python, made = home / "bin" / "python", home / LOCK.name
    if not made.exists() or made.read_bytes() != LOCK.read_bytes():
        subprocess.run([interpreters()[version], "-m", "venv", "--clear", home], check=True)
        pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True)
        shutil.copy(LOCK, made)
    return python


def met(condition: Condition) -> Setting:
    """The setting that meets a condition.

    Raises:
        UnmetError: on this machine nothing meets it, or it is met by changing nothing.

    """
    versions = list(interpreters())
    if condition.python == "newest" and len(versions) == 1:
        raise UnmetError(f"no Python but {'.'.join(map(str, versions[0]))} is installed")
    python = environment(versions[0 if condition.python == "oldest" else -1])
    usual = Setting(condition, python, {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(condition.hash_seed)})
    if condition.vectors == "all":
        return usual
    here = usual.ask("import numpy; print(*numpy.show_config('dicts')['SIMD Extensions'].get('found', []))").split()
    if condition.vectors == "none":
        aside, libraries = here, PLAINEST.get(platform.machine(), {})
    else:
        aside, libraries = [name for name in here if name.startswith(WIDE)], {"OPENBLAS_CORETYPE": "Haswell"}
        if not aside:
            raise UnmetError("this processor has no vectors of 512 bits to leave aside")
    setting = replace(usual, variables=usual.variables | libraries | {"NPY_DISABLE_CPU_FEATURES": " ".join(aside)})
    if setting.ask(LAST_BITS) == usual.ask(LAST_BITS):
        raise UnmetError("leaving this processor's vectors aside changes no bit of what is computed")
    return setting


def chapters(setting: Setting) -> subprocess.CompletedProcess[str]:
    """Run the chapters, and what the reader of answers reads and refuses."""
    paths = sorted(map(str, ROOT.glob("chapters/*.ipynb")), reverse=setting.condition.backwards)
    tables = [f"tests/test_reading.py::test_{table}" for table in ("reads", "refuses")]
    return setting.run("-m", "pytest", "-q", "-p", "no:cacheprovider", *paths, *tables)


def judge(setting: Setting) -> subprocess.CompletedProcess[str]:
    """Judge every answer of the tables."""
    return setting.run("-m", "tests.judged", *["--backwards"] * setting.condition.backwards)


def other_words(said: dict[str, str], first: dict[str, str]) -> Iterator[str]:
    """Where the judge said something else than under the first condition."""
    for question, words in said.items():
        if words != first[question]:
            yield f"{question}\n  was judged: {first[question]}\n  and now:    {words}\n"


def main() -> int:
    """Print a line for each condition, and what failed; 1 if anything did."""
    settings, count = [], Counter(passed=0, failed=0, skipped=0)
    for condition in CONDITIONS:
        try:
            settings.append(met(condition))
        except UnmetError as reason:
            count["skipped"] += 1
            print(f"not run  {condition}: {reason}", flush=True)
    first: dict[str, str] = {}
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        runs = [(setting, pool.submit(chapters, setting), pool.submit(judge, setting)) for setting in settings]
        for setting, *promised in runs:
            compared, judged = (promise.result() for promise in promised)
            said = json.loads(judged.stdout or "{}")
            first = first or said
            faults = [compared.stdout + compared.stderr] * bool(compared.returncode)
            faults += [judged.stderr] * bool(judged.returncode)
            faults += other_words(said, first)
            count["failed" if faults else "passed"] += 1
            outcome, summary = "FAILED" if faults else "passed", compared.stdout.strip().rpartition("\n")[2]
            print(
                f"{outcome}   {setting.condition}: {summary}; {len(said)} answers judged", *faults, sep="\n", flush=True
            )
    print(", ".join(f"{number} {outcome}" for outcome, number in count.items()))
    return 1 if count["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
