"""The student's bench: an answer is read without being evaluated, judged, and told where it goes wrong.

`tokens`, `vocabulary`, `building` and `reading` read; `measured`, `values`, `proof` and `comparison` compare, within a
`budget` of work; `trials` and `slips` explain; `answers`, `steps` and `judge` judge an answer or a whole derivation.
"""
