"""Writes a number as JavaScript's String(number) does, so that the checksums of all languages can be compared."""

from __future__ import absolute_import, division, print_function

exact_to = 2 ** 53
smallest_normal = 2.0 ** -1022


def integer_text(value):
    # JavaScript's numbers are doubles: only the digits that tell one from its neighbours are written
    if -exact_to <= value <= exact_to:
        return '%d' % value
    try:
        return float_text(float(value))
    except OverflowError:
        # no double; Python refuses to write more than some thousand digits in decimal
        return '%x' % value


def float_text(value):
    """Follows ECMAScript's Number::toString (https://tc39.es/ecma262/#sec-numeric-types-number-tostring)."""
    if value != value:
        return 'NaN'
    if value in (float('inf'), float('-inf')):
        return 'Infinity' if value > 0 else '-Infinity'
    if value == 0:
        return '0'
    sign = '-' if value < 0 else ''
    digits, exponent = _shortest(abs(value))
    count = len(digits)
    point = exponent + 1  # digits before the decimal point
    if count <= point <= 21:
        return sign + digits + '0' * (point - count)
    if 0 < point <= 21:
        return sign + digits[:point] + '.' + digits[point:]
    if -6 < point <= 0:
        return sign + '0.' + '0' * -point + digits
    mantissa = digits if count == 1 else digits[0] + '.' + digits[1:]
    return '%s%se%+d' % (sign, mantissa, exponent)


def _shortest(value):
    """@returns the fewest digits that read back as the same double; not every Python's repr is the shortest"""
    # 15 digits always identify a double of full precision
    for decimals in range(14 if value >= smallest_normal else 0, 17):
        text = '%.*e' % (decimals, value)
        if float(text) == value:
            break
    mantissa, exponent = text.split('e')
    return mantissa.replace('.', '').rstrip('0'), int(exponent)
