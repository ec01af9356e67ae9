"""Says what an error in a worker means for its trial."""

from __future__ import absolute_import, division, print_function

import os
import sys
import traceback
from lockstep_trial.system.python_name import Missing

_own_folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_longest = 500


class WrongResult(Exception):
    """The results of a task cannot be trusted."""


class CrewFailure(Exception):
    """A worker cannot go on: the trial ends with this failure."""

    def __init__(self, worker, failure):
        Exception.__init__(self, failure['message'])
        self.failure = dict(failure, message='worker %d: %s' % (worker + 1, failure['message']))


def failed(outcome, message):
    return {'type': 'failed', 'outcome': outcome, 'message': ' '.join(message.split())[:_longest]}


def describe_failure(script=None):
    """Describes the exception that is being handled. @param script: a line of this file is named if there is one"""
    kind, error, trace = sys.exc_info()
    if isinstance(error, CrewFailure):
        return error.failure
    if isinstance(error, WrongResult):
        return failed('wrong-result', _text_of(error))
    if isinstance(error, Missing):
        return failed('crashed', _text_of(error))
    if isinstance(error, SystemExit):
        return failed('crashed', _describe_exit(error.code))
    place = _place(error, trace, script)
    if _is_out_of_memory(kind, error):
        return failed('out-of-memory', u'ran out of memory: %s%s' % (kind.__name__, place))
    text = _text_of(error.msg if isinstance(error, SyntaxError) else error)
    return failed('crashed', u'threw %s%s%s' % (kind.__name__, u': ' + text if text else u'', place))


def _is_out_of_memory(kind, error):
    if isinstance(error, MemoryError) or kind.__name__ == 'OutOfMemoryError':
        return True
    # Jython's bytearray asks for half as much again as it needs, and from 1.4 GB on the number overflows
    return kind.__name__ == 'NegativeArraySizeException' and \
        error.getStackTrace()[0].getClassName().startswith('org.python.core.')


def _describe_exit(code):
    if code is None or isinstance(code, int):
        return 'ended with exit code %d' % (code or 0)
    return u'ended with exit code 1: %s' % _text_of(code)


def _text_of(value):
    """Never fails, although Python 2's texts may be bytes and an error of a user's may be unprintable."""
    try:
        text = str(value)
    except UnicodeError:
        text = u'%s' % (value,)
    except Exception:
        text = object.__repr__(value)
    return text.decode('utf-8', 'replace') if isinstance(text, bytes) else text


def _place(error, trace, script):
    """@returns the innermost line of the user's script, or else of code that is not ours: " (mine.py:7)"."""
    if isinstance(error, SyntaxError) and error.filename:
        return _format_place(_text_of(error.filename), error.lineno)
    frames = [(_text_of(frame[0]), frame[1]) for frame in traceback.extract_tb(trace)] if trace is not None else []
    for file, line in reversed(frames):
        if file == script:
            return _format_place(file, line)
    for file, line in reversed(frames):
        if not os.path.abspath(file).startswith(_own_folder + os.sep):
            return _format_place(file, line)
    return _format_place(*frames[-1]) if frames else ''


def _format_place(file, line):
    return u' (%s:%s)' % (os.path.basename(file), line)
