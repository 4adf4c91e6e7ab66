"""The kinds of writing that are read and refused, from `answers/*.json`: `python -m tests.accepted` prints the page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from derivable.judge.judgement import Judgement
from scaling_sym import check, formulas

PAGE = Path(__file__).parents[1] / "chapters" / "read.md"
SHOWN = 8


@dataclass(frozen=True)
class Row:
    """An answer to the question what a formula says, and the verdict it must get."""

    formula: str
    answer: str
    verdict: str
    said: str = ""
    given: str | None = None

    @cache  # noqa: B019 (the rows are those of the tables, and stay)
    def judged(self) -> Judgement:
        """What the judge says."""
        return check(self.formula, self.answer, self.given)


@dataclass(frozen=True)
class Table:
    """Answers that have a way of writing in common."""

    kind: str
    about: str
    rows: tuple[Row, ...]


def tables() -> tuple[Table, ...]:
    """All of them, by the names of their files."""
    paths = sorted(Path(__file__).parent.glob("answers/*.json"))
    read = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    return tuple(Table(one["kind"], one["about"], tuple(Row(**row) for row in one["rows"])) for one in read)


TABLES = tables()
ROWS = [row for table in TABLES for row in table.rows]


def page() -> str:
    """The appendix, in Markdown."""
    refused = [row for row in ROWS if row.verdict == "not comparable"]
    text = [INTRODUCTION.format(count=len(ROWS), refused=len(refused))]
    for table in TABLES:
        read = [row for row in table.rows if row not in refused]
        text += _section(f"## {_heading(table)}", table, read[:: -(-len(read) // SHOWN) or 1], "it is read as")
    text.append(ASKED)
    for table in TABLES:
        asked = [row for row in table.rows if row in refused]
        text += _section(f"### Asked about: {table.kind}", table, asked, "what is said")
    return "\n".join(text)


def _heading(table: Table) -> str:
    return table.kind[0].upper() + table.kind[1:]


def _section(heading: str, table: Table, rows: list[Row], told: str) -> list[str]:
    if not rows:
        return []
    lines = [heading, "", table.about, "", f"| asked for | written | {told} |", "|---|---|---|"]
    for row in rows:
        asked = f"${formulas[row.formula].symbol.tex}$" + (f" for {_code(row.given)}" if row.given else "")
        judgement = row.judged()
        read = "; ".join(f"${tex}$" for tex in judgement.read_as)
        said = judgement.sentence if row.verdict == "not comparable" else f"{read}{_choice(judgement)}"
        cells = (asked, _code(row.answer), _escaped(said) if row.verdict == "not comparable" else said)
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return [*lines, ""]


def _choice(judgement: Judgement) -> str:
    """What was taken for what, where there was a choice."""
    told = re.search(r" Here (.*)\.\Z", judgement.sentence)
    return f" ({_escaped(told.group(1))})" if told else ""


def _code(text: str) -> str:
    """Text as it was typed, on one line."""
    inside = re.sub(r"\s*\n\s*", " ⏎ ", text.strip()).replace("\t", " ")
    fence = "`" * (max(map(len, re.findall("`+", inside)), default=0) + 1)
    blank = " " if fence != "`" else ""
    return f"{fence}{blank}{inside}{blank}{fence}"


def _escaped(sentence: str) -> str:
    """A sentence for Markdown; what it quotes of LaTeX is shown as it was typed."""
    parts = re.split(r"((?<=“)[^”]*\\[^”]*(?=”)|\\[A-Za-z]+)", sentence)
    parts[::2] = [re.sub(r"([\\`*_{}\[\]<>$#])", r"\\\1", part) for part in parts[::2]]
    parts[1::2] = map(_code, parts[1::2])
    return "".join(parts)


INTRODUCTION = """# What the judge reads

An answer may be typed as in Python, in Unicode or in LaTeX, or copied from where it stands. Of {count} answers, each \
with the verdict that it must get, these tables show some of every kind, as they were typed and as they are read; \
{refused} of them are not judged but asked about, and stand at the end with what is said. A line that ends is marked \
⏎. They are printed by the judge, and a test runs it again.
"""
ASKED = """## What is asked about

Where something can be read in two ways, or is not read at all, no verdict is given: a sentence says which spot it is \
and what to write there instead.
"""

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
