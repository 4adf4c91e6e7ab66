"""What is known of each formula beforehand: how its value is found without its closed form, and what is true of it.

A route starts from the premises: sums become quadrature, optima constrained minimisation, inverses root finding. What
is known of the unknown is only between which bounds it lies, in logarithms where it spans decades. In truths, `F`
stands for the formula's own value; some hold only `where` a condition does.
"""

from __future__ import annotations

from . import allocation, efficiency, off_optimum, progress, scenarios, targets, tokens

SUBJECTS = (allocation, off_optimum, tokens, efficiency, progress, targets, scenarios)
KNOWLEDGE = {formula: known for subject in SUBJECTS for formula, known in subject.KNOWN.items()}
