import inspect

import scaling_sym

ARGUMENTS = {
    "loss": "N, D, E, A, B, alpha, beta",
    "compute": "N, D, k",
    "optimal_parameters": "C, A, B, alpha, beta, k",
    "optimal_tokens": "C, A, B, alpha, beta, k",
    "kappa": "alpha, beta",
    "compute_coefficient": "A, B, alpha, beta, k",
    "compute_optimal_loss": "C, E, K, kappa",
    "logical_efficiency": "t, E_0, gamma",
    "physical_burden": "C, E_logical",
    "cumulative_compute": "t, C_0, gamma, tau",
    "compute_multiple": "t, gamma, tau",
    "relative_excess_loss": "t, kappa, gamma, tau",
    "required_compute": "L, E, K, kappa",
    "required_burden": "L, E, K, kappa, E_logical",
    "required_multiple": "X, kappa",
    "doublings_per_halving": "kappa",
    "time_to_target": "X, kappa, gamma, tau",
    "doublings_to_target": "X, kappa, gamma, tau",
    "required_doubling_rate": "X, kappa, t, tau",
}


def test_names_order_and_arguments_are_public():
    assert list(scaling_sym.formulas) == list(ARGUMENTS)
    for name, arguments in ARGUMENTS.items():
        assert ", ".join(inspect.signature(scaling_sym.formulas[name]).parameters) == arguments


def test_the_package_exports_each_formula(formula):
    assert getattr(scaling_sym, formula.name) is formula
    assert formula.name in scaling_sym.__all__


def test_the_catalog_cannot_be_changed():
    assert not hasattr(scaling_sym.formulas, "__setitem__")
