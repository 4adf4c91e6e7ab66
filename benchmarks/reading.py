"""What hostile answers cost: each is judged in a process of its own, whose processor time and memory are measured.

The bounds are those of the book: no worse than two seconds and 200 MB, once its formulas are derived. Beside them
stands what it costs to judge a plain right answer, so that a slow machine is told from a slow judge.
"""

from __future__ import annotations

import json
import subprocess
import sys

SECONDS, MEGABYTES = 2.0, 200.0

PROGRAM = """
import json, resource, sys, time
from scaling_sym import check, formulas
name, *answer = json.load(sys.stdin)
for formula in formulas.values():
    formula.expr
begun = time.process_time()
judgement = check(name, *answer)
seconds = time.process_time() - begun
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps([judgement.answer, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6]))
"""

PLAIN = ("kappa", "a*b/(a + b)")
HOSTILE = {
    "a tower of powers": ("kappa", "9**9**9**9"),
    "a tower in exp": ("kappa", "exp(exp(exp(exp(a))))"),
    "a million brackets": ("kappa", "(" * 1_000_000),
    "ten megabytes of letters": ("kappa", "a" * 10_000_000),
    "brackets, closed": ("kappa", "(" * 20 + "a" + ")" * 20),
    "a wide sum": ("kappa", "+".join(["a*b"] * 100)),
    "a wide product of sums": ("kappa", "(a+b)" * 60),
    "a high power of a sum": ("kappa", "(1 + a + b)^999"),
    "powers of powers": ("kappa", "((((a+b)^9+1)^9+1)^9+1)^9"),
    "equal but large": ("kappa", "ab/(a+b) + (a+b+1)^60 - (1+b+a)^59 (a+b+1)"),
    "equal but entangled": ("kappa", "ab/(a+b)" + " + ln(a+b)^2 - ln((a+b)^2)^2/4" * 9),
    "nested logarithms": ("kappa", "ln(1+" * 20 + "a" + ")" * 20),
    "nested logarithms of a number": ("kappa", "ln " * 20 + "2"),
    "nested roots": ("kappa", "sqrt(2+" * 20 + "a" + ")" * 20),
    "many cases": ("kappa", "Piecewise(" + ",".join(f"(a+{n}, b > {n})" for n in range(25)) + ")"),
    "Lambert's W, nested": ("kappa", "W(" * 20 + "a" + ")" * 20),
    "a long product of letters": ("kappa", "ab" * 500),
    "many short steps": ("kappa", "kappa = ab/(a+b);" * 15),
    "a derivation, read in two ways": (
        "optimal_parameters",
        "C = k N D; L = E + A N^-α + B D^-β; αA N^-α = βB D^-β; G = (αA/(βB))^(1/(α+β)); N = G (C/k)^(β/(α+β)) k",
    ),
    "a large exponent, given": ("logical_efficiency", "E_0", "γ = 1; t = 10^7"),
    "a tiny exponent, given": ("optimal_parameters", "1", "a = 10^-9; b = 10^-9; A = 2; B = 3"),
    "a tower of powers, given": ("kappa", "1", "a = 9**9**9**9"),
    "a wide sum, given": ("kappa", "1", "a = " + "+".join(["1/b"] * 100)),
    "attribute access": ("kappa", "().__class__.__bases__[0].__subclasses__()"),
    "an import": ("kappa", "__import__('os').system('true')"),
    "null bytes": ("kappa", "\0" * 1000),
    "look-alikes": ("kappa", "а" * 1000),
}


def cost(*question: str) -> tuple[str, float, float]:
    """The verdict, the seconds and the megabytes that an answer takes, to the formula of a name, with what is given."""
    text = json.dumps(question)
    done = subprocess.run([sys.executable, "-c", PROGRAM], input=text, capture_output=True, text=True, check=True)
    verdict, seconds, megabytes = json.loads(done.stdout)
    return verdict, seconds, megabytes


def main() -> int:
    """Print a table, and fail where a bound is broken."""
    worst_time = worst_memory = 0.0
    for title, question in {"a plain right answer": PLAIN, **HOSTILE}.items():
        verdict, seconds, megabytes = cost(*question)
        print(f"{title:30} {verdict:15} {seconds:6.2f} s {megabytes:6.0f} MB")
        worst_time, worst_memory = max(worst_time, seconds), max(worst_memory, megabytes)
    print(f"{'the worst':30} {'':15} {worst_time:6.2f} s {worst_memory:6.0f} MB")
    return int(worst_time > SECONDS or worst_memory > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
