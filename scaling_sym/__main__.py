"""The command `python -m scaling_sym check NAME ANSWER`: it prints the judgement and exits with its code."""

from __future__ import annotations

import sys

from .check import run_check


def main(arguments: list[str]) -> int:
    """Judge an answer; 2 for anything else.

    >>> main(["check", "kappa", "1/(1/a + 1/b)"])
    Right: the two are equal symbolically.
    0
    """
    if len(arguments) != 3 or arguments[0] != "check":
        print("usage: python -m scaling_sym check NAME ANSWER", file=sys.stderr)
        return 2
    code, text = run_check(*arguments[1:])
    print(text)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
