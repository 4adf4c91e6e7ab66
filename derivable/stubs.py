"""What editors and type checkers see of a book: a stub in which each formula has its arguments and its docstring.

`python -m derivable.stubs package.module:BOOK FILE.pyi` writes it, beside a module that holds the formulas by name.
"""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import indent

from .formula import Book, Formula, book_at

_HEAD = '''"""Written by `python -m derivable.stubs {place}`: what each formula takes and says."""

from typing import Any, overload

from derivable import Formula

__all__ = [
{names}]
'''
_FORMULA = '''
class _{name}(Formula):
    """{meaning}"""

    @overload
    def __call__(self, {floats}) -> float:
        """{docstring}
        """
    @overload
    def __call__(self, {arrays}) -> Any: ...

{name}: _{name}
'''


def stub(book: Book) -> str:
    """The stub of a book: floats give a float, and whatever else is given may be an array.

    >>> from tests.amdahl import BOOK
    >>> print(stub(BOOK).splitlines()[-1])
    shared_part: _shared_part
    """
    names = "".join(f'    "{name}",\n' for name in sorted(book.formulas))
    return _HEAD.format(place=book.place, names=names) + "".join(map(_written, book.formulas.values()))


def _written(formula: Formula) -> str:
    docstring = indent(formula.__doc__ or "", " " * 8).strip()
    return _FORMULA.format(
        name=formula.name,
        meaning=formula.summary.partition("\n")[0],
        floats=_arguments(formula, "float"),
        arrays=_arguments(formula, "Any"),
        docstring=docstring,
    )


def _arguments(formula: Formula, kind: str) -> str:
    defaults = ("" if s.default is None else f" = {s.default!r}" for s in formula.args)
    return ", ".join(f"{s.name}: {kind}{default}" for s, default in zip(formula.args, defaults, strict=True))


if __name__ == "__main__":
    _, place, file = sys.argv
    Path(file).write_text(stub(book_at(place)), encoding="utf-8")
