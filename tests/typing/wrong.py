# pyright: strict
"""What a user should not write: type checkers must see each of these."""

import scaling_sym as ss


def wrong() -> None:
    ss.kappa(alpha=0.34, gamma=0.28)  # wrong
    ss.kappa(0.34)  # wrong
    ss.compute(70e9, 1.4e12, 6.0, 1.0)  # wrong
    ss.kapa(0.34, 0.28)  # wrong
    ss.judge("kappa", "a/2", where="b = a")  # wrong
    ss.kappa.expression()  # wrong
