#!/usr/bin/env python3
"""Prints the coefficients of the minimax polynomials in this folder. Needs mpmath.

The Remez algorithm finds the polynomial P of a degree with the smallest maximum of
|weight(x) (P(x) - f(x))| over an interval. The weights below turn the error of P into the relative
error of the function that is computed with it.
"""

import struct
from mpmath import cos, erf, erfc, exp, expm1, fabs, log, lu_solve, matrix, mp, mpf, nstr, pi, polyval, sin, sqrt

mp.dps = 50
POINTS = 3000
SINGLE, DOUBLE = "f32", "f64"


def remez(f, weight, low, high, degree):
    """Returns the coefficients of P, lowest power first, and the maximum of its weighted error."""
    # Chebyshev points are densest at the ends, where the error oscillates fastest.
    fractions = [(1 - cos(pi * i / (POINTS - 1))) / 2 for i in range(POINTS)]
    xs = [low + (high - low) * fraction for fraction in fractions]
    ys = [f(x) for x in xs]
    weights = [fabs(weight(x)) for x in xs]
    # The places where the error is to take its maximum, with alternating signs.
    peaks = [round(i * (POINTS - 1) / (degree + 1)) for i in range(degree + 2)]
    while True:
        # P(x) + sign level / weight(x) = f(x) in all of them.
        rows = [[xs[p] ** j for j in range(degree + 1)] + [(-1) ** i / weights[p]] for i, p in enumerate(peaks)]
        *coefficients, level = lu_solve(matrix(rows), matrix([ys[p] for p in peaks]))
        errors = [w * (polyval(coefficients[::-1], x) - y) for x, y, w in zip(xs, ys, weights)]
        largest = max(map(fabs, errors))
        if largest <= fabs(level) * mpf("1.000001"):
            return coefficients, largest
        # The largest errors of the runs of errors with one sign take the places.
        peaks = [0]
        for i, error in enumerate(errors):
            if error * errors[peaks[-1]] < 0:
                peaks.append(i)
            elif fabs(error) > fabs(errors[peaks[-1]]):
                peaks[-1] = i
        while len(peaks) > degree + 2:
            peaks.pop(0 if fabs(errors[peaks[0]]) < fabs(errors[peaks[-1]]) else -1)


def shortest(x, scalar):
    """Returns the shortest decimal number that reads back as the scalar nearest to x."""
    if scalar == DOUBLE:
        return repr(float(x))
    single = lambda y: struct.unpack("f", struct.pack("f", float(y)))[0]
    candidates = (f"{single(x):.{digits}g}" for digits in range(1, 10))
    return next(text for text in candidates if single(text) == single(x))


def show(name, scalar, f, weight, low, high, degree):
    coefficients, error = remez(f, weight, mpf(low), mpf(high), degree)
    print(f"{name} for {scalar}, with an error of 2^{nstr(log(error, 2), 4)}:")
    print(*(f"    {shortest(c, scalar)}," for c in coefficients), sep="\n")


# Where a weight or f is 0 / 0, a tiny number stands for 0.
TINY = "1e-12"

# exp.rs: e^r - 1 = r + r^2 P(r) for |r| up to ln(2) / 2.
half_ln_2 = log(mpf(2)) / 2
for scalar, degree in (SINGLE, 4), (DOUBLE, 9):
    f = lambda r: (expm1(r) - r) / r**2
    show("exp", scalar, f, lambda r: r**2 / expm1(r), -half_ln_2, half_ln_2, degree)

# exp.rs: e^r = 1 + r + r^2 Q(r) for |r| up to ln(2).
for scalar, degree in (SINGLE, 5), (DOUBLE, 11):
    f = lambda r: (expm1(r) - r) / r**2
    show("exp with an even n", scalar, f, lambda r: r**2 / exp(r), -2 * half_ln_2, 2 * half_ln_2, degree)

# ln.rs: ln(1 + s) - ln(1 - s) = 2 s + s z P(z) with z = s^2, where (1 + s) / (1 - s) is up to sqrt(2).
largest_s = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)
for scalar, degree in (SINGLE, 3), (DOUBLE, 6):
    f = lambda z: (log((1 + sqrt(z)) / (1 - sqrt(z))) / sqrt(z) - 2) / z
    show("ln", scalar, f, lambda z: z / 2, TINY, largest_s**2, degree)

# erf.rs: erf(x) = 1 - e^(-x (2 / sqrt(pi) + x P(x))) up to where that rounds to 1.
for scalar, one, degree in (SINGLE, 4, 7), (DOUBLE, 6, 19):
    f = lambda x: (-log(erfc(x)) / x - 2 / sqrt(pi)) / x
    show("erf", scalar, f, lambda x: x**2 * erfc(x) / erf(x), TINY, one, degree)

# sin_pi.rs: sin(pi s) = s (pi + z P(z)) with z = s^2, for |s| up to 1/2.
for scalar, degree in (SINGLE, 3), (DOUBLE, 7):
    f = lambda z: (sin(pi * sqrt(z)) / sqrt(z) - pi) / z
    show("sin_pi", scalar, f, lambda z: z * sqrt(z) / sin(pi * sqrt(z)), TINY, mpf(1) / 4, degree)
