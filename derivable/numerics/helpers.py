"""The small functions that generated code for pasting carries with it, in each language."""

_NUMPY = {
    "growth": '''def growth(a, x):
    """(exp(a*x) - 1)/a, and x where a*x is 0."""
    z = a * x
    return numpy.where(z == 0, x, numpy.expm1(z) / numpy.where(z == 0, 1, a))


''',
    "exp2_minus_one": '''def exp2_minus_one(p):
    """2**p - 1."""
    return numpy.where(p < 1, numpy.expm1(p * numpy.log(2)), numpy.exp2(p) - 1)


''',
    "doubling": '''def doubling(a, x):
    """(2**(a*x) - 1)/(a*log(2)), and x where a*x is 0."""
    p = a * x
    return numpy.where(p == 0, x, exp2_minus_one(p) / (numpy.where(p == 0, 1, a) * numpy.log(2)))


''',
    "log_growth": '''def log_growth(a, v):
    """log(1 + a*v)/a, and v where a*v is 0."""
    y = a * v
    return numpy.where(y == 0, v, numpy.log1p(y) / numpy.where(y == 0, 1, a))


''',
    "power_of_one_plus": '''def power_of_one_plus(y, q):
    """(1 + y)**q."""
    return numpy.where(y < 1, numpy.exp(q * numpy.log1p(y)), (1 + y) ** q)


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
    return y


''',
}

_MPMATH = {
    "growth": '''def growth(a, x):
    """(exp(a*x) - 1)/a, and x where a is 0."""
    return mpmath.expm1(a * x) / a if a else x


''',
    "exp2_minus_one": '''def exp2_minus_one(p):
    """2**p - 1."""
    return mpmath.expm1(p * mpmath.log(2)) if p < 1 else mpmath.mpf(2) ** p - 1


''',
    "doubling": '''def doubling(a, x):
    """(2**(a*x) - 1)/(a*log(2)), and x where a is 0."""
    return exp2_minus_one(a * x) / (a * mpmath.log(2)) if a else x


''',
    "log_growth": '''def log_growth(a, v):
    """log(1 + a*v)/a, and v where a is 0."""
    return mpmath.log1p(a * v) / a if a else v


''',
    "power_of_one_plus": '''def power_of_one_plus(y, q):
    """(1 + y)**q."""
    return mpmath.exp(q * mpmath.log1p(y)) if y < 1 else (1 + y) ** q


''',
}

_C = {
    "growth": """/* (exp(a x) - 1)/a, and x where a x is 0 */
static double growth(double a, double x)
{
    const double z = a*x;
    return z == 0 ? x : expm1(z)/a;
}

""",
    "exp2_minus_one": """/* 2^p - 1 */
static double exp2_minus_one(double p)
{
    return p < 1 ? expm1(p*log(2)) : exp2(p) - 1;
}

""",
    "doubling": """/* (2^(a x) - 1)/(a log(2)), and x where a x is 0 */
static double doubling(double a, double x)
{
    const double p = a*x;
    return p == 0 ? x : exp2_minus_one(p)/(a*log(2));
}

""",
    "log_growth": """/* log(1 + a v)/a, and v where a v is 0 */
static double log_growth(double a, double v)
{
    const double y = a*v;
    return y == 0 ? v : log1p(y)/a;
}

""",
    "power_of_one_plus": """/* (1 + y)^q */
static double power_of_one_plus(double y, double q)
{
    return y < 1 ? exp(q*log1p(y)) : pow(1 + y, q);
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
        const double value = small ? y/2 + y*y/24 - y*y*y*y/2880 : fmax(y, 0) + log(d/a);
        const double slope = small ? 0.5 + y/12 : y > 0 ? 1/d - 1/a : 1/a - (1 - d)/d;
        y -= (value - s)/slope;
    }
    return y;
}

""",
}

_JAVASCRIPT = {
    "growth": """// (exp(a x) - 1)/a, and x where a x is 0
function growth(a, x) {
    const z = a*x;
    return z === 0 ? x : Math.expm1(z)/a;
}

""",
    "exp2_minus_one": """// 2^p - 1
function exp2_minus_one(p) {
    return p < 1 ? Math.expm1(p*Math.LN2) : 2**p - 1;
}

""",
    "doubling": """// (2^(a x) - 1)/(a log(2)), and x where a x is 0
function doubling(a, x) {
    const p = a*x;
    return p === 0 ? x : exp2_minus_one(p)/(a*Math.LN2);
}

""",
    "log_growth": """// log(1 + a v)/a, and v where a v is 0
function log_growth(a, v) {
    const y = a*v;
    return y === 0 ? v : Math.log1p(y)/a;
}

""",
    "power_of_one_plus": """// (1 + y)^q
function power_of_one_plus(y, q) {
    return y < 1 ? Math.exp(q*Math.log1p(y)) : (1 + y)**q;
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
    return y;
}

""",
}

HELPERS = {"numpy": _NUMPY, "mpmath": _MPMATH, "c": _C, "javascript": _JAVASCRIPT}
