"""The explorers of the book: formulas to play with, each default with its reason, each preset with its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from derivable import NONNEGATIVE, REALS, Letter
from derivable.explorer import Axis, Control, Curve, Explorer, Mark, Preset, of

from . import fits, rates
from .allocation import compute, compute_coefficient, compute_optimal_loss, kappa_, optimal_parameters, optimal_tokens
from .efficiency import logical_efficiency, physical_burden
from .explored import (
    embedding,
    growing_excess_loss,
    loss_on_budget,
    omega_later,
    relative_size,
    sized_loss,
    sized_parameters,
    t_turn,
    turned_excess_loss,
    uncounted_compute,
    uncounted_loss,
    well_spent,
)
from .fits import Fit
from .intervals import interval
from .off_optimum import apparent_exponent
from .progress import relative_excess_loss
from .scenarios import run_excess_loss
from .symbols import A, B, C, E, N, X, alpha, beta, gamma, k, kappa, rho, t, tau, year
from .targets import (
    doublings_per_halving,
    doublings_to_target,
    required_doubling_rate,
    required_multiple,
    time_to_target,
)
from .tokens import tokens_per_parameter

FIT = fits.besiroglu2024
LAB = kappa_(**FIT.exponents)
SURE = interval(kappa_, FIT)
BOX = FIT.box.ranges
CHINCHILLA = {"N": 70e9, "D": 1.4e12}
PAPER = {"kappa": 0.063, "gamma": 0.5}  # of the figure of Lu 2026
KAPLAN = (10**13.4, 10**20.7)  # compute of the models of Kaplan et al. 2020, by Pearce & Song 2024
EMBEDDING = 47491.0  # Pearce & Song 2024
SIX = k.default or 6.0
ALGORITHMS, HARDWARE, SPENDING = rates.language_models, rates.flop_per_dollar, rates.cost

gamma_low = Letter("gamma_low", 1 / year, "the same, at the low end of its interval", REALS, (-0.5, 3))
gamma_high = Letter("gamma_high", 1 / year, "the same, at the high end", REALS, (-0.5, 3))
deadline = Letter("deadline", year, "years that you have", NONNEGATIVE, (1, 50), r"t_{\mathrm{deadline}}")

FRACTIONS = (("an eighth left", 1 / 8, 1), ("a quarter left", 1 / 4, 2), ("half left", 1 / 2, 3))
POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _decades(*powers: int) -> Mapping[float, str]:
    """Ticks at powers of ten."""
    return {10.0**power: f"10{str(power).translate(POWERS)}" for power in powers}


def _plain(*values: float) -> Mapping[float, str]:
    """Ticks at these numbers."""
    return {value: f"{value:g}".replace("-", "−") for value in values}


def _ends(rate: rates.Rate) -> tuple[float, float]:
    """The interval of a rate that has one."""
    assert rate.interval
    return rate.interval


def _law(fit: Fit) -> tuple[Control, ...]:
    """The five constants of the separable loss, beginning at a fit."""

    def why(constant: str) -> str:
        return f"Besiroglu et al. 2024, ± {fit.errors[constant]:g}"

    return (
        Control(alpha, 0.1, 0.6, fit.alpha, why("alpha")),
        Control(beta, 0.1, 0.6, fit.beta, why("beta")),
        Control(A, 50.0, 5000.0, fit.A, why("A"), log=True),
        Control(B, 50.0, 20000.0, fit.B, why("B"), log=True),
        Control(E, 0.0, 2.5, fit.E, why("E"), meaning="irreducible loss, the floor, in nat"),
    )


def _constants(fit: Fit) -> dict[str, float]:
    """All constants of a fit, by name."""
    return {"E": fit.E, **fit.terms}


FITS = (
    Preset("Besiroglu et al.", {}, "The refit of Hoffmann’s runs that this book carries: Besiroglu et al. 2024."),
    *(
        Preset(label, _constants(fit), f"The fit {fit.name}: {fit.source}.")
        for label, fit in (
            ("Hoffmann et al.", fits.hoffmann2022),
            ("Hoffmann, unrounded", fits.hoffmann2022_unrounded),
            ("Muennighoff et al.", fits.muennighoff2023),
        )
    ),
)
KAPPA = Control(kappa, 0.03, 0.4, LAB, f"the lab’s fit (Besiroglu et al. 2024), 95 % {SURE.low:.3f} to {SURE.high:.3f}")
GAMMA = Control(gamma, -0.5, 3.0, 1.0, "a round number, below the pace of algorithms alone")
TAU = Control(
    tau, 0.3, 3.0, 1.0, "the paper’s one year, which it does not write", meaning="years of the initial period"
)
TARGET = Control(X, 0.05, 0.95, 0.5, "one halving", meaning="part of the excess loss that is to be left")


def valley() -> Explorer:
    """L over N on a fixed budget: the valley, its family, and the frontier."""
    budget = compute(**CHINCHILLA)
    shape = ("v", 1 / 30, 30.0)
    return Explorer(
        name="valley",
        title="The valley: what does a budget buy?",
        alt="Loss above the floor over the number of parameters, both on scales of tens: a valley for the chosen "
        "budget between those of four other budgets, and the line through the lowest points of all valleys, the "
        "frontier. The sentence below says where the lowest point is and what the chosen size costs.",
        controls=(
            Control(C, 1e17, 1e30, budget, "the compute of Chinchilla, the lab’s", log=True, meaning="budget, in FLOP"),
            Control(
                N, 1e6, 1e15, CHINCHILLA["N"], "the size of Chinchilla", log=True, meaning="parameters of your model"
            ),
            *_law(FIT),
        ),
        presets=FITS,
        values={
            "kappa": of(kappa_),
            "K": of(compute_coefficient, k=SIX),
            "best": of(optimal_parameters, k=SIX),
            "tokens": of(optimal_tokens, k=SIX),
            "each": of(tokens_per_parameter, k=SIX),
            "least": of(compute_optimal_loss),
            "least_excess": of(compute_optimal_loss, E=0.0),
            "own": of(loss_on_budget, k=SIX),
            "own_excess": of(loss_on_budget, E=0.0, k=SIX),
            "v": of(relative_size, k=SIX),
            "share": of(well_spent),
        },
        x=Axis("parameters N", 1e6, 1e15, _decades(6, 9, 12, 15), log=True),
        y=Axis("loss above the floor, in nat", 0.01, 10.0, _plain(0.01, 0.1, 1.0, 10.0), log=True),
        curves=(
            *(
                Curve(
                    f"{name} FLOP",
                    *shape,
                    x=of(sized_parameters, C=size, k=SIX),
                    y=of(sized_loss, C=size, E=0.0, k=SIX),
                    shade=shade,
                    stroke="thin",
                    log=True,
                )
                for (size, name), shade in zip(_decades(18, 20, 22, 26).items(), (1, 2, 3, 4), strict=True)
            ),
            Curve(
                "the frontier",
                "C",
                1e14,
                1e30,
                x=of(optimal_parameters, k=SIX),
                y=of(compute_optimal_loss, E=0.0),
                log=True,
                shade=1,
                stroke="dashed",
            ),
            Curve(
                "your budget",
                *shape,
                x=of(sized_parameters, k=SIX),
                y=of(sized_loss, E=0.0, k=SIX),
                shade=5,
                log=True,
            ),
        ),
        marks=(
            Mark("data", "range", x=BOX["N"]),
            Mark("", "cursor", x="N"),
            Mark("", "here", "best", "least_excess"),
            Mark("", "here", "N", "own_excess"),
        ),
        said=(
            (
                "On {C} FLOP the best model has {best} parameters and reads {tokens} tokens, {each} for each of them. "
                "It reaches {least} nat, {least_excess} above the floor.",
                "No model is the best on this budget.",
            ),
            (
                "Yours is {v} times as large and stays {own_excess} above it: {share%} of the compute, well spent, "
                "would have done.",
                "Yours is out of all proportion to it.",
            ),
            ("Here κ is {kappa} and K is {K}.", ""),
        ),
        readout="{N} parameters: {own} nat",
        cursor=("N", None),
    )


def slopes() -> Explorer:
    """One law, two slopes: the excess, the whole loss, and what is seen when embeddings are not counted."""
    start, end = 1e13, 1e26
    reach = ("C", start, end)
    return Explorer(
        name="slopes",
        title="One law, two slopes: which exponent do you see?",
        alt="Loss over compute, both on scales of tens. Above the floor it is a straight line; the whole loss bends "
        "and flattens towards the floor; without embeddings counted it is flatter from the start; beside them lies the "
        "straight line that Kaplan et al. measured. The sentence below tells the slopes at the chosen compute.",
        controls=(
            Control(
                C,
                start,
                end,
                1e20,
                "within Kaplan’s range, near its end",
                log=True,
                meaning="compute at which you look, in FLOP",
            ),
            Control(
                embedding,
                0.0,
                100000.0,
                EMBEDDING,
                "by the rule of Pearce & Song 2024; at 0 there are none",
                meaning="embeddings, over the cube root of the other parameters",
            ),
            *_law(FIT),
        ),
        presets=(*FITS, Preset("No floor", {"E": 0.0}, "If nothing were irreducible, both slopes would be one.")),
        values={
            "kappa": of(kappa_),
            "K": of(compute_coefficient, k=SIX),
            "L": of(compute_optimal_loss),
            "excess": of(compute_optimal_loss, E=0.0),
            "sigma": of(apparent_exponent),
        },
        x=Axis("compute C, in FLOP", start, end, _decades(14, 17, 20, 23, 26), log=True),
        y=Axis("loss, in nat", 0.05, 20.0, _plain(0.1, 1.0, 10.0), log=True),
        curves=(
            Curve("the whole loss", *reach, of(compute_optimal_loss), log=True, shade=2),
            Curve("above the floor", *reach, of(compute_optimal_loss, E=0.0), log=True, shade=5),
            Curve(
                "no embeddings",
                "N",
                1e2,
                1e13,
                x=of(uncounted_compute, k=SIX),
                y=of(uncounted_loss),
                log=True,
                shade=4,
            ),
            Curve(
                "Kaplan et al.",
                "C",
                *KAPLAN,
                y=of(compute_optimal_loss, **fits.kaplan2020.constants),
                log=True,
                shade=1,
                stroke="dashed",
            ),
        ),
        marks=(
            Mark("Kaplan’s range", "range", KAPLAN, (13.5, 20.0)),
            Mark("Hoffmann’s data", "range", BOX["C"], (0.05, 0.074)),
            Mark("", "cursor", x="C"),
            Mark("", "here", "C", "L"),
            Mark("", "here", "C", "excess"),
        ),
        said=(
            (
                "On {C} FLOP the law gives {L} nat, of which {excess} lie above the floor. The excess falls with the "
                "exponent {kappa}, and the whole loss with {sigma} there.",
                "",
            ),
            (f"Kaplan et al. measured {fits.kaplan2020.kappa:.3f}, of the whole.", ""),
        ),
        readout="{C} FLOP: {L} nat, slope {sigma}",
        cursor=("C", None),
    )


def race() -> Explorer:
    """X(t): who accumulates, who runs, and what becomes of it when the pace changes."""
    (slow, fast), (_, most), end = _ends(ALGORITHMS), _ends(SPENDING), 20.0
    return Explorer(
        name="race",
        title="The race: how fast does the excess loss fall?",
        alt="Excess loss over twenty years, on a scale of halvings: if all compute adds up, for runs that see the "
        "efficiency of their own time, if the pace changes at some time, and without any doublings. "
        "The sentence below says where the curves are at the chosen time.",
        controls=(
            GAMMA,
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
                {"kappa": SURE.high, "gamma": fast, "rho": most},
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
        x=Axis("years", 0.0, end, _plain(0.0, 5.0, 10.0, 15.0, 20.0)),
        y=Axis("excess loss left", 1 / 16, 1.0, {2.0**-i: f"1/{2**i}" if i else "1" for i in range(5)}, log=True),
        curves=(
            Curve("without doublings", "t", 0.0, end, of(relative_excess_loss, gamma=0.0), shade=1, stroke="dashed"),
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


def doublings() -> Explorer:
    """How many doublings a target takes, how many years, and the rate that a deadline asks for."""
    low, high = _ends(ALGORITHMS)
    slow, fast = _ends(HARDWARE)
    (start, end) = -0.5, 4.0
    reach = ("gamma", start, end)
    return Explorer(
        name="doublings",
        title="How many doublings, and how many years?",
        alt="Years until a target, on a scale of tens, over the doublings of efficiency a year: for half, a quarter "
        "and an eighth of the excess loss, and for the chosen target; a band marks the interval of the chosen rate, a "
        "level line the deadline. The sentence below tells doublings, years, compute and the rate that the deadline "
        "needs.",
        controls=(
            TARGET,
            Control(gamma, start, end, ALGORITHMS.value, f"{ALGORITHMS.published}: {ALGORITHMS.by}"),
            Control(gamma_low, start, end, low, "95 % of the same source"),
            Control(gamma_high, start, end, high, "95 % of the same source"),
            Control(deadline, 0.5, 50.0, 3.0, "the deadline of this chapter"),
            TAU,
            *_law(FIT)[:2],
        ),
        presets=(
            Preset("Algorithms", {}, f"The pace of algorithms for language models, {ALGORITHMS.by}."),
            Preset(
                "Hardware alone",
                {"gamma": HARDWARE.value, "gamma_low": slow, "gamma_high": fast},
                f"Conservative: FLOP/s per dollar of GPUs, {HARDWARE.by}.",
            ),
            Preset(
                "Both",
                {"gamma": HARDWARE.value + ALGORITHMS.value, "gamma_low": slow + low, "gamma_high": fast + high},
                "Bold: hardware per dollar and algorithms together, which are parts of one efficiency.",
            ),
            Preset(
                "The paper’s",
                {
                    "gamma": PAPER["gamma"],
                    "gamma_low": PAPER["gamma"],
                    "gamma_high": PAPER["gamma"],
                    "alpha": 2 * PAPER["kappa"],
                    "beta": 2 * PAPER["kappa"],
                },
                "κ = 0.063, here of two equal exponents, and half a doubling a year (Lu 2026).",
            ),
        ),
        values={
            "kappa": of(kappa_),
            "h": of(doublings_per_halving),
            "M": of(required_multiple),
            "years": of(time_to_target),
            "late": of(time_to_target, gamma="gamma_low"),
            "early": of(time_to_target, gamma="gamma_high"),
            "n": of(doublings_to_target),
            "improved": of(logical_efficiency, t="years", E_0=1.0),
            "then": of(physical_burden, C="M", E_logical="improved"),
            "rate": of(required_doubling_rate, t="deadline"),
        },
        x=Axis("efficiency doublings per year γ", start, end, _plain(0.0, 1.0, 2.0, 3.0, 4.0)),
        y=Axis("years until the target", 0.5, 1000.0, _plain(1.0, 10.0, 100.0, 1000.0), log=True),
        curves=(
            *(
                Curve(label, *reach, of(time_to_target, X=target), shade=shade, stroke="thin")
                for label, target, shade in FRACTIONS
            ),
            Curve("your target", *reach, of(time_to_target), shade=5),
        ),
        marks=(
            Mark("interval", "range", x=("gamma_low", "gamma_high")),
            Mark("", "cursor", x="gamma"),
            Mark("deadline", "cursor", y="deadline"),
            Mark("", "here", "gamma", "years"),
            Mark("", "here", "rate", "deadline"),
        ),
        said=(
            (
                "A halving takes {h} doublings of compute; to leave {X%} of the excess loss takes {M} times the "
                "compute of the first period.",
                "",
            ),
            (
                "At γ = {gamma} that is reached after {years} years, when efficiency has doubled {n} times.",
                "At γ = {gamma} it is never reached.",
            ),
            (
                "Within the interval of the pace it is {early} to {late} years.",
                "The low end of the interval never reaches it.",
            ),
            (
                "Spent at once, so much compute would cost {M} times the first period’s burden today, and {then} times "
                "on that day.",
                "",
            ),
            ("To be there in {deadline} years takes {rate} doublings a year.", ""),
        ),
        readout="{gamma} a year: {years} years",
        cursor=("gamma", None),
    )


def atlas() -> Explorer:
    """Years to a target over κ and γ."""
    (low, high), (slow, fast) = _ends(ALGORITHMS), _ends(HARDWARE)
    start, end = 0.03, 0.4
    return Explorer(
        name="map",
        title="The map: how long to the target, for every κ and γ?",
        alt="Lines of equal time to a target, from two to forty years, over the exponent κ across and the doublings of "
        "efficiency a year upward; crosses mark published estimates with their intervals, two dashed lines "
        "the chosen place. The sentence below tells the time at that place.",
        controls=(KAPPA, GAMMA, TARGET, TAU),
        presets=(
            Preset("One doubling a year", {}, "The lab of this book, at constant spending."),
            Preset(
                "Conservative",
                {"kappa": SURE.low, "gamma": low},
                f"κ and the pace of algorithms both at the low end of their intervals ({ALGORITHMS.by}).",
            ),
            Preset(
                "Central", {"gamma": ALGORITHMS.value}, f"The pace of algorithms for language models ({ALGORITHMS.by})."
            ),
            Preset("Bold", {"kappa": SURE.high, "gamma": high}, "The same, at the high end of both intervals."),
            Preset("The paper’s", PAPER, "κ = 0.063 and Moore’s half a doubling a year, as in its figure (Lu 2026)."),
        ),
        values={"years": of(time_to_target), "n": of(doublings_to_target), "ten": of(required_doubling_rate, t=10.0)},
        x=Axis("exponent κ", start, end, _plain(0.1, 0.2, 0.3, 0.4)),
        y=Axis("efficiency doublings per year γ", -0.5, 3.0, _plain(0.0, 1.0, 2.0, 3.0)),
        curves=tuple(
            Curve(f"{years:g} years", "kappa", start, end, of(required_doubling_rate, t=years), shade=shade)
            for years, shade in ((2.0, 1), (5.0, 2), (10.0, 3), (20.0, 4), (40.0, 5))
        ),
        marks=(
            Mark("", "published", (SURE.low, SURE.high), ALGORITHMS.value),
            Mark("algorithms", "published", LAB, (low, high)),
            Mark("", "published", (SURE.low, SURE.high), HARDWARE.value),
            Mark("hardware", "published", LAB, (slow, fast)),
            Mark("the paper", "published dot", PAPER["kappa"], PAPER["gamma"]),
            Mark("", "cursor", x="kappa"),
            Mark("", "cursor", y="gamma"),
            Mark("", "here", "kappa", "gamma"),
        ),
        said=(
            (
                "At κ = {kappa} and γ = {gamma}, {X%} of the excess loss is left after {years} years; by then "
                "efficiency has doubled {n} times.",
                "At κ = {kappa} and γ = {gamma} the target of {X%} is never reached.",
            ),
            ("To be there in ten years takes {ten} doublings a year.", ""),
        ),
        readout="{years} years",
        cursor=("kappa", "gamma"),
    )


EXPLORERS: Mapping[str, Callable[[], Explorer]] = MappingProxyType(
    {"valley": valley, "slopes": slopes, "race": race, "doublings": doublings, "map": atlas}
)
