"""What the judge says of every answer in the tables, as JSON; exit 1 if a verdict is not the table's.

`python -m tests.judged [--backwards]` is run by `tests.portable`, which compares the words under several conditions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from scaling_sym import check
from tests.answers import NOT_COMPARABLE, RIGHT, WRONG
from tests.test_check import AS_STUDENTS_WRITE, SPECIAL, STEPS

VERDICTS = ("right", "wrong", "not comparable")
Row = tuple[str, str, str | None, str]


def rows() -> Iterator[Row]:
    """Formula, answer, what is given, and the verdict that the table states."""
    yield from ((name, answer, None, "right") for name, answers in RIGHT.items() for answer in answers)
    yield from ((name, answer, None, "wrong") for name, answer, _ in WRONG)
    yield from ((name, answer, None, "not comparable") for name, answer, _ in NOT_COMPARABLE)
    yield from ((name, answer, given, VERDICTS[code]) for name, given, answer, code in SPECIAL)
    yield from ((name, answer, None, verdict) for name, answer, verdict, _ in AS_STUDENTS_WRITE)
    yield from ((name, "\n".join(steps), None, "right") for name, lists in STEPS.items() for steps in lists)


def main() -> int:
    """Print what was said of each answer, and on stderr the verdicts that are not the table's."""
    said, wrong = {}, 0
    for name, answer, given, verdict in list(rows())[:: -1 if "--backwards" in sys.argv else 1]:
        judgement = check(name, answer, given)
        question = f"{name}: {answer}" + (f" for {given}" if given else "")
        said[question] = str(judgement)
        if judgement.answer != verdict:
            wrong += 1
            print(f"{question}\n  is {verdict}, but judged: {judgement}", file=sys.stderr)
    json.dump(said, sys.stdout, ensure_ascii=False)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
