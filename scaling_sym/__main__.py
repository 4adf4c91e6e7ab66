"""`python -m scaling_sym`."""

from derivable.__main__ import run

from .book import BOOK

if __name__ == "__main__":
    run(BOOK)
