"""Every formula verified by seven witnesses, and the witnesses themselves put to the test.

`kinds` are the things that can be known of a formula beforehand, and `knowledge` holds them beside an independent route
to its value; what is known is mathematics and belongs to a book. `witnesses` judge by the `evidence`; `report` tells;
`mutants` makes wrong formulas, and `trial` puts them before the witnesses.
"""
