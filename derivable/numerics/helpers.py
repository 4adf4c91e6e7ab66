"""The small functions that generated code for pasting carries with it, in each language.

Next to 0 a product counts as 0: what is left out there is less than a double can hold.
"""

_NUMPY = {
    "growth": '''def growth(a, x):
    """(exp(a*x) - 1)/a, and x where a*x is next to 0."""
    z = a * x
    small = abs(z) < 1e-280
    return numpy.where(small, x, numpy.expm1(z) / numpy.where(small, 1, a))


''',
    "log_growth": '''def log_growth(a, v):
    """log(1 + a*v)/a, v where a*v is next to 0, and infinite where a*v <= -1: v is never reached."""
    y = a * v
    small = abs(y) < 1e-280
    return numpy.where(y <= -1, numpy.inf, numpy.where(small, v, numpy.log1p(y) / numpy.where(small, 1, a)))


''',
    "log_exprel_inverse": '''def log_exprel_inverse(s):
    """The y with log((exp(y) - 1)/y) = s, by Newton's method."""
    w = numpy.expm1(abs(s))
    y = numpy.where(s < 0, 1 / (1 + w) - 1 - w, s + numpy.log1p(2 * abs(s)))
    for _ in range(8):
        small = abs(y) < 0.01
        a = numpy.where(small, 1, abs(y))
        d = -numpy.expm1(-a)
        value = numpy.where(small, y / 2 + y**2 / 24 - y**4 / 2880, numpy.maximum(y, 0) + numpy.log(d / a))
        slope = numpy.where(small, 1 / 2 + y / 12, numpy.where(y > 0, 1 / d - 1 / a, 1 / a - (1 - d) / d))
        y = y - (value - s) / slope
    return numpy.where(abs(s) == numpy.inf, s, y)


''',
}

_MATH = {
    "growth": '''def growth(a, x):
    """(exp(a*x) - 1)/a, and x where a*x is next to 0."""
    z = a * x
    return x if abs(z) < 1e-280 else math.expm1(z) / a


''',
    "log_growth": '''def log_growth(a, v):
    """log(1 + a*v)/a, v where a*v is next to 0, and infinite where a*v <= -1: v is never reached."""
    y = a * v
    if y <= -1:
        return math.inf
    return v if abs(y) < 1e-280 else math.log1p(y) / a


''',
    "logaddexp": '''def logaddexp(a, b):
    """log(exp(a) + exp(b))."""
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))


''',
    "Max": '''def larger(a, b):
    """The larger of two numbers; not a number if one of them is none."""
    return a if a >= b or a != a else b


''',
    "log_exprel_inverse": '''def log_exprel_inverse(s):
    """The y with log((exp(y) - 1)/y) = s, by Newton's method."""
    if abs(s) == math.inf:
        return s
    w = math.expm1(min(abs(s), 700.0))
    y = 1 / (1 + w) - 1 - w if s < 0 else s + math.log1p(2 * abs(s))
    for _ in range(8):
        small = abs(y) < 0.01
        a = 1.0 if small else abs(y)
        d = -math.expm1(-a)
        value = y / 2 + y**2 / 24 - y**4 / 2880 if small else (y if y > 0 else 0.0) + math.log(d / a)
        slope = 1 / 2 + y / 12 if small else 1 / d - 1 / a if y > 0 else 1 / a - (1 - d) / d
        y = y - (value - s) / slope
    return y


''',
}

_MPMATH = {
    "growth": '''def growth(a, x):
    """(exp(a*x) - 1)/a, and x where a is 0."""
    return mpmath.expm1(a * x) / a if a else x


''',
    "log_growth": '''def log_growth(a, v):
    """log(1 + a*v)/a, v where a is 0, and infinite where a*v <= -1: v is never reached."""
    if a * v <= -1:
        return mpmath.inf
    return mpmath.log1p(a * v) / a if a else v


''',
    "log_exprel_inverse": '''def log_exprel_inverse(s):
    """The y with log((exp(y) - 1)/y) = s, from Lambert's W."""
    if s == 0 or not mpmath.isfinite(s):
        return s
    q = mpmath.exp(-s)
    return mpmath.re(-mpmath.lambertw(-q * mpmath.exp(-q), -1 if s > 0 else 0) - q)


''',
    "Max": _MATH["Max"],
}


def _once(name: str, definition: str) -> str:
    """A definition in C that may stand in a file several times."""
    return f"#ifndef HAS_{name.upper()}\n#define HAS_{name.upper()}\n{definition}#endif\n\n"


_C = {
    "growth": """/* (exp(a x) - 1)/a, and x where a x is next to 0 */
static double growth(double a, double x)
{
    const double z = a*x;
    return fabs(z) < 1e-280 ? x : expm1(z)/a;
}
""",
    "log_growth": """/* log(1 + a v)/a, v where a v is next to 0, and infinite where a v <= -1: v is never reached */
static double log_growth(double a, double v)
{
    const double y = a*v;
    return y <= -1 ? HUGE_VAL : fabs(y) < 1e-280 ? v : log1p(y)/a;
}
""",
    "logaddexp": """/* log(exp(a) + exp(b)) */
static double logaddexp(double a, double b)
{
    return (a > b ? a : b) + log1p(exp(-fabs(a - b)));
}
""",
    "Max": """/* the larger of two numbers; not a number if one of them is none */
static double larger(double a, double b)
{
    return a >= b || a != a ? a : b;
}
""",
    "log_exprel_inverse": """/* the y with log((exp(y) - 1)/y) = s, by Newton's method */
static double log_exprel_inverse(double s)
{
    const double w = expm1(fabs(s));
    double y = s < 0 ? 1/(1 + w) - 1 - w : s + log1p(2*fabs(s));
    for (int i = 0; i < 8; i++) {
        const int small = fabs(y) < 0.01;
        const double a = small ? 1 : fabs(y), d = -expm1(-a);
        const double value = small ? y/2 + y*y/24 - y*y*y*y/2880 : (y > 0 ? y : 0) + log(d/a);
        const double slope = small ? 0.5 + y/12 : y > 0 ? 1/d - 1/a : 1/a - (1 - d)/d;
        y -= (value - s)/slope;
    }
    return fabs(s) == HUGE_VAL ? s : y;
}
""",
}

_JULIA = {
    "growth": """# (exp(a x) - 1)/a, and x where a x is next to 0
function growth(a, x)
    z = a * x
    return abs(z) < 1e-280 ? x : expm1(z) / a
end

""",
    "log_growth": """# log(1 + a v)/a, v where a v is next to 0, and infinite where a v <= -1: v is never reached
function log_growth(a, v)
    y = a * v
    if y <= -1
        return Inf
    end
    return abs(y) < 1e-280 ? v : log1p(y) / a
end

""",
    "logaddexp": """# log(exp(a) + exp(b))
function logaddexp(a, b)
    return max(a, b) + log1p(exp(-abs(a - b)))
end

""",
    "log_exprel_inverse": """# the y with log((exp(y) - 1)/y) = s, by Newton's method
function log_exprel_inverse(s)
    if isinf(s)
        return s
    end
    w = expm1(abs(s))
    y = s < 0 ? 1 / (1 + w) - 1 - w : s + log1p(2 * abs(s))
    for _ in 1:8
        small = abs(y) < 0.01
        a = small ? 1.0 : abs(y)
        d = -expm1(-a)
        value = small ? y / 2 + y^2 / 24 - y^4 / 2880 : max(y, 0.0) + log(d / a)
        slope = small ? 1 / 2 + y / 12 : y > 0 ? 1 / d - 1 / a : 1 / a - (1 - d) / d
        y = y - (value - s) / slope
    end
    return y
end

""",
}

CHOOSE_IN_R = """# ifelse, of the length of the longest of its arguments
choose <- function(condition, yes, no) {
    ifelse(condition & (yes == no | TRUE), yes, no)
}

"""

_R = {
    "growth": """# (exp(a x) - 1)/a, and x where a x is next to 0
growth <- function(a, x) {
    z <- a * x
    ifelse(abs(z) < 1e-280, x, expm1(z) / a)
}

""",
    "log_growth": """# log(1 + a v)/a, v where a v is next to 0, and infinite where a v <= -1: v is never reached
log_growth <- function(a, v) {
    y <- a * v
    ifelse(abs(y) < 1e-280, v, log1p(pmax(y, -1)) / a)
}

""",
    "logaddexp": """# log(exp(a) + exp(b))
logaddexp <- function(a, b) {
    pmax(a, b) + log1p(exp(-abs(a - b)))
}

""",
    "log_exprel_inverse": """# the y with log((exp(y) - 1)/y) = s, by Newton's method
log_exprel_inverse <- function(s) {
    w <- expm1(abs(s))
    y <- ifelse(s < 0, 1 / (1 + w) - 1 - w, s + log1p(2 * abs(s)))
    for (i in 1:8) {
        small <- abs(y) < 0.01
        a <- ifelse(small, 1, abs(y))
        d <- -expm1(-a)
        value <- ifelse(small, y / 2 + y^2 / 24 - y^4 / 2880, pmax(y, 0) + log(d / a))
        slope <- ifelse(small, 1 / 2 + y / 12, ifelse(y > 0, 1 / d - 1 / a, 1 / a - (1 - d) / d))
        y <- y - (value - s) / slope
    }
    ifelse(abs(s) == Inf, s, y)
}

""",
}

_JAVASCRIPT = {
    "growth": """// (exp(a x) - 1)/a, and x where a x is next to 0
function growth(a, x) {
    const z = a*x;
    return Math.abs(z) < 1e-280 ? x : Math.expm1(z)/a;
}

""",
    "log_growth": """// log(1 + a v)/a, v where a v is next to 0, and infinite where a v <= -1: v is never reached
function log_growth(a, v) {
    const y = a*v;
    return y <= -1 ? Infinity : Math.abs(y) < 1e-280 ? v : Math.log1p(y)/a;
}

""",
    "logaddexp": """// log(exp(a) + exp(b))
function logaddexp(a, b) {
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

""",
    "log_exprel_inverse": """// the y with log((exp(y) - 1)/y) = s, by Newton's method
function log_exprel_inverse(s) {
    const w = Math.expm1(Math.abs(s));
    let y = s < 0 ? 1/(1 + w) - 1 - w : s + Math.log1p(2*Math.abs(s));
    for (let i = 0; i < 8; i++) {
        const small = Math.abs(y) < 0.01, a = small ? 1 : Math.abs(y), d = -Math.expm1(-a);
        const value = small ? y/2 + y*y/24 - y*y*y*y/2880 : Math.max(y, 0) + Math.log(d/a);
        const slope = small ? 0.5 + y/12 : y > 0 ? 1/d - 1/a : 1/a - (1 - d)/d;
        y -= (value - s)/slope;
    }
    return Math.abs(s) === Infinity ? s : y;
}

""",
}

HELPERS = {
    "numpy": _NUMPY,
    "math": _MATH,
    "mpmath": _MPMATH,
    "c": {name: _once(name, definition) for name, definition in _C.items()},
    "julia": _JULIA,
    "r": _R,
    "javascript": _JAVASCRIPT,
}
