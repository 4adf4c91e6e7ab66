"""Every formula under its own name; `catalog.pyi`, which `make stubs` writes, says what each takes and gives."""

from .book import formulas

__all__ = list(formulas)
globals().update(formulas)
