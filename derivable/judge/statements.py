r"""From a text as people write it to its statements: one equation or formula each, in order.

Around and between the formulas of an answer stand words, arrows, numbers of steps, remarks and the dress of LaTeX.
They say how the statements hang together, and are taken away here; what is left is read by `reading`. What is
ambiguous is left in, to be refused there by name. Nothing here knows a letter of any book.

>>> statements(r"Let s = a + b. \\ Hence \boxed{\kappa = ab/s} \quad (1)")
['s = a + b', '\\kappa = ab/s']
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..letters import GREEK
from .building import FUNCTIONS
from .tokens import WIDE, Refused

_OPEN, _CLOSE = "([{", ")]}"
_MASK = "\0"

# What dresses a formula and says nothing of it.
_ROW_GAP = re.compile(r"\\\\\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|baselineskip)\s*\]")
_CONTINUED = re.compile(r"(?<!\\)\\[ \t]*\n")
_THIN = re.compile(r"(?<!\\)\\[,;:!> ]")
_WIDE = re.compile(r"\\(?:q?quad|hfill|hspace\*?\{[^{}]*\})(?![A-Za-z])")
_ENVIRONMENT = re.compile(
    r"\\(?:begin\s*\{(?:array|alignat|alignedat)\*?\}(?:\[\w\])?\{[^{}]*\}|(?:begin|end)\s*\{(?:aligned|align|split|gather"
    r"|gathered|multline|equation|eqnarray|displaymath|math|flalign|proof|array|alignat|alignedat)\*?\}(?:\[\w\])?)"
)
_CASES = re.compile(r"\\begin\s*\{d?cases\}(.*?)\\end\s*\{d?cases\}", re.DOTALL)
_NOTES = re.compile(
    r"\\(?:label|tag\*?|ref|eqref)\s*\{[^{}]*\}|\\(?:notag|nonumber|qed|qedhere|blacksquare|square|Box|strut|mathstrut"
    r"|displaystyle|centering|noindent)(?![A-Za-z])|[∎■□◻▪◼✓✔✅☑]|\b(?:QED|Q\.E\.D\.|q\.e\.d\.)"
)
_BOLD = re.compile(r"(?<![^\s>:])(\*\*|__)(?=[^\s*])(.*?[^\s*])\1(?=[\s.,:;!?]|\Z)")
_CODE = re.compile(
    r"^\s*(?:def\s+\w+\s*\([^()\n]*\)\s*(?:->\s*\w+\s*)?:\s*(?:return\b)?|return\b|(?:import|from)\s+\w.*)|\blambda\s+\w[\w\s,]*:",
    re.MULTILINE,
)
_ASSIGNED = re.compile(r"^(\s*\w+\s*)<-(?=\s)", re.MULTILINE)  # as in R
_DELIMITER = re.compile(r"\$+|(?<!\\)\\[()\[\]]|`+")
_EQUALS = re.compile(
    r":=|=:|={2,3}|[≡≔≜≝]|\\(?:coloneqq|coloneq|triangleq|equiv|doteq|eqqcolon|eqdef)(?![A-Za-z])"
    r"|\\(?:overset|stackrel)\s*\{[^{}]*\}\s*\{\s*=\s*\}"
)
_UNWRAPPED = ("boxed", "fbox", "underline", "ensuremath", "displaystyle", "mbox")
_PROSE_COMMANDS = re.compile(
    r"(?<![_^{])\\(?:text|textrm|textit|textbf|mathrm|mbox|intertext|shortintertext)\s*\{([^{}]*)\}"
)
_COMMENT = re.compile(r"(?<!\\)[#%].*|\s//\s.*|\s--+\s+(?=[A-Za-z]{3}).*|\s(?:←|<-|<--)\s.*")

# What separates statements.
_ARROW = (
    r"⇒|⟹|⟺|⇔|→|⟶|↔|∴|∵|<=>|=+>|--?>|\\(?:Rightarrow|implies|iff|Leftrightarrow|Longrightarrow"
    r"|Longleftrightarrow|to|rightarrow|longrightarrow|leadsto|therefore|because)(?![A-Za-z])"
)
_SEPARATOR = re.compile(rf"\n|;|\\\\|\\newline|{_ARROW}")
_NUMBERED = re.compile(
    r"\A\s*(?:(?:step|line|part|eq(?:uation)?)\.?\s*\(?\d{1,2}\)?\s*[:.)]?\s+|\d{1,2}\s*[.)]\s+)(?=\S)", re.IGNORECASE
)
_COLON = re.compile(r":")
_SENTENCE = re.compile(r",|\.(?=\s)")
_LABELLED = re.compile(r"\A\s*\((?:\d{1,2}|[a-h]|[ivx]+)\)\s+(?=\S)|\A\s*(?:[a-h]|[ivx]+)\)\s+(?=\S)")
_BULLET = re.compile(r"\A\s*[-+*•–▪◦>]\s+(?=\S)")
_SURE_BULLET = re.compile(r"\A\s*(?:[•▪◦]\s*|>\s+)(?=\S)")
_CONTINUES = re.compile(r"\s*(?:[*/^·×÷{]|\\(?:cdot|times|div)(?![A-Za-z]))")
_CONTINUES_SUM = re.compile(r"\s*[-+−–]")
_UNFINISHED = re.compile(r"(?:[-+*/^=·×÷−(]|\\(?:cdot|times|div))\s*$")
_LONE = re.compile(r"\s*\\?[A-Za-zα-ωΓΔΘΛΞΠΣΦΨΩ]\w*(?:[_^]\S+)?\s*(?:\(.*\))?\s*")
_BESIDE = re.compile(r"(\s)(?=[(\[][^\s])[(\[](.*)[)\]]\s*$")
_CALLED = re.compile(r"\w\([^()]*\)")  # what a function is taken of are letters, and no words
_ANSWER = re.compile(r"\A\s*(?:(?:the|my|final)\s+)*(?:ans|answer|result|solution)\s*(?==)", re.IGNORECASE)
_INEQUALITY = re.compile(r"[<>≤≥≠∈]|\\(?:in|ge|geq|le|leq|ne|neq|lt|gt|geqslant|leqslant)(?![A-Za-z])")

# Words.
_LABEL = re.compile(r"\A\s*([A-Za-z][A-Za-zα-ω ’',-]*?)\s*:\s*(?=\S)")
_ALONE = re.compile(r"\s*[A-Za-z][a-z]{3,}\s*")
_OTHER_THAN = re.compile(
    r"\A\W*(?:the\s+)?(?:exponent|power|coefficient|prefactor|numerator|denominator|base|logarithm|log|square|root|inverse"
    r"|reciprocal|derivative|slope|sign|limit)s?\s+of\b[^:=]*[:=]",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\\\w^])(?:i\.e\.|e\.g\.|[A-Za-z][A-Za-z’'-]*[A-Za-z]|[A-Za-z])(?![\w(^'′])")
_SHORT, _BEGINNING, _CONDITIONAL, _REMARKING, _PROSE = (
    frozenset(words.split())
    for words in (
        "a an as at by in is it of on or so to we be if do no i us",
        "so we if by as in or on",
        "if when for whenever assuming provided assume case",
        "where with since because by using as from valid here follows on",
        """
        about above after again all also and ans answer any are assume assuming because becomes before below between
        both but call need cancel cancelling case check clearly collect collecting combine combining compare
        comparing conclude consider constant constraint define defined definition denote directly divide
        dividing e.g. each either eliminate eliminating equal equals equate equation every exactly expand
        expanding exponent exponents factor final finally find finding first follow following follows for form
        formula from gather get gets getting given gives giving hand have hence here hint i.e. ie if implies
        implying insert inserting into invert inverting it's its just law left let logarithm logarithms logs mean
        meaning means method more multiply multiplying must namely next note notice noting now obtain obtained
        obtaining once only other our out plug plugging positive power powers proof provided put putting raise
        raising rearrange rearranged rearranging recall remember replace replacing respectively result right
        root same second set setting show shows side sides similarly simplifies simplify simplifying since
        solution solve solved solves solving some square start starting statement step steps substitute
        substituting substitution such take taken taking term terms than that the their then think there therefore
        these they this thus together turns two under use used using valid value values we've when whence
        whenever where which while will with without write writing yield yielding yields
        day days flop flops hour hours joule joules month months nats seconds token tokens units year years
        """,
    )
)
_IS = frozenset(("is", "equals", "is equal to", "becomes", "which is", "that is", "gives"))
_JOINING = frozenset(("so", "or"))
_NO_WORDS = frozenset(GREEK.values()) | frozenset(FUNCTIONS) | {"opt", "logical", "min", "max"}
_NOT_ITSELF = "{spot} speaks of a part of a quantity, or of what is made of it: write an equation, as x = -1/2."
_ABOUT = ("∝", "≈", "∼", r"\propto", r"\approx", r"\sim")
_SPECIAL_CASE = (
    "this speaks of a special case: what is judged is the general formula, unless the case is given with the question."
)


def statements(text: str) -> list[str]:
    """The statements of a text, in order; the text itself where there is none to be found in it."""
    plain = _undressed(text)
    lines = [line for line in _split(plain, _SEPARATOR) if line.strip(" \t\r.,:&")]
    lines = _unnumbered([_COMMENT.sub("", line) for line in lines])
    found = [one for line in _joined(lines) for one in _cleaned(line)]
    if not found:
        return [text]
    return [_ANSWER.sub("", found[0]).lstrip("= "), *found[1:]]


def _undressed(text: str) -> str:
    """Without what only sets it: delimiters, environments, numbers of equations, colours and boxes."""
    text = _BOLD.sub(r" \2 ", _unquoted(text.translate(WIDE))).strip()
    text = _CODE.sub(" ", _unquoted(text))
    text = _ASSIGNED.sub(r"\1=", text)
    text = "\n".join(_COMMENT.sub("", line) for line in text.split("\n"))
    text = _ROW_GAP.sub(r"\\\\ ", _CONTINUED.sub(" ", text))
    text = _THIN.sub(" ", _WIDE.sub("   ", _DELIMITER.sub(" ", text)))
    text = _CASES.sub(_system, _ENVIRONMENT.sub("\n", text))
    text = _EQUALS.sub("=", _NOTES.sub(" ", text))
    for command in _UNWRAPPED:
        text = _unwrapped(text, command)
    return _PROSE_COMMANDS.sub(_words, text)


def _unquoted(text: str) -> str:
    text = re.sub(r"\A```\w*\n|\n?```\Z", "", text.strip())
    while len(text) > 1 and text[0] in "`\"'“”„‘’«»" and text[-1] in "`\"'“”„‘’«»":
        text = text[1:-1].strip()
    return text


def _system(match: re.Match[str]) -> str:
    """Cases that are a system of equations are lines; those with conditions are one formula."""
    rows = match.group(1).replace("&=", "=").replace("& =", "=")
    if "&" in rows:
        return rf"\begin{{cases}}{match.group(1)}\end{{cases}}"
    return f"\n{rows}\n"


def _unwrapped(text: str, command: str) -> str:
    """Without a command around something, and without its braces."""
    pattern = re.compile(rf"\\{command}\s*\{{")
    while match := pattern.search(text):
        depth, place = 1, match.end()
        while place < len(text) and depth:
            depth += (text[place] == "{") - (text[place] == "}")
            place += 1
        if depth:
            break
        text = f"{text[: match.start()]} {text[match.end() : place - 1]} {text[place:]}"
    return text


def _words(match: re.Match[str]) -> str:
    """Prose that LaTeX sets as text, as text; a name stays a name."""
    inside = match.group(1)
    words = inside.strip(" .,:").lower().split()
    known = any(word in _PROSE or word in _CONDITIONAL or word in _SHORT for word in words)
    return f" {inside} " if known or len(words) > 1 else match.group()


def _masked(text: str) -> str:
    """The text with all that stands in brackets, or among cases, blotted out; as it is where brackets do not match."""
    hidden: list[str] = []
    depth = 0
    for place, character in enumerate(text):
        if text.startswith((r"\begin{cases}", r"\end{cases}"), place):
            depth += 1 if text.startswith(r"\begin", place) else -1
        depth -= character in _CLOSE
        hidden.append(character if depth <= 0 or character in "&" else _MASK)
        depth += character in _OPEN
        if depth < 0:
            return text
    return text if depth else "".join(hidden)


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """The text cut wherever the separator stands outside of all brackets."""
    places = [match.span() for match in separator.finditer(_masked(text))]
    starts = [0, *(stop for _, stop in places)]
    stops = [*(start for start, _ in places), len(text)]
    return [text[start:stop] for start, stop in zip(starts, stops, strict=True)]


def _unnumbered(lines: list[str]) -> list[str]:
    """Without numbers of steps and bullets."""
    lines = [_SURE_BULLET.sub("", line) for line in lines]
    for label, sure in ((_NUMBERED, False), (_LABELLED, True), (_BULLET, True)):
        several = len(lines) > 1 and all(label.match(line) for line in lines)
        if several or not sure:
            lines = [label.sub("", line, count=1) if several or "=" in line else line for line in lines]
    return lines


def _joined(lines: list[str]) -> list[str]:
    """Lines that go on where the one before left off are put to it; a left side alone, before its equals sign."""
    found: list[str] = []
    for line in lines:
        line = line if r"\begin" in line else line.replace("&", " ")
        before = found[-1] if found else ""
        goes_on = before and (
            _CONTINUES.match(line)
            or _UNFINISHED.search(before)
            or (_CONTINUES_SUM.match(line) and "=" not in line)
            or (line.lstrip().startswith("=") and _LONE.fullmatch(before))
        )
        found[-1:] = [f"{before} {line}"] if goes_on else [*found[-1:], line]
    return found


def _cleaned(line: str) -> list[str]:
    """The statements of a line, without words, remarks and conditions."""
    found = []
    for clause in _clauses(_without_remark(line.strip())):
        for piece in _between_words(clause):
            found += _between_commas(piece)
    bare = [one.strip(" \t\r.,:!?") for one in found]
    return [_with_equals(one) for one in bare if one]


def _clauses(line: str) -> list[str]:
    """A line without a label of words, cut at a colon between equations; sentences that state no equation are left out.

    What speaks of an exponent of a quantity, say, is not taken for the quantity.
    """
    if match := _OTHER_THAN.match(line):
        raise Refused(_NOT_ITSELF.format(spot=f"“{match.group().strip(' :=')}”"))
    label = _LABEL.match(line)
    states = label and (_equates(line[label.end() :]) or any(sign in line for sign in _ABOUT))
    if label and states and not set(label.group(1).lower().split()) & _CONDITIONAL:
        line = line[label.end() :]
    parts = _split(line, _COLON)
    clauses = parts if len(parts) > 1 and all(map(_equates, parts)) else [line]
    return [one for clause in clauses for one in _stating(clause)]


def _stating(clause: str) -> list[str]:
    """A clause without the sentences in it that say something in words alone, where others state an equation."""
    sentences = _split(clause, _SENTENCE)
    stating = [one for one in sentences if not _is_sentence(one)]
    return [", ".join(stating)] if any(map(_equates, stating)) and len(stating) < len(sentences) else [clause]


def _is_sentence(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(_masked(text)) if word not in _NO_WORDS]
    several = sum(len(word) > 3 for word in words) > 1
    says = _equates(text) or set(words) & _CONDITIONAL or _INEQUALITY.search(text)
    return bool(several or _ALONE.fullmatch(text)) and not says


def _without_remark(line: str) -> str:
    """Without a remark, a condition or a number in brackets at the end of a line."""
    masked = _masked(line.rstrip(" .,"))
    opening = max((masked.rfind(f" {bracket}") for bracket in "(["), default=-1)
    if opening <= 0 or masked[-1:] not in ")]" or masked[opening + 2 :].strip(_MASK) not in (")", "]"):
        return line
    inside, before = line[opening + 2 :].rstrip(" .,)]"), line[:opening]
    words = {word.lower() for word in _WORD.findall(_CALLED.sub("", line[opening + 2 :]))} | {inside.lower()}
    number = re.fullmatch(r"\*+|\d{1,2}[a-z]?|[ivx]+", inside) and before.endswith(" ")
    remark = words & _PROSE or _INEQUALITY.search(inside) or number
    return before if remark and not _UNFINISHED.search(before) else line


def _between_words(line: str) -> list[str]:
    """What stands between the words of a line; a condition that is no equation is left out with its words."""
    runs = [*_runs(line), (len(line), len(line))]
    pieces = [line[: runs[0][0]].strip()]
    for (start, stop), (following, _) in pairwise(runs):
        words = re.sub(r"[\s,.:]+", " ", line[start:stop]).strip().lower()
        ahead = line[stop:following].strip()
        before = pieces[-1].strip(" ,.:")
        if set(words.split()) & _CONDITIONAL:
            condition, comma, rest = ahead.partition(",") if following == len(line) and not before else (ahead, "", "")
            if _equates(condition):
                raise Refused(_SPECIAL_CASE)
            pieces.append(rest if comma else "")
        elif words in _IS and before and not _equates(before):
            pieces[-1] = f"{before} = {ahead}"
        elif set(words.split()) & _REMARKING and before and not _equates(ahead):
            pieces.append("")
        elif before and ahead.strip(" ,.:") and not _equates(ahead):
            return [line]
        else:
            pieces.append(ahead)
    return [piece for piece in pieces if piece.strip(" ,.:")]


def _runs(line: str) -> list[tuple[int, int]]:
    """Where the words of a line stand, as runs of them."""
    words = [match for match in _WORD.finditer(_masked(line)) if match.group() not in _NO_WORDS]
    groups: list[list[re.Match[str]]] = []
    for word in words:
        gap = line[groups[-1][-1].end() : word.start()] if groups else "none"
        if groups and not gap.strip(" ,.:-"):
            groups[-1].append(word)
        else:
            groups.append([word])
    runs = []
    for group in groups:
        plain = [word.group().lower() for word in group]
        while group and not _is_prose(plain[0], plain, line, group[0]):
            group, plain = group[1:], plain[1:]
        while group and not _is_prose(plain[-1], plain, line, group[-1]):
            group, plain = group[:-1], plain[:-1]
        if group and not (len(group) == 1 and _is_letter(line, group[0])):
            runs.append((group[0].start(), group[-1].end()))
    return runs


def _is_letter(line: str, word: re.Match[str]) -> bool:
    """Whether a single word stands among signs as a letter does: it is one of the author's own."""
    before, after = line[: word.start()].rstrip(" &")[-1:], line[word.end() :].lstrip(" &")[:1]
    return before in tuple("=+-*/^") or after in tuple("=+-*/^_")


def _is_prose(word: str, run: list[str], line: str, place: re.Match[str]) -> bool:
    if word in _PROSE:
        return True
    if word in _SHORT:
        begins = line[: place.start()].rstrip()[-1:] in ",.:" and word in _BEGINNING and line[place.end() :][:1] == " "
        among = any(other in _PROSE or other == "is" for other in run) and not (word in "ai" and word == run[-1])
        joins = word in _JOINING and _equates(line[: place.start()]) and _equates(line[place.end() :])
        return (begins and len(word) > 1) or among or joins or word == "is"
    spelled = len(word) > 3 and word.isalpha()
    beside = any(other in _PROSE or (other in _SHORT and len(other) > 1) for other in run)
    return spelled and (beside or line[place.end() :].lstrip().startswith(":"))


def _equates(text: str) -> bool:
    """Whether an equals sign stands in it, outside of brackets."""
    return "=" in re.sub(r"[<>]=", "", _masked(text))


def _between_commas(line: str) -> list[str]:
    """Equations between commas; conditions after one are left out."""
    first, *rest = _split(line, re.compile(","))
    found, pending = [first], []
    for piece in rest:
        pending.append(piece)
        if _INEQUALITY.search(_masked(piece)):
            pending = []
        elif _equates(piece) and len(pending) == 1 and (_equates(found[-1]) or _defines(piece)):
            found.append(piece)
            pending = []
    if pending and ",".join(pending).strip():
        return [line]
    return found


def _defines(text: str) -> bool:
    """Whether a letter stands alone on the left of an equation."""
    return bool(_LONE.fullmatch(text.partition("=")[0]))


def _with_equals(line: str) -> str:
    """A name and a colon before a formula as the left side of an equation."""
    masked = _masked(line)
    name, colon, formula = line.partition(":")
    if colon and masked.find(":") == len(name) and _LONE.fullmatch(name) and not _equates(formula):
        return f"{name.strip()} = {formula.strip()}"
    if colon and masked.find(":") == len(name) and re.fullmatch(r"[A-Za-z][A-Za-z ’'-]*", name.strip()):
        return formula.strip()
    return line
