"""The value of an expression in real numbers of two kinds, to many digits and in balls that are proved to hold it.

`reals` says what a kind of number must offer, `digits` and `balls` are two, and `walk` evaluates an expression in any.
"""
