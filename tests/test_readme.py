"""The README's own book, as it is printed there, is derived, verified, and answers from the command line."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PUBLISH = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Publish")[2].partition("\n## ")[0]


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PUBLISH, re.DOTALL)


COMMANDS = blocks("sh")[0].splitlines()


@pytest.fixture
def folder(tmp_path):
    """A folder that holds the printed book and nothing else."""
    (program,) = blocks("python")
    (tmp_path / "amdahl.py").write_text(program, encoding="utf-8")
    return tmp_path


def run(folder, *arguments):
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True)


def test_the_printed_book_computes_and_its_example_runs(folder):
    code = "import doctest, amdahl; doctest.run_docstring_examples(amdahl.speedup.__doc__, vars(amdahl), name='e');"
    done = run(folder, "-c", code + "print(amdahl.speedup(0.9, [1, 10]), bool(amdahl.speedup.derivation.check()))")
    assert (done.stdout, done.stderr) == ("[1.         5.26315789] True\n", "")


@pytest.mark.parametrize(("command", "code"), list(zip(COMMANDS, (0, 1, 0), strict=True)), ids=COMMANDS)
def test_the_printed_commands(folder, command, code):
    _, *arguments = shlex.split(command)
    done = run(folder, *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert (folder / "formulas.pyi").exists() == ("stubs" in command)
