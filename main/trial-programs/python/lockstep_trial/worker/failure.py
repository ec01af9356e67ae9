"""Says what an error in a worker means for its trial."""

from __future__ import absolute_import, division, print_function

import os
import sys
from lockstep_trial.system.python_name import Missing
from lockstep_trial.worker.own_modules import files_in_the_way

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
    frames = _frames(trace)
    place = _place(error, frames, script)
    if _is_out_of_memory(kind, error):
        return failed('out-of-memory', u'ran out of memory: %s%s' % (kind.__name__, place))
    text = _text_of(error.msg if isinstance(error, SyntaxError) else error)
    in_the_way = files_in_the_way(script, [file for file, _ in frames]) if script else []
    return failed('crashed', u'threw %s%s%s%s%s' % (
        kind.__name__, u': ' + text if text else u'', place, _hint(text),
        u''.join(u"; Python took %s beside it for a module of its own" % _text_of(file) for file in in_the_way)))


def _hint(text):
    if 'cannot be called from a running event loop' in text:
        return u': write "async def run" and await in it'
    if 'attempted relative import' in text:
        return u': a script is run by itself, as "python3 FILE" does; import its package by name'
    return u''


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
        try:
            text = str(value)
        except UnicodeError:
            text = u'%s' % (value,)
    except Exception:
        text = object.__repr__(value)
    return text.decode('utf-8', 'replace') if isinstance(text, bytes) else text


def _frames(trace):
    """@returns file and line of each frame; the module traceback would look for the lines, and import more"""
    frames = []
    while trace is not None:
        frames.append((_text_of(trace.tb_frame.f_code.co_filename), trace.tb_lineno))
        trace = trace.tb_next
    return frames


def _place(error, frames, script):
    """@returns the innermost line of the user's script, or else of code that is not ours: " (mine.py:7)"."""
    if isinstance(error, SyntaxError) and error.filename:
        return _format_place(_text_of(error.filename), error.lineno)
    for file, line in reversed(frames):
        if file == script:
            return _format_place(file, line)
    for file, line in reversed(frames):
        if not os.path.abspath(file).startswith(_own_folder + os.sep):
            return _format_place(file, line)
    return ''


def _format_place(file, line):
    return u' (%s:%s)' % (os.path.basename(file), line)
