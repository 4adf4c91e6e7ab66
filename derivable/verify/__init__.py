"""Every formula verified by seven independent witnesses, and the witnesses themselves put to the test.

`truths` says what is known of each formula beforehand and `routes` how its value is found without its closed form:
these two are mathematics. The rest is machinery: `reals`, `digits` and `balls` are the kinds of numbers; `witnesses`
judge; `report` tells; `mutants` makes wrong formulas, and `trial` puts them before the witnesses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .report import Report, verify
    from .trial import Trial, ledger

__all__ = ["Report", "Trial", "ledger", "verify"]


def __getattr__(name: str) -> Any:
    """What the package offers, imported when it is first used: the witnesses derive formulas to know their inverses."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{'trial' if name in ('Trial', 'ledger') else 'report'}"), name)
