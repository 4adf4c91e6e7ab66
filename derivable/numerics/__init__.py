"""From an expression to numbers: rewritten so that nothing cancels, printed as code, run on floats and on arrays.

`special` and `stable` rewrite, `code` and `inplace` print, `kernels` hold the functions that the code calls, `domains`
check arguments, `vectorised` runs over NumPy arrays and `anyarray` over all others, `sources` prints for pasting.
"""
