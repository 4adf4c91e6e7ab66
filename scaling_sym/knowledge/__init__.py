"""What is known of each formula beforehand: how its value is found without its closed form, and what is true of it.

A route starts from the premises: sums become quadrature, optima constrained minimisation, inverses root finding. What
is known of the unknown is only between which bounds it lies, in logarithms where it spans decades. In truths, `F`
stands for the formula's own value; some hold only `where` a condition does.
"""

from __future__ import annotations

from . import allocation, efficiency, off_optimum, progress, targets, tokens

KNOWLEDGE = allocation.KNOWN | off_optimum.KNOWN | tokens.KNOWN | efficiency.KNOWN | progress.KNOWN | targets.KNOWN
