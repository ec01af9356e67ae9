"""Computes one task's share of the checksum, as experiments/core/numbers/checksum.ts does."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.number_text import float_text, integer_text

_unicode = type(u'')
_integers = (int,) if str is _unicode else (int, eval('long'))


def is_result(value):
    """@returns whether it is an int, a float or a string; a bool is an int in Python, but not in the other languages"""
    return isinstance(value, (str, _unicode, float) + _integers) and not isinstance(value, bool)


def checksum_of_task(task, result):
    """Computes FNV-1a, 32 bits, over UTF-16 code units, low byte first (http://www.isthe.com/chongo/tech/comp/fnv/)."""
    value = 0x811c9dc5
    for byte in bytearray(_utf16(u'%d:%s' % (task, _text(result)))):
        value = ((value ^ byte) * 0x01000193) & 0xffffffff
    return value


def add_checksums(a, b):
    return (a + b) & 0xffffffff


def format_checksum(checksum):
    return '%08x' % checksum


def _text(result):
    if isinstance(result, float):
        return float_text(result)
    if isinstance(result, _integers):
        return integer_text(result)
    return result if isinstance(result, _unicode) else result.decode('utf-8', 'replace')


def _utf16(text):
    try:
        return text.encode('utf-16-le')
    except UnicodeEncodeError:
        return text.encode('utf-16-le', 'surrogatepass')  # JavaScript's strings may hold half a pair
