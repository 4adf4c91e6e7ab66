"""A Sphinx extension for books of formulas: mathematics, derivations, cards, letters, explorers, judge and ledger.

`derivable_book` says where the book stands, as "package.module:BOOK"; `derivable_ledger` is the file that `verify
--json` wrote, in the source folder, `derivable_ledger_page` the page that shows it, `derivable_letters_page` the
page with the table of letters, and `derivable_reading_page` the one that says how answers may be written;
`derivable_explorers` says where the explorers stand. The last five may be left out.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from . import argument, cards, explorers, formulas, judge, ledger, letters, mathematics, steps


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what pages may ask for."""
    app.add_config_value("derivable_book", "", "env", str)
    app.add_config_value("derivable_ledger", "", "env", str)
    app.add_config_value("derivable_ledger_page", "", "env", str)
    argument.setup(app)
    cards.setup(app)
    explorers.setup(app)
    formulas.setup(app)
    judge.setup(app)
    ledger.setup(app)
    letters.setup(app)
    mathematics.setup(app)
    steps.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
