"""The explorers of the book: formulas to play with, each default with its reason, each preset with its source."""

from __future__ import annotations

from types import MappingProxyType

from derivable.explorer import Axis, Control, Curve, Explorer, Mark, Preset, of

from . import fits, rates
from .allocation import kappa_
from .explored import growing_excess_loss, omega_later, t_turn, turned_excess_loss
from .intervals import interval
from .progress import relative_excess_loss
from .scenarios import run_excess_loss
from .symbols import gamma, kappa, rho, t, tau

FIT = fits.besiroglu2024
LAB = kappa_(**FIT.exponents)
SURE = interval(kappa_, FIT)
PAPER = {"kappa": 0.063, "gamma": 0.5, "rho": 0.0, "tau": 1.0}
ALGORITHMS, SPENDING = rates.language_models, rates.cost
HALVINGS = {1.0: "1", 0.5: "1/2", 0.25: "1/4", 0.125: "1/8", 0.0625: "1/16"}

_OF_THE_FIT = f"the lab’s fit (Besiroglu et al. 2024), 95 % {SURE.low:.3f} to {SURE.high:.3f}"
KAPPA = Control(kappa, 0.03, 0.4, LAB, _OF_THE_FIT)
TAU = Control(
    tau, 0.3, 3.0, 1.0, "the paper’s one year, which it does not write", meaning="years of the initial period"
)


def race() -> Explorer:
    """X(t): who accumulates, who runs, and what becomes of it when the pace changes."""
    assert ALGORITHMS.interval
    assert SPENDING.interval
    (slow, fast), spends = ALGORITHMS.interval, SPENDING.interval
    end = 20.0
    return Explorer(
        name="race",
        title="The race: how fast does the excess loss fall?",
        alt="Excess loss over twenty years, on a scale of halvings: if all compute adds up, for runs that see the "
        "efficiency of their own time, if the pace changes at some time, and without any doublings. "
        "The sentence below says where the curves are at the chosen time.",
        controls=(
            Control(gamma, -0.5, 3.0, 1.0, "a round number, below the pace of algorithms alone"),
            Control(rho, -0.5, 2.0, 0.0, "the paper keeps spending constant"),
            KAPPA,
            TAU,
            Control(
                t_turn,
                0.0,
                end,
                8.0,
                "within the picture; at its end, nothing changes",
                meaning="years until the pace changes",
            ),
            Control(omega_later, -0.5, 3.0, 0.0, "the hardest case: efficiency and spending stand still"),
            Control(t, 0.0, end, 10.0, "ten years, as in the text", meaning="years from the start"),
        ),
        presets=(
            Preset("One doubling a year", {}, "The lab of this book, at constant spending."),
            Preset(
                "Conservative",
                {"kappa": SURE.low, "gamma": slow},
                f"κ and the pace of algorithms both at the low end of their intervals ({ALGORITHMS.by}).",
            ),
            Preset(
                "Central",
                {"gamma": ALGORITHMS.value, "rho": SPENDING.value},
                f"Algorithms for language models ({ALGORITHMS.by}), and the cost of the dearest runs ({SPENDING.by}).",
            ),
            Preset(
                "Bold",
                {"kappa": SURE.high, "gamma": fast, "rho": spends[1]},
                "The same two paces, and κ, at the high end of their intervals.",
            ),
            Preset(
                "The paper’s",
                PAPER | {"t_turn": end},
                "κ = 0.063 and Moore’s half a doubling a year, as in the paper’s figure (Lu 2026).",
            ),
        ),
        values={
            "stock": of(growing_excess_loss),
            "run": of(run_excess_loss),
            "still": of(relative_excess_loss, gamma=0.0),
        },
        x=Axis("years", 0.0, end, {year: f"{year:g}" for year in (0.0, 5.0, 10.0, 15.0, 20.0)}),
        y=Axis("excess loss left", 0.0625, 1.0, HALVINGS, log=True),
        curves=(
            Curve("without doublings", "t", 0.0, end, of(relative_excess_loss, gamma=0.0), shade=1, dashed=True),
            Curve("if the pace changes", "t", "t_turn", end, of(turned_excess_loss), shade=5),
            Curve("all compute adds up", "t", 0.0, end, of(growing_excess_loss), shade=2),
            Curve("runs of their time", "t", 0.0, end, of(run_excess_loss), shade=4),
        ),
        marks=(Mark("", "cursor", x="t"), Mark("", "here", "t", "stock"), Mark("", "here", "t", "run")),
        said=(
            (
                "After {t} years {stock%} of the excess loss is left if all compute adds up, and {run%} to a run that "
                "sees the efficiency of its own time.",
                "",
            ),
            ("Without any doublings it would be {still%}.", ""),
        ),
        readout="{t} years: {stock%}, runs {run%}",
        cursor=("t", None),
    )


EXPLORERS = MappingProxyType({"race": race})
