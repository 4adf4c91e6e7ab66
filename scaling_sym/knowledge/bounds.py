"""What is known of an unknown is between which bounds it lies; and the two ways in which efficiency may go."""

from __future__ import annotations

from ..symbols import gamma

LOGARITHMS = (-2000.0, 4000.0)
GROWS, SHRINKS = gamma > 0, gamma < 0
