"""The machine's own source with one small slip in it, over and over: do the tests notice? `make mutants`

Whatever decides what is true is put to the test, and at each place the tests nearest to it: a mutant is killed when one
of them fails, and so is one that never comes to an end. The work is done in a copy of the tree, and each mutant is
tried in a process that is forked where SymPy and pytest are loaded already. What was found is kept in `.mutants/`, so
that a run that was interrupted goes on; there the tests that once killed a mutant stand too, and are asked first.

A mutant that lives on needs a reason in `benchmarks/survivors.toml`, or the run fails.
"""

from __future__ import annotations

import argparse
import compileall
import hashlib
import importlib
import json
import math
import os
import re
import resource
import shutil
import signal
import sys
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from benchmarks.places import Mutant, places

ROOT = Path(__file__).parent.parent
RESULT = Path(__file__).with_suffix(".md")
SURVIVORS = Path(__file__).with_name("survivors.toml")
TRIED = ROOT / ".mutants" / "tried.jsonl"

NEAR_WITNESSES = ("tests/test_witnesses.py",)
NEAREST: Mapping[str, tuple[str, ...]] = {
    "derivable/identity.py": ("tests/test_identity.py", "tests/test_derivation.py"),
    "derivable/derivation.py": ("tests/test_derivation.py", "tests/test_amdahl.py"),
    "derivable/formula.py": ("tests/test_amdahl.py", "tests/test_formula.py"),
    "derivable/numerics/stable.py": ("tests/test_stable.py",),
    "derivable/judge/comparison.py": ("tests/test_comparison.py",),
    "derivable/judge/slips.py": ("tests/test_slips.py",),
    "derivable/verify/oracle.py": ("tests/test_oracle.py",),
}
"""For each file that decides what is true the tests that are asked, nearest first; others of `verify` share theirs."""

FEW = ("kappa", "compute_multiple", "required_doubling_rate")
"""Of the tests that run for every formula, only those of these are asked."""

LOADED = ("sympy", "mpmath", "numpy", "scipy.special", "scipy.optimize", "flint", "pytest")
PYTEST = ("-x", "-q", "-rfE", "-p", "no:cacheprovider", "-o", "addopts=")
FIXED = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
}
TIMES, ASLEEP, MEMORY = 6, 50, 4 * 2**30
"""A mutant may take so many times the time of the processor that the tests take without it, however busy that is; so
many times as long in all, lest it sleep for ever; and so much memory."""

PACKAGES = ("derivable", "scaling_sym", "tests", "benchmarks", "data")
WANTED = 0.9
COMMAND = "make mutants"


@dataclass(frozen=True)
class Outcome:
    """How a mutant fared: whether it was killed, hung or lived on, and the first test that failed; and in what tree."""

    file: str
    number: int
    old: str
    new: str
    end: str
    by: str
    tree: str

    def __str__(self) -> str:
        return f"{self.end} {self.file}:{self.number} {self.old!r} → {self.new!r} {self.by}".rstrip()

    @property
    def place(self) -> tuple[str, str, str]:
        """What stands at the place and what stood there instead: this is the same wherever in the file it comes."""
        return self.file, self.old, self.new


def files() -> tuple[str, ...]:
    """The files in which slips are made."""
    verify = (str(path.relative_to(ROOT)) for path in sorted((ROOT / "derivable/verify").glob("*.py")))
    return tuple(dict.fromkeys((*NEAREST, *verify)))


def reasons() -> dict[tuple[str, str, str], str]:
    """Why mutants live on that no test can or need kill, by their places."""
    stored = tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    return {(file, one["old"], one["new"]): one["why"] for file, rows in stored.items() for one in rows}


def fingerprint(tree: Path) -> str:
    """What a tree's own Python files hold, in a few letters."""
    found = hashlib.sha256()
    for path in sorted(path for folder in PACKAGES for path in (tree / folder).rglob("*.py")):
        found.update(f"{path.relative_to(tree)}\n".encode() + path.read_bytes())
    return found.hexdigest()[:12]


class _Few:
    """A part of pytest that leaves out what a test does for other formulas than a few."""

    @staticmethod
    def pytest_collection_modifyitems(items: list[Any]) -> None:
        others = importlib.import_module("scaling_sym").formulas.keys() - set(FEW)
        items[:] = [item for item in items if re.split(r"[\[\]-]", item.name)[1:2] not in [[name] for name in others]]


def tested(tree: Path, tests: Sequence[str], seconds: float) -> tuple[int, str, float]:
    """How the tests end in a process of their own: its status, the first that fails, and the time of the processor."""
    with TemporaryFile() as said:
        child = os.fork()
        if not child:
            _test(tree, tests, seconds, said.fileno())
        try:
            _, status, used = os.wait4(child, 0)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # with what it may have started
        said.seek(0)
        failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said.read().decode(errors="replace"), re.MULTILINE)
    return status, failed[1] if failed else "", used.ru_utime + used.ru_stime


def _test(tree: Path, tests: Sequence[str], seconds: float, output: int) -> None:
    """Run tests and end the process, which no other time but its own can hurry."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), math.ceil(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(math.ceil(ASLEEP * seconds))
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    os.environ["PYTHONPATH"] = str(tree)
    try:
        os._exit(importlib.import_module("pytest").main([*PYTEST, *tests], plugins=[_Few()]))
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def ending(status: int) -> str:
    """What the status of a process says of the mutant that was tried in it."""
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM):
        return "hung"
    return "killed" if status else "alive"


def copied(folder: Path) -> Path:
    """A copy of the tree, compiled so that a file is compiled anew when its text is another."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(folder / package, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    for file in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / file, folder)
    return folder


def tried(tree: Path, mutant: Mutant, tests: Sequence[str], known: str, seconds: float) -> Outcome:
    """How a mutant fares; the test that is known to have killed it before is asked before the others."""
    file, state = tree / mutant.file, fingerprint(tree)
    right = file.read_text(encoding="utf-8")
    file.write_text(mutant.source, encoding="utf-8")
    try:
        status, by, _ = tested(tree, [known], seconds) if known else (0, "", 0)
        if not status:
            status, by, _ = tested(tree, tests, seconds)
    finally:
        file.write_text(right, encoding="utf-8")
    return Outcome(mutant.file, mutant.number, mutant.old, mutant.new, ending(status), by, state)


def outcomes(sample: int | None) -> Iterator[Outcome]:
    """How each mutant of a sample fares, or of all, as it is found out."""
    before = [Outcome(**json.loads(line)) for line in TRIED.read_text().splitlines()] if TRIED.exists() else []
    killer = {one.place: one.by for one in before}
    TRIED.parent.mkdir(exist_ok=True)
    for name in LOADED:
        importlib.import_module(name)
    with TemporaryDirectory() as folder, TRIED.open("a", encoding="utf-8") as kept:
        tree = copied(Path(folder))
        state, seconds = fingerprint(tree), {}
        done = {one.place: one for one in before if one.tree == state}
        for place in places(tree, files())[:sample]:
            if (mutant := place.mutant(tree)) is None:
                continue
            found = done.get((mutant.file, mutant.old, mutant.new))
            if found is None:
                tests = NEAREST.get(mutant.file, NEAR_WITNESSES)
                if tests not in seconds:
                    status, by, used = tested(tree, tests, 3600)
                    if status:
                        raise SystemExit(f"without any mutant {by or tests} does not pass")
                    seconds[tests] = TIMES * used
                    print(f"{used:.0f} s for {' '.join(tests)}", flush=True)
                known = killer.get((mutant.file, mutant.old, mutant.new), "")
                found = tried(tree, mutant, tests, known, seconds[tests])
                kept.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
                kept.flush()
            yield found


def report(found: Sequence[Outcome], total: int) -> Iterator[str]:
    """The score, file by file, and whatever lives on, in Markdown."""
    command = COMMAND if len(found) == total else f"{COMMAND} SAMPLE={len(found)}"
    chosen = "all" if len(found) == total else f"{len(found)} of {total}, drawn by a fixed seed"
    yield (
        f"Of the places in the source where cosmic-ray can make a slip, {chosen}, each with one slip, against the "
        f"tests nearest to it, by `{command}`. What takes {TIMES} times their usual work counts as killed."
    )
    yield ""
    yield "| file | tried | killed | of these by never ending | alive |"
    yield "|---|--:|--:|--:|--:|"
    for file in (*sorted({one.file for one in found}), ""):
        ends = Counter(one.end for one in found if file in ("", one.file))
        yield f"| {file or 'all'} | {ends.total()} | {_killed(ends)} | {ends['hung']} | {ends['alive']} |"
    yield ""
    yield f"Killed: {_killed(Counter(one.end for one in found)) / len(found):.1%}. Alive are:"
    why = reasons()
    for one in sorted((one for one in found if one.end == "alive"), key=lambda one: (one.file, one.number)):
        yield ""
        yield f"- `{one.file}`: {why.get(one.place, 'no reason is known')}"
        yield ""
        yield "  ```diff"
        yield from (f"  - {line}" for line in one.old.splitlines())
        yield from (f"  + {line}" for line in one.new.splitlines())
        yield "  ```"


def _killed(ends: Counter[str]) -> int:
    return ends.total() - ends["alive"]


def main() -> None:
    """Try a sample or all, keep the report if it is asked for, and end with an error where it is not as wanted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, help="how many, spread over the files; all, if it is not said")
    parser.add_argument("--keep", action="store_true", help=f"keep the report in {RESULT.name}")
    asked = parser.parse_args()
    if FIXED.items() - os.environ.items():  # what a process is told before it begins
        os.execve(sys.executable, sys.orig_argv, os.environ | FIXED)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended before it was through"))
    total = len(places(ROOT, files()))
    found = []
    for one in outcomes(asked.sample):
        found.append(one)
        print(f"{len(found)}/{asked.sample or total} {one}", flush=True)
    told = "\n".join(report(found, total))
    print(told)
    if asked.keep:
        RESULT.write_text(f"{told}\n", encoding="utf-8")
    why = reasons()
    unexplained = [one for one in found if one.end == "alive" and one.place not in why]
    if unexplained or _killed(Counter(one.end for one in found)) < WANTED * len(found):
        raise SystemExit(f"{len(unexplained)} mutants live on without a reason")


if __name__ == "__main__":
    main()
