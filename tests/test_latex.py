import pytest
from sympy import Function, LambertW, Rational, Symbol, exp, latex, log, sin, symbols

import scaling_sym as ss
from derivable.latex import tex, unit_tex
from derivable.letters import Letter
from scaling_sym.symbols import P_T, C, D, E, K, L, N, X, alpha, beta, gamma, k, kappa, t

r, x = symbols("r x", positive=True)


@pytest.mark.parametrize(
    ("expr", "written"),
    [
        (L - E, r"L - E"),
        (k * N * D, r"k N D"),
        (1 / kappa, r"\frac{1}{\kappa}"),
        (X ** (-1 / kappa), r"X^{- 1 / \kappa}"),
        (K * C**-kappa, r"K C^{- \kappa}"),
        (alpha * beta / (alpha + beta), r"\frac{\alpha \beta}{\alpha + \beta}"),
        (x ** (alpha / (alpha + beta)), r"x^{\alpha / \left(\alpha + \beta\right)}"),
        (x ** (-alpha * beta / (alpha + beta)), r"x^{- \alpha \beta / \left(\alpha + \beta\right)}"),
        (2 ** (gamma * t) - 1, r"2^{\gamma t} - 1"),
        (log(2) * gamma, r"\gamma \ln 2"),
        (log(x), r"\ln{\left(x \right)}"),
        (exp(-1 / r), r"e^{- 1 / r}"),
        (exp(x) ** 2 * 1, r"e^{2 x}"),
        (x ** Rational(1, 2), r"\sqrt{x}"),
        (LambertW(x), r"W_{0}\left(x\right)"),
        (LambertW(x, -1), r"W_{-1}\left(x\right)"),
        (P_T, r"P_{T}"),
        (Function("D_eff")(x), r"D_{\mathrm{eff}}{\left(x \right)}"),
        (sin(x), r"\sin{\left(x \right)}"),
        (Symbol("z"), "z"),
    ],
)
def test_spelling(expr, written):
    assert tex(expr) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("E_logical", r"E_{\mathrm{logical}}"),
        ("logical", r"\mathrm{logical}"),
        ("total_abs", r"\mathrm{total}_{\mathrm{abs}}"),
        ("what", r"\mathrm{what}"),
        ("Lambda", r"\Lambda"),
        ("Omega_0", r"\Omega_{0}"),
        ("Alpha", r"\mathrm{Alpha}"),
        ("x12", "x_{12}"),
        ("n_a_b", "n_{a b}"),
        ("ε", "ε"),
    ],
)
def test_nothing_is_taken_off_a_name(name, written):
    for symbol in (Letter(name), Symbol(name)):
        assert tex(symbol) == written
    assert Letter(name)._repr_latex_() == rf"$\displaystyle {written}$"  # as a notebook asks for it


def test_what_is_shown_is_read_back(formula):
    for shown in (tex(formula.expr), latex(formula.expr), tex(formula.equation)):
        assert ss.judge(formula, shown), shown


def test_units_on_one_line():
    assert unit_tex(k.unit) == r"\mathrm{FLOP} / \mathrm{token}"


def test_every_argument_of_a_formula_stands_in_its_equation(formula):
    shown = formula._repr_mimebundle_()["text/latex"]
    for symbol in formula.args:
        assert tex(symbol) in shown
