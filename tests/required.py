"""What a test needs beyond the lock: where it is lacking the test skips, unless the variable REQUIRED names it."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import NoReturn

import pytest

REQUIRED = set(os.environ.get("REQUIRED", "").split())


def lacking(*names: str) -> NoReturn:
    """Skip the test for want of these; fail it where one of them is required."""
    reason = f"not run here: this needs {' and '.join(names)}"
    pytest.fail(reason) if REQUIRED.intersection(names) else pytest.skip(reason)


def module(name: str) -> ModuleType:
    """A module that may not be installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        lacking(name)
