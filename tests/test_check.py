"""The judge: answers of students are judged without an error, slips are named, and derivations are followed."""

import cProfile
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from sympy import Eq, Float, Integral, Symbol, gamma, pi, symbols

import scaling_sym
from derivable.judge import budget
from derivable.judge.judge import run
from scaling_sym import BOOK, Judgement, check, formulas
from tests.answers import NOT_COMPARABLE, RIGHT, WRONG

LIMITED = ("answers", "judge", "comparison", "reading", "slips", "solutions", "steps")


@cache
def judged(*given: Any) -> Judgement:
    """The judgement with a tenth of the work that it may take: no answer of these tables comes near a limit."""

    def within(calls: int, computation: Callable[[], Any]) -> Any:
        done: list[Any] = []
        budget.within(calls // 10, lambda: done.append(computation()))
        assert done, "this takes more than a tenth of the work allowed"
        return done[0]

    with pytest.MonkeyPatch.context() as patch:
        for module in LIMITED:
            patch.setattr(f"derivable.judge.{module}.within", within)
        return check(*given)


_BY_NUMBERS = "required_doubling_rate"  # of whose cases SymPy simplifies none
RIGHT_ANSWERS = [(name, answer) for name, answers in RIGHT.items() for answer in answers]


def notation(answer: str) -> str:
    return "LaTeX" if "\\" in answer else "plain" if answer.isascii() else "Unicode"


@pytest.mark.parametrize(("name", "answer"), RIGHT_ANSWERS)
def test_right(name: str, answer: str) -> None:
    judgement = judged(name, answer)
    assert judgement.answer == "right", str(judgement)
    assert judgement.how == "symbolically" or judgement.how.endswith("no proof")


@pytest.mark.parametrize(("name", "answer", "slip"), WRONG)
def test_wrong(name: str, answer: str, slip: str | None) -> None:
    judgement = judged(name, answer)
    assert judgement.answer == "wrong", str(judgement)
    assert judgement.counterexample


@pytest.mark.parametrize(("name", "answer", "sentence"), NOT_COMPARABLE)
def test_not_comparable(name: str, answer: str, sentence: str) -> None:
    judgement = judged(name, answer)
    assert judgement.answer == "not comparable", str(judgement)
    assert sentence.lower() in judgement.sentence.lower()


def test_the_table_is_large_and_in_three_notations() -> None:
    for answers in (RIGHT_ANSWERS, [(name, answer) for name, answer, _ in WRONG]):
        assert len(set(answers)) == len(answers) >= 150
        assert {name for name, _ in answers} <= set(formulas)
        counts = [notation(answer) for _, answer in answers]
        assert all(counts.count(kind) >= 40 for kind in ("plain", "Unicode", "LaTeX"))


def test_slips_are_named() -> None:
    with_slip = [(name, answer, slip.split("|")) for name, answer, slip in WRONG if slip]
    named = {(name, answer): judged(name, answer).slip for name, answer, _ in with_slip}
    missed = [(n, a) for n, a, slips in with_slip if (slip := named[n, a]) is None or slip.name not in slips]
    assert len(with_slip) >= 100
    assert len(missed) <= 0.2 * len(with_slip), missed


def test_most_right_answers_are_proved() -> None:
    by_symbols = [judged(*given).how == "symbolically" for given in RIGHT_ANSWERS if given[0] != _BY_NUMBERS]
    assert sum(by_symbols) >= 0.95 * len(by_symbols)


def test_what_is_not_proved_is_said() -> None:
    judgement = check("required_doubling_rate", RIGHT["required_doubling_rate"][0])
    assert str(judgement).startswith("Right: the two are equal in 200 bits at 64 points")
    assert "no proof" in str(judgement)


def test_counterexample_with_small_round_numbers() -> None:
    judgement = check("kappa", "a + b")
    assert "at α = 1, β = 2 yours gives 3, it should be 2/3." in str(judgement)
    assert judgement.counterexample == {"α": "1", "β": "2"}


@pytest.mark.parametrize("name", formulas)
def test_the_formula_itself_is_right(name: str) -> None:
    assert check(name, formulas[name].expr)
    assert check(formulas[name], Eq(formulas[name].symbol, formulas[name].expr, evaluate=False))


@pytest.mark.parametrize("name", formulas)
@pytest.mark.parametrize("change", ["2*({})", "({}) + 1", "1/({})", "-({})"])
def test_no_formula_is_right_when_changed(name: str, change: str) -> None:
    expr = formulas[name].expr
    changed = {"2*({})": 2 * expr, "({}) + 1": expr + 1, "1/({})": 1 / expr, "-({})": -expr}[change]
    assert not check(name, changed)


def test_a_small_error_is_an_error() -> None:
    assert check("kappa", "a*b/(a+b) + 1e-40").answer == "wrong"
    assert check("kappa", "a*b/(a+b) + 1e-60 a").answer == "wrong"


def test_sympy_answers_whatever_their_assumptions() -> None:
    a, b = symbols("alpha beta")
    x = Symbol("x")
    assert check("kappa", a * b / (a + b))
    assert check("kappa", Eq(1 / Symbol("kappa"), 1 / a + 1 / b))
    assert check("kappa", Integral(b / (a + b), (x, 0, a)))
    assert check("kappa", Float(0.5) * 2 * a * b / (a + b))
    assert not check("kappa", a + b)


@pytest.mark.parametrize("answer", [None, True, b"a", {}, [], [[]], 3j, object(), gamma(Symbol("alpha")), pi, Eq(1, 1)])
def test_what_is_no_formula(answer: object) -> None:
    assert check("kappa", answer).exit_code in (1, 2)
    assert not check("kappa", answer)


def test_numbers_are_answers() -> None:
    assert check("kappa", 1).answer == "wrong"
    assert check("kappa", -0.5).answer == "wrong"


STEPS = {
    "kappa": [
        ["1/κ = 1/α + 1/β", "1/κ = (α+β)/(αβ)", "κ = αβ/(α+β)"],
        [r"\kappa &= \frac{1}{1/\alpha+1/\beta} \\", r"&= \frac{\alpha\beta}{\alpha+\beta}"],
    ],
    "relative_excess_loss": [
        ["C = C_0 (1 + (2^(γt) − 1)/(γτ ln 2))", "M = C/C_0", "X = M^(−κ)", "X = (1 + (2^(γt) − 1)/(γτ ln 2))^(−κ)"]
    ],
    "optimal_parameters": [
        [
            "C = k N D",
            "L = E + A N^-α + B D^-β",
            r"\alpha A N^{-\alpha} = \beta B D^{-\beta}",
            "G = (αA/(βB))^(1/(α+β))",
            r"N^* = G \left(\frac{C}{k}\right)^{\beta/(\alpha+\beta)}",
        ]
    ],
    "required_compute": [["L − E = K C^(−κ)", "C^κ = K/(L − E)", "C = (K/(L−E))^(1/κ)"]],
    "time_to_target": [
        [
            "X = M^(−κ)",
            "M = X^(−1/κ)",
            "w = 2^(γt)",
            "w = 1 + γτ ln 2 (M − 1)",
            "t = log2(1 + γτ ln 2 (X^(−1/κ) − 1))/γ",
        ]
    ],
}


@pytest.mark.parametrize(("name", "steps"), [(name, steps) for name, lists in STEPS.items() for steps in lists])
def test_derivation(name: str, steps: list[str]) -> None:
    assert judged(name, "\n".join(steps))
    assert check(name, steps) == judged(name, "\n".join(steps))


@pytest.mark.parametrize(
    ("name", "steps", "first"),
    [
        ("kappa", ["1/κ = 1/α + 1/β", "1/κ = 2/(α+β)", "κ = (α+β)/2"], 2),
        ("kappa", ["κ = α + β", "κ = αβ/(α+β)"], 1),
        ("required_compute", ["L − E = K C^(−κ)", "C^κ = (L − E)/K", "C = ((L−E)/K)^(1/κ)"], 2),
        ("relative_excess_loss", ["C = C_0 (1 + (2^(γt) − 1)/(γ ln 2))", "X = (C/C_0)^(−κ)"], 1),
        ("relative_excess_loss", ["M = 1 + (2^(γt) − 1)/(γτ ln 2)", "X = M^κ"], 2),
        ("optimal_parameters", ["C = k N D", "αA N^α = βB D^β", "N^* = (C/k)^(β/(α+β))"], 2),
        ("time_to_target", ["m = X^(−1/κ) − 1", "2^(γt) = 1 + γτ m", "t = log2(1 + γτ m)/γ"], 2),
    ],
)
def test_the_first_step_that_does_not_follow(name: str, steps: list[str], first: int) -> None:
    judgement = check(name, steps)
    assert judgement.answer == "wrong", str(judgement)
    assert judgement.step == first
    assert f"step {first} does not follow" in str(judgement)


def test_a_derivation_must_arrive() -> None:
    assert "the last determines κ" in str(check("kappa", ["1/κ = 1/α + 1/β", "1/κ = (α+β)/(αβ)"]))
    assert "does not yet say what κ is" in str(check("kappa", ["1/κ = 1/α + 1/β", "s = α + β"]))
    assert "does not yet say" in str(check("kappa", ["q = κ", "κ = q"]))
    assert "step 2: y is unknown" in str(check("kappa", ["1/κ = 1/α + 1/β", "κ = y + 1/α"]))


BESIROGLU = "A = 482.01; B = 2085.43; α = 0.3478; β = 0.3658"
SPECIAL = [
    ("kappa", "β = α", "a/2", 0),
    ("kappa", "β = α", "a", 1),
    ("kappa", "alpha = 1; beta = 2", "2/3", 0),
    ("optimal_parameters", r"\beta = \alpha", r"(A/B)^{1/(2\alpha)} \sqrt{C/k}", 0),
    ("optimal_parameters", r"\beta = \alpha", r"(A/B)^{1/\alpha} \sqrt{C/k}", 1),
    ("loss", "N = sqrt(C/(20 k)); D = sqrt(20 C/k)", "E + A (C/(20 k))^(-a/2) + B (20 C/k)^(-b/2)", 0),
    ("loss", "N = sqrt(C/(20 k)); D = sqrt(20 C/k)", "E + A (C/(20 k))^(-a/2) + B (20 C/k)^(b/2)", 1),
    ("logical_efficiency", "γ = 1/2; t = 10", "32 E_0", 0),
    ("logical_efficiency", "γ = 1/2; t = 10", "1024 E_0", 1),
    ("physical_burden", "E_logical = E_0 2^(γt)", "C 2^(-γt)/E_0", 0),
    ("physical_burden", "E_logical = E_0 2^(γt)", "C 2^(γt)/E_0", 1),
    ("cumulative_compute", "γ = 0", "C_0 (1 + t/τ)", 0),
    ("cumulative_compute", "γ = 0", "C_0 (1 + t)", 1),
    ("relative_excess_loss", "τ = 1/(γ ln 2)", "2^(-κγt)", 0),
    ("relative_excess_loss", "τ = 1/(γ ln 2)", "2^(κγt)", 1),
    ("time_to_target", "γ = 0", "τ (X^(-1/κ) - 1)", 0),
    ("time_to_target", "γ = 0", "τ (X^(1/κ) - 1)", 1),
    ("time_to_target", "X = 101^(-κ); γ = 1; τ = 1", "log2(1 + 100 ln 2)", 0),
    ("time_to_target", "X = 101^(-κ); γ = 1; τ = 1", "100", 1),
    ("kappa", "β = α", "b/2", 2),
    ("kappa", "β = 0; α = 0", "0", 2),
    ("kappa", "β", "a/2", 2),
    ("kappa", "β = α = 1", "1/2", 2),
    ("kappa", "α = β; β = α", "1/2", 2),
    ("kappa", "α = 1; α = 2", "1/2", 2),
    ("kappa", "q = 1", "1/2", 2),
    ("kappa", "κ = 1", "1/2", 2),
    ("kappa", "β = __import__('os')", "1/2", 2),
    ("kappa", "β = 1 - α", "α (1 - α)", 0),
    ("kappa", "β = L", "a", 1),
    ("required_compute", "E = 1", "(K/(L - 1))^(1/κ)", 0),
    ("required_compute", "E = 1", "(K/(L + 1))^(1/κ)", 1),
    ("required_compute", "E = 3; L = 2", "3", 2),
    ("required_doubling_rate", "X = 1", "0", 2),
    ("required_multiple", "X = 2^(-k)", "2", 0),
    ("doublings_per_halving", "k = 1/2", "2", 0),
    ("logical_efficiency", "γ = 1/2, t = 10", "32 E_0", 0),
    ("logical_efficiency", "γ = 1; t = 10^7", "E_0", 2),
    ("required_multiple", "X = 1/2; κ = 1e-8", "1", 2),
    ("loss", "N = 2; α = 10^6", "1", 2),
    ("optimal_parameters", "a = 10^-9; b = 10^-9; A = 2; B = 3", "1", 2),
    ("doublings_per_halving", "k = 5E-2", "20", 0),
    ("required_compute", "L=1.9;E=1.8172;K=2708.5;kappa=0.17829", "2.1e25", 0),
    ("required_compute", "kappa=0.17829;K=2708.5;E=1.8172;L=1.9", "2.1000007e25", 0),
    ("required_compute", "L=1.9;E=1.8172;K=2708.5;kappa=0.17829", "2.2e25", 1),
    ("required_compute", "L=1.9;E=1.8172;K=2708.5;kappa=0.17829", "(2708.5/0.0828)^(1/0.17829)", 0),
    ("loss", f"E = 1.8172; {BESIROGLU}; N=70E9; D=1.4E12", "1.974", 0),
    ("loss", f"E = 1.8172; {BESIROGLU}; N=70E9; D=1.4E12", "1.975", 1),
    ("loss", f"E = 1.8172; {BESIROGLU}; N=70E9; D=1.4E12", "2", 1),
    ("optimal_parameters", f"C = 5.88E23; k = 6; {BESIROGLU}", "N* = 7.302e10", 0),
    ("optimal_tokens", f"C = 5.88E23; k = 6; {BESIROGLU}", "1.342e12", 0),
    ("kappa", "β = 9**9**9**9", "1/2", 2),
]


@pytest.mark.parametrize(("name", "given", "answer", "code"), SPECIAL)
def test_special_cases(name: str, given: str, answer: str, code: int) -> None:
    judgement = judged(name, answer, given)
    assert judgement.exit_code == code, str(judgement)
    if code == 0:
        assert check(name, answer).exit_code > 0, "it is not right in general"
        assert check(name, answer, given.replace(",", ";").split(";")) == judgement
        assert check(name, answer, given.replace(",", ";").split(";")[::-1]) == judgement


def test_special_values_stay_in_their_domain() -> None:
    """Where τ = 1/(γ ln 2), γ is positive; a counterexample with γ < 0 would be none."""
    for answer in ("2^(-γt)", "2^(κγt)", "e^(-κγt)"):
        assert "-" not in check("relative_excess_loss", answer, "τ = 1/(γ ln 2)").counterexample["γ"]


AS_STUDENTS_WRITE = [
    ("kappa", "1/k = 1/a + 1/b; k = a*b/(a+b)", "right", ""),
    ("kappa", "C = k*N*D; κ = αβ/(α+β)", "right", ""),
    ("time_to_target", "X = M^-k; M = X^(-1/k); t = log2(1 + γτ ln 2 (X^(−1/k) − 1))/γ", "right", ""),
    ("doublings_per_halving", "2^(-h*k) = 1/2; h*k = 1; h = 1/k", "right", ""),
    ("doublings_per_halving", "2^(-h*k) = 1/2; h*k = 2; h = 2/k", "wrong", "step 2"),
    ("logical_efficiency", "λ = γ ln 2; E_logical = E_0 e^(λ t); E_logical = E_0 2^(γ t)", "right", ""),
    ("relative_excess_loss", "X = (L(t)-E)/(L(0)-E); X = M^(-κ)", "not comparable", "“(0)” can be read in two ways"),
    ("cumulative_compute", "C(t) = C(0)(1+(2^(γt)−1)/(γτ ln 2))", "not comparable", "“(0)” can be read in two ways"),
    ("relative_excess_loss", "κ = αβ/(α+β); X = M^(-κ)", "not comparable", "it says it by M"),
    ("compute_optimal_loss", "L = E + A/N^a + B/D^b; L = E + K C^-κ", "right", "each of 2 steps follows"),
    ("kappa", r"\frac ab \frac{b^2}{a+b}", "right", ""),
    ("kappa", r"\sqrt AB", "not comparable", "put braces around AB"),
    ("kappa", "1. κ = 1/(1/α + 1/β)\n2. κ = αβ/(α+β)", "right", ""),
    ("kappa", "(1) κ = 1/(1/α + 1/β)\n(2) κ = 2αβ/(α+β)", "wrong", "step 2"),
    ("optimal_parameters", "αA N^-α = βB D^-β; N = (αA/(βB))^(1/(α+β)) (C/k)^(β/(α+β))", "right", ""),
    ("relative_excess_loss", "M = 1 + (2^(γt)-1)/(γτ ln 2); X = M^(-κ)", "right", ""),
    ("logical_efficiency", "E_0*exp(0.69315*g*t)", "wrong", "32.000361, it should be 32"),
    ("kappa", "1/k = 1/a + 1/b; 1/k = (a+b)/(a*b)", "right", "Here k is read as κ."),
    ("compute", "1/k = N*D/C; C = k*N*D", "right", "each of 2 steps follows"),
    ("kappa", "C = k*N*D; D = C/(k*N); κ = αβ/(α+β)", "right", "Here k is read as the letter k."),
    ("kappa", "s = a + b; p = a*b; k = p/s", "right", "Here k is read as κ."),
    ("time_to_target", r"X(t) = (1 + (2^{\gamma t} - 1)/(\gamma\tau\ln 2))^{-\kappa}", "right", ""),
    ("doublings_per_halving", "(2708.5/0.083)^(1/0.17829)", "wrong", "at κ = 1 yours gives 2.072e+25"),
    ("kappa", "(5417/0.2829)^(9973/1789)", "wrong", "7.434e+23"),
    ("kappa", "(5417/3)^(9973/1789)", "wrong", "it should be 2/3"),
    ("kappa", "x = 2708.5; κ = x^(1/0.17829)", "wrong", "step 2"),
    ("loss", "4.0E-1/N^a", "wrong", "it should be"),
    ("loss", "5.88E23", "wrong", "yours gives 5.88e+23"),
    ("logical_efficiency", "2E0", "wrong", "at E_0 = 2, γ = 4, t = 1 yours gives 4"),
    ("doublings_per_halving", "0.99999/k", "wrong", "0.99999 times what it should be"),
]


@pytest.mark.parametrize(("name", "answer", "verdict", "said"), AS_STUDENTS_WRITE)
def test_as_students_write(name: str, answer: str, verdict: str, said: str) -> None:
    judgement = check(name, answer)
    assert judgement.answer == verdict, str(judgement)
    assert said in str(judgement)


def test_special_cases_and_their_slips() -> None:
    assert "2 times what it should be" in str(check("kappa", "a", "b = a"))
    never = "γ = -1/(τ ln 2 (X^(-1/κ) - 1))"
    assert "time_to_target has no value at γ = " in str(check("time_to_target", "0", never))
    assert "β = -1 is outside its domain: β > 0" in str(check("kappa", "0", "b = -1"))
    assert check("kappa", ["a = b", "a/2"], "b = a")
    assert run(BOOK, "kappa", "a/2", "b = a") == (0, "Right: the two are equal symbolically.")


@pytest.mark.parametrize(
    ("answer", "code", "given_code"),
    [("a*b/(a + b)", 0, 2), ("a/2", 1, 0), ("a", 1, 1), ("a + x", 2, 2), ("__import__('os').system('true')", 2, 2)],
)
def test_command(answer: str, code: int, given_code: int) -> None:
    for given in (None, "b = a"):
        command = [
            sys.executable,
            "-m",
            "scaling_sym",
            "check",
            "kappa",
            answer,
            *(["--given", given] if given else []),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stdout.strip()) == run(BOOK, "kappa", answer, given)
        assert done.returncode == (code if given is None else given_code)


def test_judges_without_numpy() -> None:
    program = (
        "import sys; sys.modules.update(numpy=None, scipy=None)\n"
        "from scaling_sym import check\n"
        "assert check('kappa', 'ab/(a+b)') and check('kappa', 'a+b').slip\n"
        "assert not check('time_to_target', 'X')\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_the_judge_is_public() -> None:
    assert scaling_sym.check is check
    assert {"check", "Judgement", "Slip"} <= set(scaling_sym.__all__)


def test_large_expressions_are_refused_or_left_to_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = symbols("alpha beta")
    assert "larger than a formula" in str(check("kappa", sum(a**n for n in range(1, 600))))

    def never(*_: object) -> None:
        raise AssertionError("so large an expression is not expanded")

    monkeypatch.setattr("derivable.judge.comparison.proved", never)
    monkeypatch.setattr("derivable.judge.comparison.decide", never)
    square = (a + b + 1) ** 2
    long_way = a * b / (a + b) * (a + b + 1) ** 80 / square.expand() ** 40
    judgement = check("kappa", long_way)
    assert judgement.answer == "right"
    assert "no proof" in judgement.sentence


def in_a_fresh_process(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=300, env=os.environ | environment
    )
    assert not done.returncode, done.stderr
    return done.stdout


def test_threads_hear_the_same() -> None:
    """Twelve at a time, in a process that has derived nothing yet; what mpmath is set to elsewhere does not matter."""
    program = """
from concurrent.futures import ThreadPoolExecutor
import mpmath
from scaling_sym import check, decide, kappa, time_to_target
from sympy import Eq
def ask(n):
    with mpmath.workdps(5 + n):
        found = [check("kappa", "a*b/(a+b)"), check("kappa", "a+b"), decide(Eq(kappa.expr, kappa.expr * 2))]
        time_to_target(0.5, 0.05, 1.0)
    return str(found)
with ThreadPoolExecutor(4) as pool:
    print(len(set(pool.map(ask, range(12)))), ask(0))
"""
    answers = {in_a_fresh_process(program, PYTHONHASHSEED=seed) for seed in "123"}
    assert len(answers) == 1, answers
    assert answers.pop().startswith("1 [Right: the two are equal symbolically., Wrong: ")


def test_what_ran_before_changes_nothing() -> None:
    program = """
import scaling_sym
if {warm}:
    for formula in scaling_sym.formulas.values():
        scaling_sym.check(formula, formula.expr)
print(scaling_sym.check("logical_efficiency", "1024*E_0", "γ = 1/2; t = 10"))
print(scaling_sym.check("required_doubling_rate", "log2(X^(-1/κ))/t"))
"""
    cold, warm = (in_a_fresh_process(program.format(warm=warm), PYTHONHASHSEED=str(warm)) for warm in (0, 1))
    assert cold == warm
    assert "It is right up to a constant: yours is 32 times what it should be." in cold


def test_judges_under_a_profiler() -> None:
    with cProfile.Profile() as profiler:
        judgement = check("kappa", "2*a*b/(a+b)")
        sum(map(abs, range(3)))
    assert judgement.slip
    assert judgement == check("kappa", "2*a*b/(a+b)")
    assert any("abs" in str(entry.code) for entry in profiler.getstats()), "it goes on afterwards"


def test_a_profiler_in_python_goes_on() -> None:
    seen = []
    sys.setprofile(lambda frame, event, _: seen.append(frame.f_code.co_name))
    try:
        assert check("kappa", "a*b/(a+b)")
        seen.clear()
        pytest.approx(1)
    finally:
        sys.setprofile(None)
    assert "approx" in seen
