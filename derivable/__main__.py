"""`python -m derivable package.module:BOOK list`: the command line of any book."""

import sys

from .formula import Book, book_at


def run(book: Book) -> None:
    """Run the command line of a book, which takes the optional dependencies of `verify`."""
    try:
        from .cli import main
    except ModuleNotFoundError as missing:
        print(f"The command line needs {missing.name}: install it, or the extra `verify`.", file=sys.stderr)
        sys.exit(2)
    main(book)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("The place of a book is wanted, such as package.module:BOOK.")
    place = sys.argv.pop(1)
    try:
        found = book_at(place)
    except ValueError as problem:
        sys.exit(str(problem))
    run(found)
