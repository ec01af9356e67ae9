"""Says what a task returned, in words and bounded, whatever it is."""

from __future__ import absolute_import, division, print_function

_longest = 80
#: What may be meant by a result of these kinds.
_hints = {
    'NoneType': 'is a return missing?',
    'bool': 'write int(...)',
    'bytes': 'write its .decode()',
    'bytearray': 'write its .decode()',
    'generator': 'it has a yield; write sum(...) or another total of what it gives',
    'Decimal': 'write str(...) or float(...)',
    'Fraction': 'write str(...) or float(...)',
    'ndarray': 'write float(...) of its .sum()',
    'complex': 'write str(...) or abs(...)',
}


def told_result(value):
    try:
        text = repr(value)
    except Exception:  # more digits than Python writes, or a method of the user's that fails
        return 'a result of the kind %s that cannot be told as text' % type(value).__name__
    return text if len(text) <= _longest else text[:_longest] + '...'


def hint_for(value):
    """@returns '' or what to write in the script"""
    kind = type(value)
    hint = _hints.get(kind.__name__)
    if hint is None and kind.__module__ == 'numpy':
        hint = 'write %s(...)' % ('float' if kind.__name__.startswith('float') else 'int')
    return '; ' + hint if hint else ''
