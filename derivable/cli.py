"""The command line of a book: `list`, `show NAME`, `why [NAME]`, `check NAME ANSWER` and `verify [NAME ...]`."""

from __future__ import annotations

import json
import sys
from difflib import get_close_matches
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table
from rich.tree import Tree
from sympy import sstr

from .argument import Thing, bases_of, key_of, status
from .derivation import Premise
from .formula import Book, Formula, Statement, unit_text
from .judge.judge import run
from .letters import unit_of
from .numerics.domains import described
from .verify.report import Report, together
from .verify.trial import ENOUGH, Trial, ledger
from .verify.witnesses import WITNESSES

out, err = Console(), Console(stderr=True)
if not out.is_terminal:
    out.width = 160


def program(book: Book) -> typer.Typer:
    """The commands, for one book."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help="Formulas, every one derived, and verified by independent witnesses.",
    )

    @app.command("list")
    def list_() -> None:
        """List the formulas in reading order."""
        table = Table("name", "formula", "meaning", box=None)
        for name, formula in book.formulas.items():
            left = f"{formula.symbol}({', '.join(map(str, formula.args))})"
            table.add_row(name, left, escape(formula.symbol.meaning))
        out.print(table)

    @app.command()
    def show(name: Annotated[str, typer.Argument(help="Name of a formula.")]) -> None:
        """Show a formula: equation, domain, units, derivation, source and code."""
        _show(_known(book, name))

    @app.command()
    def why(
        name: Annotated[
            str | None, typer.Argument(help="Name of a formula or of a claim; all claims if none is given.")
        ] = None,
    ) -> None:
        """Tell what a formula or a claim rests on, down to the premises and what is known to break them."""
        claims = {claim.name: claim for claim in book.statements}
        if name is None:
            for claim in claims.values():
                _say(_claimed(claim))
        else:
            thing = claims[name] if name in claims and name not in book.formulas else _known(book, name)
            out.print(_tree(thing, set()))

    @app.command(context_settings={"ignore_unknown_options": True})  # an answer may begin with a minus sign
    def check(
        name: Annotated[str, typer.Argument(help="Name of a formula.")],
        answer: Annotated[str, typer.Argument(help="Your formula, like Python, in Unicode or in LaTeX.")],
        given: Annotated[
            str | None, typer.Option(help='Values of letters, for a special case: "x = 1; y = x".')
        ] = None,
    ) -> None:
        """Check an answer: exit 0 if it is right, 1 if it is wrong, 2 if it cannot be compared."""
        code, text = run(book, name, answer, given)
        _say(text)
        raise typer.Exit(code)

    @app.command()
    def verify(
        names: Annotated[
            list[str] | None, typer.Argument(help="Names of formulas; all of them if none is given.")
        ] = None,
        json_file: Annotated[Path | None, typer.Option("--json", help="Write everything found to this file.")] = None,
        mutants: Annotated[
            bool, typer.Option(help="Put wrong formulas before the witnesses, too, and change every line.")
        ] = False,
    ) -> None:
        """Verify formulas by seven witnesses each; exit 0 only if every one is verified."""
        wanted = [_known(book, name).name for name in dict.fromkeys(names or book.formulas)]
        if json_file is not None and not json_file.absolute().parent.is_dir():
            raise _fail(f"{json_file} cannot be written: there is no folder {json_file.parent}.", 2)
        _verify(book, wanted, mutants, json_file)

    return app


def _known(book: Book, name: str) -> Formula:
    """The formula, if the book has it; otherwise one sentence with the nearest names, and exit code 2."""
    if name in book.formulas:
        return book.formulas[name]
    near = get_close_matches(name, book.formulas, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"`{book.command} list` shows all names."
    raise _fail(f"There is no formula named {name!r}: {hint}", 2)


def _fail(sentence: str, code: int) -> typer.Exit:
    """What ends the program with one sentence on stderr; to be raised."""
    _say(sentence, err)
    return typer.Exit(code)


def _say(text: str, console: Console = out) -> None:
    console.print(escape(text), highlight=False, soft_wrap=True)


def _show(formula: Formula) -> None:
    _say(f"{formula.name}: {formula.summary.splitlines()[0]}\n")
    _say(f"{formula.symbol} = {sstr(formula.expr)}, in {unit_text(formula.unit)}\n")
    table = Table("argument", "meaning", "unit", "domain", box=None)
    for s in formula.args:
        cells = (str(s), s.meaning, unit_text(unit_of(s)), described(s, formula.domain(s)))
        table.add_row(*map(escape, cells))
    out.print(table)
    _say("\nDerivation")
    for step in formula.derivation:
        left, right = map(sstr, step.equation.args)
        _say(f"{step.number:3}. {step.sentence}:\n     {left} {step.equation.rel_op.replace('==', '=')} {right}")
    _say(f"\nSource: {formula.origin}")
    _say(f"\nCode\n{formula.source('numpy')}")


def _tree(thing: Thing, told: set[str]) -> Tree:
    """What a thing is and how far it is shown, and below it what it rests on at once, each told once."""
    tree = Tree(escape(_told(thing)), highlight=False)
    for base in bases_of(thing):
        key = key_of(base)
        if key not in told:
            told.add(key)
            tree.add(_tree(base, told))
        elif isinstance(base, Formula):
            tree.add(escape(f"{base.name}, as above"))
    return tree


def _told(thing: Thing) -> str:
    """A premise and what breaks it, a formula and how its lines were checked, or a claim and its status."""
    if isinstance(thing, Premise):
        breaks = f" It breaks with {thing.breaks}." if thing.breaks else ""
        return f"{thing.kind}: {thing.name}. {thing.sentence} ({thing.source}).{breaks}"
    if isinstance(thing, Formula):
        return f"{thing!r}: {thing.derivation.check()}"
    return _claimed(thing)


def _claimed(claim: Statement) -> str:
    """A claim, where it stands, how far it is shown, and what these mathematics do not show of it."""
    holds = status(claim)
    beyond = f". Beyond the mathematics: {holds.beyond}" if holds.beyond else ""
    return f"({claim.name}) {claim.sentence} ({claim.source}): {holds}{beyond}."


def _verify(book: Book, wanted: list[str], mutants: bool, json_file: Path | None) -> None:
    start = perf_counter()
    reports, trials = _judged(book, wanted, mutants)
    out.print(_table(reports))
    if trials:
        out.print(matrix(trials))
    out.print(f"{len(wanted)} formulas in {perf_counter() - start:.0f} s", highlight=False)
    if json_file is not None:
        data = reports.as_dict() | {"trials": [trial.as_dict() for trial in trials]}
        json_file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    escaped = [(trial.formula, *pair) for trial in trials for pair in trial.escaped]
    idle = [(line, change) for trial in trials for line in trial.lines for change in line.unnoticed]
    for finding in reports.against:
        _say(f"Not verified: {finding}.", err)
    for name, expr, mistakes in escaped:
        _say(f"Not rejected by {ENOUGH} witnesses in place of {name}: {expr} ({mistakes}).", err)
    for line, change in idle:
        _say(f"Noticed by nobody in place of line {line.number} of {line.formula}: {change}.", err)
    if reports.against or escaped or any(line.role != "premise" for line, _ in idle):
        raise typer.Exit(1)


def _judged(book: Book, names: list[str], mutants: bool) -> tuple[Report, list[Trial]]:
    """Reports and trials of the formulas in the order named, with a progress bar while they are made."""
    reports: dict[str, Report] = {}
    trials: dict[str, Trial] = {}
    with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task("mutants" if mutants else "formulas", total=len(names))
        for report, trial in ledger(book, names, mutants=mutants):
            reports[report[0].formula] = report
            if trial:
                trials[trial.formula] = trial
            progress.advance(task)
    return together(reports[name] for name in names), [trials[name] for name in names if name in trials]


def _table(report: Report) -> Table:
    table = Table("formula", "witness", "answer", "points", "worst error", "time", box=None)
    for f, (formula, witness, answer, points, error) in zip(report, report.rows(), strict=True):
        colour = {"holds": "green", "not applicable": "dim"}.get(f.answer, "red")
        table.add_row(formula, witness, f"[{colour}]{escape(answer)}[/]", points, error, f"{f.seconds:.2f} s")
    return table


def matrix(trials: list[Trial]) -> Table:
    """How many wrong mutants of each formula each witness alone rejects."""
    table = Table("formula", "wrong", *WITNESSES, "by two", "equal", box=None)
    for trial in trials:
        caught = (str(trial.caught[witness]) for witness in WITNESSES)
        table.add_row(
            trial.formula, str(trial.wrong), *caught, str(trial.wrong - len(trial.escaped)), str(len(trial.equal))
        )
    return table


def main(book: Book) -> None:
    """Run the program; whatever goes wrong is one sentence on stderr and a non-zero exit code."""
    try:
        program(book)()
    except (OSError, ValueError, ArithmeticError) as problem:
        _say(f"{type(problem).__name__}: {problem}", err)
        sys.exit(1)
