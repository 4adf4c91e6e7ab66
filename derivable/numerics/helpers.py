"""The small functions that generated code for pasting carries with it, in each language.

Next to 0 a product counts as 0: what is left out there is less than a double can hold.
"""

from .nodes import NODES, WEIGHTS


def _with_rule(definition: str) -> str:
    """A definition with Gauss and Legendre's rule in it, four numbers a line."""
    for name, numbers in (("NODES", NODES), ("WEIGHTS", WEIGHTS)):
        lines = [", ".join(map(repr, numbers[at : at + 4])) for at in range(0, len(numbers), 4)]
        definition = definition.replace(name, f",\n{' ' * 8}".join(lines))
    return definition


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
    "slowed_growth": _with_rule(
        '''def slowed_growth(b, x, c):
    """c times the integral of exp(b*(1 - exp(-y))) over y from 0 to x, by a rule and a series."""
    nodes = [
        NODES,
    ]
    weights = [
        WEIGHTS,
    ]
    up = b > 0
    dead = numpy.log(numpy.maximum(abs(b), numpy.e))
    after = x > dead
    end = numpy.where(after, dead, x)
    r = numpy.where(up, b * numpy.exp(-end), b)
    sign = numpy.where(up, 1.0, -1.0)
    reach = sign * numpy.log1p(sign * 40 / numpy.maximum(abs(r), numpy.where(up, 0.25, 41.0)))
    reach = sign * numpy.minimum(end, reach)
    value = 0
    for z, weight in zip(nodes, weights):
        for part in ((1 - z) / 2, (1 + z) / 2):
            value = value + weight * part * numpy.exp(-r * numpy.expm1(reach * part**2))
    left, p, q = x - end, 1.0, 1.0
    for k in range(1, 19):
        p, q = p * -b * numpy.exp(-end) / k, q * -b * numpy.exp(-x) / k
        left = left + (p - q) / k
    value = sign * reach * value + numpy.where(after, numpy.exp(r) * left, 0 * x)
    h = numpy.exp(numpy.where(up, -b * numpy.expm1(-end) / 2, 0.0))
    return h * (c * value) * h


'''
    ),
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
    "slowed_growth": _with_rule(
        '''def slowed_growth(b, x, c):
    """c times the integral of exp(b*(1 - exp(-y))) over y from 0 to x, by a rule and a series."""
    nodes = [
        NODES,
    ]
    weights = [
        WEIGHTS,
    ]
    up = b > 0
    dead = math.log(max(abs(b), math.e))
    end = min(x, dead)
    r = b * math.exp(-end) if up else b
    sign = 1 if up else -1
    reach = sign * math.log1p(sign * 40 / max(abs(r), 0.25 if up else 41))
    reach = sign * min(end, reach)
    value = 0.0
    for z, weight in zip(nodes, weights):
        for part in ((1 - z) / 2, (1 + z) / 2):
            value += weight * part * math.exp(-r * math.expm1(reach * part**2))
    value *= sign * reach
    if x > dead:
        left, p, q = x - end, 1.0, 1.0
        for k in range(1, 19):
            p, q = p * -b * math.exp(-end) / k, q * -b * math.exp(-x) / k
            left += (p - q) / k
        value += math.exp(r) * left
    h = math.exp(-b * math.expm1(-end) / 2) if up else 1.0
    return h * (c * value) * h


'''
    ),
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
    "slowed_growth": '''def slowed_growth(b, x, c):
    """c times the integral of exp(b*(1 - exp(-y))) over y from 0 to x, by the exponential integral."""
    if mpmath.isnan(b * x * c) or not b * x:
        return c * x + 0 * b
    with mpmath.extraprec(60 + max(0, -mpmath.mag(x))):
        return c * mpmath.exp(b) * (mpmath.ei(-b) - mpmath.ei(-b * mpmath.exp(-x)))


''',
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
    "slowed_growth": _with_rule(
        """/* c times the integral of exp(b (1 - exp(-y))) over y from 0 to x, by a rule and a series */
static double slowed_growth(double b, double x, double c)
{
    static const double nodes[] = {
        NODES
    }, weights[] = {
        WEIGHTS
    };
    const int up = b > 0;
    const double dead = log(fabs(b) > exp(1) ? fabs(b) : exp(1)), end = x > dead ? dead : x;
    const double r = up ? b*exp(-end) : b, sign = up ? 1 : -1, least = up ? 0.25 : 41;
    const double limit = sign*log1p(sign*40/(fabs(r) > least ? fabs(r) : least));
    const double reach = sign*(limit < end ? limit : end), h = up ? exp(-b*expm1(-end)/2) : 1;
    double value = 0;
    for (int i = 0; i < 18; i++) {
        const double near = (1 - nodes[i])/2, far = (1 + nodes[i])/2;
        value += weights[i]*(near*exp(-r*expm1(reach*near*near)) + far*exp(-r*expm1(reach*far*far)));
    }
    value *= sign*reach;
    if (x > dead) {
        double left = x - end, p = 1, q = 1;
        for (int k = 1; k < 19; k++) {
            p *= -b*exp(-end)/k;
            q *= -b*exp(-x)/k;
            left += (p - q)/k;
        }
        value += exp(r)*left;
    }
    return h*(c*value)*h;
}
"""
    ),
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
    "slowed_growth": _with_rule(
        """# c times the integral of exp(b (1 - exp(-y))) over y from 0 to x, by a rule and a series
function slowed_growth(b, x, c)
    nodes = [
        NODES
    ]
    weights = [
        WEIGHTS
    ]
    up = b > 0
    dead = log(max(abs(b), exp(1)))
    last = min(x, dead)
    r = up ? b * exp(-last) : b
    sign = up ? 1 : -1
    reach = sign * log1p(sign * 40 / max(abs(r), up ? 0.25 : 41.0))
    reach = sign * min(last, reach)
    value = 0.0
    for (z, weight) in zip(nodes, weights), part in ((1 - z) / 2, (1 + z) / 2)
        value += weight * part * exp(-r * expm1(reach * part^2))
    end
    value *= sign * reach
    if x > dead
        left, p, q = x - last, 1.0, 1.0
        for k in 1:18
            p *= -b * exp(-last) / k
            q *= -b * exp(-x) / k
            left += (p - q) / k
        end
        value += exp(r) * left
    end
    h = up ? exp(-b * expm1(-last) / 2) : 1.0
    return h * (c * value) * h
end

"""
    ),
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
    "slowed_growth": _with_rule(
        """# c times the integral of exp(b (1 - exp(-y))) over y from 0 to x, by a rule and a series
slowed_growth <- function(b, x, c) {
    nodes <- base::c(
        NODES
    )
    weights <- base::c(
        WEIGHTS
    )
    b <- b + 0 * x
    up <- b > 0
    dead <- log(pmax(abs(b), exp(1)))
    end <- pmin(x, dead)
    r <- ifelse(up, b * exp(-end), b)
    sign <- ifelse(up, 1, -1)
    reach <- sign * log1p(sign * 40 / pmax(abs(r), ifelse(up, 0.25, 41)))
    reach <- sign * pmin(end, reach)
    value <- 0
    for (i in 1:18) {
        for (part in base::c(1 - nodes[i], 1 + nodes[i]) / 2) {
            value <- value + weights[i] * part * exp(-r * expm1(reach * part^2))
        }
    }
    left <- x - end
    p <- q <- 1
    for (k in 1:18) {
        p <- p * -b * exp(-end) / k
        q <- q * -b * exp(-x) / k
        left <- left + (p - q) / k
    }
    value <- sign * reach * value + ifelse(x > dead, exp(r) * left, 0)
    h <- ifelse(up, exp(-b * expm1(-end) / 2), 1)
    h * (c * value) * h
}

"""
    ),
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
    "slowed_growth": _with_rule(
        """// c times the integral of exp(b (1 - exp(-y))) over y from 0 to x, by a rule and a series
function slowed_growth(b, x, c) {
    const nodes = [
        NODES
    ], weights = [
        WEIGHTS
    ];
    const up = b > 0, dead = Math.log(Math.max(Math.abs(b), Math.E)), end = Math.min(x, dead);
    const r = up ? b*Math.exp(-end) : b, sign = up ? 1 : -1;
    const limit = sign*Math.log1p(sign*40/Math.max(Math.abs(r), up ? 0.25 : 41));
    const reach = sign*Math.min(end, limit), h = up ? Math.exp(-b*Math.expm1(-end)/2) : 1;
    let value = 0;
    nodes.forEach((z, i) => [(1 - z)/2, (1 + z)/2].forEach(part => {
        value += weights[i]*part*Math.exp(-r*Math.expm1(reach*part*part));
    }));
    value *= sign*reach;
    if (x > dead) {
        let left = x - end, p = 1, q = 1;
        for (let k = 1; k < 19; k++) {
            p *= -b*Math.exp(-end)/k;
            q *= -b*Math.exp(-x)/k;
            left += (p - q)/k;
        }
        value += Math.exp(r)*left;
    }
    return h*(c*value)*h;
}

"""
    ),
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
