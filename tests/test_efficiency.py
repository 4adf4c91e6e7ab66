"""Efficiency and burden, found again by recurrence and by counting."""

import pytest

import scaling_sym as ss


@pytest.mark.parametrize("gamma", [0.25, 0.5, 1.0, 2.0])
def test_efficiency_doubles_within_one_over_gamma(gamma):
    expected = 3.0
    for doublings in range(8):
        assert ss.logical_efficiency(doublings / gamma, 3.0, gamma) == pytest.approx(expected, rel=1e-14)
        assert ss.logical_efficiency(doublings / gamma, 3.0, -gamma) == pytest.approx(9.0 / expected, rel=1e-14)
        expected *= 2


def test_layers_multiply_and_their_rates_add():
    layers = [ss.logical_efficiency(3.0, 1.0, gamma) for gamma in (0.5, 0.3, -0.1)]
    assert layers[0] * layers[1] * layers[2] == pytest.approx(ss.logical_efficiency(3.0, 1.0, 0.7), rel=1e-14)


def test_burden_scales_out_of_the_law():
    run = ss.compute(7e9, 1.4e11)
    for scale in (0.5, 2.0, 1e3):
        assert ss.physical_burden(run, 1e11 * scale) == pytest.approx(ss.physical_burden(run, 1e11) / scale)
