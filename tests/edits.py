"""Fifty changes of the text of `scaling_sym`, one by one: what a hand may get wrong in a premise, a definition, a line.

Run as a program with a folder that holds a copy of the package, it makes each change in the copy, imports that, and
tells who speaks against it: the first of the witnesses that does, of the formulas nearest to it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import Literal

from derivable.verify.evidence import Evidence
from derivable.verify.witnesses import WITNESSES, heard


@dataclass(frozen=True)
class Edit:
    """A text in a file of the package, what is put in its place, and the formulas that it concerns, nearest first."""

    kind: Literal["premise", "definition", "line"]
    file: str
    old: str
    new: str
    formulas: tuple[str, ...]

    def made_in(self, text: str) -> str:
        """The text with the change made; a text in which there is nothing to change, or much, is a ValueError."""
        if text.count(self.old) != 1:
            raise ValueError(
                f"{self.file} holds {self.old!r} {text.count(self.old)} times: the edit must be written anew"
            )
        return text.replace(self.old, self.new)


def _premise(old: str, new: str, *formulas: str) -> Edit:
    return Edit("premise", "premises.py", old, new, formulas)


def _definition(file: str, old: str, new: str, *formulas: str) -> Edit:
    return Edit("definition", f"{file}.py", old, new, formulas)


def _line(file: str, old: str, new: str, *formulas: str) -> Edit:
    return Edit("line", f"{file}.py", old, new, formulas)


EDITS = (
    _premise("Eq(L - E, L_N(N) + L_D(D))", "Eq(L - E, L_N(N) * L_D(D))", "loss"),
    _premise("-alpha * L_N(N))", "-beta * L_N(N))", "loss"),
    _premise("Eq(c, k * N)", "Eq(c, k * N**2)", "compute"),
    _premise("Eq(C, c * D)", "Eq(C, c * D / 2)", "compute"),
    _premise("Eq(k * N * D, C)", "Eq(k * N * D, 2 * C)", "optimal_parameters", "optimal_tokens"),
    _premise("Eq(alpha * A * N**-alpha, beta * B", "Eq(A * N**-alpha, B", "compute_optimal_loss"),
    _premise("Eq(P_T * E_logical, C)", "Eq(P_T, E_logical * C)", "physical_burden"),
    _premise("Eq(g, gamma * log(2))", "Eq(g, gamma)", "logical_efficiency"),
    _premise("efficiency(then), (then, 0, t)", "efficiency(then), (then, 0, 2 * t)", "cumulative_compute"),
    _premise("Eq(C_0, E_0 * P_0 * tau)", "Eq(C_0, E_0 * P_0 * tau**2)", "cumulative_compute"),
    _definition("allocation", "N_opt, optimal_parameters)", "N_opt, loss)", "optimal_tokens"),
    _definition(
        "allocation",
        "kappa, kappa_)\n    alike",
        "kappa, alpha * beta / (alpha + 2 * beta))\n    alike",
        "compute_coefficient",
    ),
    _definition(
        "allocation",
        "N, optimal_parameters)\n    yield define",
        "N, optimal_tokens)\n    yield define",
        "compute_optimal_loss",
    ),
    _definition("allocation", "K, compute_coefficient)", "K, A)", "compute_optimal_loss"),
    _definition("progress", "efficiency(t), logical_efficiency)", "efficiency(t), P_0)", "cumulative_compute"),
    _definition("progress", "C, cumulative_compute)", "C, C_0)", "compute_multiple"),
    _definition("progress", "M, compute_multiple)", "M, cumulative_compute)", "relative_excess_loss"),
    _definition("targets", "C, required_compute)", "C, K)", "required_burden"),
    _definition("targets", "t, time_to_target)", "t, tau)", "doublings_to_target"),
    _definition("targets", "z, shifted)", "z, y)", "required_doubling_rate"),
    _line("allocation", "alpha * log(N), N), 0)", "alpha * log(D), N), 0)", "loss"),
    _line("allocation", "integrate(alpha / s, ", "integrate(alpha / s**2, ", "loss"),
    _line("allocation", "powers(B * exp(-falls))", "powers(B * exp(falls))", "loss"),
    _line("allocation", "Eq(C / (N * D), k)", "Eq(C / N, k)", "compute"),
    _line("allocation", "beta * B * D**-beta - alpha", "beta * B * D**-beta + alpha", "optimal_parameters"),
    _line("allocation", "Gt(N * Derivative", "Gt(-N * Derivative", "optimal_parameters"),
    _line("allocation", "equal = Eq(alpha * A", "equal = Eq(A", "optimal_parameters"),
    _line("allocation", "- alpha * u, -beta *", "- alpha * u, beta *", "optimal_parameters"),
    _line("allocation", "beta * B * D_opt**-beta)", "beta * B * D_opt**-alpha)", "optimal_tokens"),
    _line("allocation", "{A: B, B: A, alpha: beta, beta: alpha}", "{A: B, B: A}", "optimal_tokens"),
    _line("allocation", "{N: scale**beta * N, D: scale**alpha * D}", "{N: scale * N, D: scale * D}", "kappa"),
    _line("allocation", "-kappa, scale ** (-alpha * beta))", "-kappa, scale ** (-alpha))", "kappa"),
    _line("allocation", "least / least.subs(C, k)", "least / least.subs(C, 2 * k)", "kappa"),
    _line(
        "allocation",
        "alike = Eq(alpha * w, beta * (1 - w))",
        "alike = Eq(beta * w, alpha * (1 - w))",
        "compute_coefficient",
    ),
    _line(
        "allocation", "Ge(w + (1 - w) * x, x ** (1 - w))", "Ge(w + (1 - w) * x, x ** (w - 1))", "compute_coefficient"
    ),
    _line("allocation", "mean = (short / w) ** w", "mean = short**w", "compute_coefficient"),
    _line("allocation", "Eq(L, loss.expr)", "Eq(L, loss.expr + E)", "compute_optimal_loss"),
    _line("efficiency", "integrate(g, (then, 0, t))", "integrate(g, (then, 0, 2 * t))", "logical_efficiency"),
    _line("efficiency", "Eq(E_logical, efficiency(t))", "Eq(E_logical, efficiency(0))", "logical_efficiency"),
    _line("efficiency", "burden.subs(C, C - part)", "burden.subs(C, C + part)", "physical_burden"),
    _line("progress", "C_0 + Integral(rate", "Integral(rate", "cumulative_compute"),
    _line("progress", "total = C_0 * (1 +", "total = C_0 * (2 +", "cumulative_compute"),
    _line("progress", "Eq(M * C_0, C))", "Eq(M, C))", "compute_multiple"),
    _line("progress", "Eq(X * excess.subs(C, C_0)", "Eq(X * excess.subs(C, M)", "relative_excess_loss"),
    _line("targets", "law = Eq(L - E, excess)", "law = Eq(L, excess)", "required_compute"),
    _line("targets", "excess.subs(C, C_0 * M)", "excess.subs(C, C_0 + M)", "required_multiple"),
    _line("targets", "Rational(1, 2))", "Rational(1, 4))", "doublings_per_halving"),
    _line("targets", "reached = Eq(M, ", "reached = Eq(2 * M, ", "time_to_target"),
    _line("targets", "E_0 * 2**n", "E_0 * 4**n", "doublings_to_target"),
    _line("targets", "(M - 1) * tau / t)", "M * tau / t)", "required_doubling_rate"),
)


UNCHANGED = ("compute", "physical_burden", "doublings_to_target")
"""Formulas against which nobody speaks when nothing is changed."""


def speaking_against(names: tuple[str, ...]) -> str:
    """The first witness that speaks against one of these formulas, as the package stands; "" if none does."""
    for loaded in [name for name in sys.modules if name.partition(".")[0] == "scaling_sym"]:
        del sys.modules[loaded]
    invalidate_caches()
    book = import_module("scaling_sym").BOOK
    for witness in WITNESSES:
        for name in names:
            found = heard(witness, book.formulas[name], Evidence.of(book, book.formulas[name]))
            if found.speaks_against:
                return str(found)
    return ""


def main(folder: Path) -> None:
    """Make each change in the package in a folder, tell in one line who speaks against it, and put it back.

    The last line tells who speaks against the package without a change.
    """
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    for edit in EDITS:
        file = folder / "scaling_sym" / edit.file
        right = file.read_text(encoding="utf-8")
        file.write_text(edit.made_in(right), encoding="utf-8")
        print(json.dumps(speaking_against(edit.formulas)), flush=True)
        file.write_text(right, encoding="utf-8")
    print(json.dumps(speaking_against(UNCHANGED)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
