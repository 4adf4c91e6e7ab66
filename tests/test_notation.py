"""The same answer in another notation gets the same verdict, whatever its spacing, brackets, signs, names and order."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Add, Ei, Expr, Max, Mul, Piecewise, Pow, Symbol, exp, fraction, log

from derivable.judge.judgement import Judgement
from derivable.letters import spelled
from scaling_sym import BOOK, check, formulas
from tests.answers import RIGHT, WRONG

SHORT = {letter: name for name, letter in BOOK.habits.short.items()}
NAMES = [name for name, formula in formulas.items() if not formula.expr.has(Piecewise)]
STEADY = settings(
    max_examples=6, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


class Writer:
    """Writes an expression as somebody would, every choice drawn anew; LaTeX or not is drawn once."""

    def __init__(self, draw: Callable[..., object]) -> None:
        self.one_of = lambda *choices: draw(st.sampled_from(choices))
        self.shuffled = lambda items: draw(st.permutations(list(items)))
        self.latex = self.one_of(True, False)

    def equation(self, symbol: Symbol, expr: Expr) -> str:
        left = self.one_of("", f"{self.letter(symbol)} = ", f"{self.letter(symbol)}=")
        text = left + self.sum(expr) + self.one_of("", "", ".", ",")
        return self.one_of(text, f"${text}$", f" {text}\n", f"`{text}`")

    def sum(self, expr: Expr) -> str:
        text = ""
        for term in self.shuffled(Add.make_args(expr)):
            negative = term.could_extract_minus_sign()
            sign = "-" if negative else "+" if text else ""
            blank = self.one_of("", " ") if text else ""
            text += blank + sign + blank + self.product(-term if negative else term)
        return text

    def product(self, expr: Expr) -> str:
        above, below = fraction(expr)
        if below != 1:
            if self.latex:
                return rf"\{self.one_of('frac', 'dfrac')}{{{self.sum(above)}}}{{{self.sum(below)}}}"
            return f"{self.factors(above)}{self.one_of('/', ' / ', '÷')}{self.bracket(self.sum(below))}"
        return self.factors(above)

    def factors(self, expr: Expr) -> str:
        signs = (r" \cdot ", r" \times ", r"\,", " ") if self.latex else ("*", " * ", "·", "×", " ")
        written = [self.power(factor) for factor in self.shuffled(Mul.make_args(expr))]
        text = written[0]
        for factor in written[1:]:
            number = factor[0].isdigit()
            text += (self.one_of(*signs[:2]) if number else self.one_of(*signs)) + factor
        return text

    def power(self, expr: Expr) -> str:
        if isinstance(expr, exp):
            exponent = self.sum(expr.args[0])
            return self.one_of(f"e^{self.braced(exponent)}", rf"\exp({exponent})" if self.latex else f"exp({exponent})")
        if isinstance(expr, Pow):
            base = self.atom(expr.base)
            inside = self.sum(expr.exp)
            plain = expr.exp.is_Integer and 0 <= expr.exp < 10
            sign = "^" if self.latex else self.one_of("^", "**")
            return f"{base}{sign}{inside if plain else self.braced(inside)}"
        return self.atom(expr)

    def atom(self, expr: Expr) -> str:
        if isinstance(expr, log):
            name = self.one_of(r"\ln", r"\log") if self.latex else self.one_of("ln", "log", "np.log")
            return f"{name}{self.bracket(self.sum(expr.args[0]))}"
        if isinstance(expr, Ei):
            return (r"\operatorname{Ei}" if self.latex else "Ei") + self.bracket(self.sum(expr.args[0]))
        if isinstance(expr, Max):
            return ("\\" if self.latex else "") + f"max({', '.join(map(self.sum, expr.args))})"
        if isinstance(expr, Symbol):
            return self.letter(expr) if self.one_of(True, True, False) else self.bracket(self.letter(expr))
        return str(expr) if expr.is_Integer and expr >= 0 else self.bracket(self.sum(expr))

    def letter(self, symbol: Symbol) -> str:
        if self.latex:
            return str(symbol.tex) + " "
        names = [str(symbol), spelled(symbol), str(symbol).replace("_0", "₀")]
        taken = {str(s) for s in BOOK.letters}
        return self.one_of(*names, *([SHORT[symbol]] if symbol in SHORT and SHORT[symbol] not in taken else []))

    def bracket(self, text: str) -> str:
        if self.latex:
            return self.one_of(rf"\left({text}\right)", rf"\bigl[{text}\bigr]", f"({text})")
        return self.one_of(f"({text})", f"[{text}]", f"( {text} )")

    def braced(self, text: str) -> str:
        return f"{{{text}}}" if self.latex else self.one_of(f"({text})", f"{{{text}}}")


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
@STEADY
def test_a_right_answer_is_right_in_any_notation(name: str, data: st.DataObject) -> None:
    formula = formulas[name]
    text = Writer(data.draw).equation(formula.symbol, formula.expr)
    assert check(name, text).answer == "right", f"{text}: {check(name, text)}"


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
@STEADY
def test_a_wrong_answer_is_wrong_in_any_notation(name: str, data: st.DataObject) -> None:
    formula = formulas[name]
    changed = data.draw(st.sampled_from([2 * formula.expr, formula.expr + 1, 1 / (3 * formula.expr)]))
    text = Writer(data.draw).equation(formula.symbol, changed)
    assert check(name, text).answer == "wrong", f"{text}: {check(name, text)}"


PLAIN = [(name, answer) for name, answers in RIGHT.items() for answer in answers]
PLAIN += [(name, answer) for name, answer, _ in WRONG]
DRESSES: tuple[Callable[[str], str], ...] = (
    lambda text: f"**{text}**",
    lambda text: f"**Answer:** {text}",
    lambda text: f"### Solution\n\n$$\n{text.strip('$')}\n$$",
    lambda text: f"Therefore, {text}.",
    lambda text: f"> {text} ✓",
    lambda text: f"“**{text}**”",
    lambda text: text.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "()+*=[]"}),
    lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
    lambda text: text.replace(" = ", "\N{ZERO WIDTH SPACE} =\N{NO-BREAK SPACE}") + "\r\n",
)


@pytest.mark.parametrize("dress", DRESSES)
@given(st.sampled_from(PLAIN))
@STEADY
def test_how_an_answer_is_dressed_changes_nothing(dress: Callable[[str], str], asked: tuple[str, str]) -> None:
    name, answer = asked
    assert told(check(name, dress(answer))) == told(check(name, answer)), dress(answer)


def told(judgement: Judgement) -> tuple[str, tuple[str, ...]]:
    return judgement.answer, judgement.read_as
