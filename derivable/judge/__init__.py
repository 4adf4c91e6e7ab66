"""The student's bench: an answer is read without being evaluated, judged, and told where it goes wrong.

`statements` takes an answer apart; `tokens`, `vocabulary`, `parts`, `building` and `reading` read its statements, and
`understanding` says how. `measured`, `values`, `proof` and `comparison` compare, within a `budget` of work; `world`
and `solutions` know what follows from what; `trials`, `slips` and `hints` explain; `answers`, `steps` and `judge` judge
an answer or a whole derivation.
"""
