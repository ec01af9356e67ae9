"""The descriptors that the lab gave a program to speak through."""

from __future__ import absolute_import, division, print_function

import os

# a user's script may replace them
_fstat = os.fstat if hasattr(os, 'fstat') else None
_getpid = os.getpid


class OwnProcess(object):
    """A task may fork and not end its child, which then goes on as if it were the trial."""

    def __init__(self):
        self._pid = _getpid()

    def is_ours(self):
        return _getpid() == self._pid

    def forked_failure(self):
        return {'type': 'failed', 'outcome': 'crashed', 'message':
                u'a task forked, and its child went on as if it were the task: let it end (os._exit)'}


class OwnDescriptor(object):
    """A workload may close descriptors that it did not open, as programs do that go into the background, and its next file
    then has the number of the closed one.
    """

    def __init__(self, descriptor):
        self._descriptor = descriptor
        self._file = _file_at(descriptor)

    def is_ours(self):
        return self._file is not None and _file_at(self._descriptor) == self._file

    def closed_text(self):
        return (u'the program closed the lab\u2019s channel, descriptor %d, so that nothing can be measured: '
                u'let it close only what it opened' % self._descriptor)


def _file_at(descriptor):
    """@returns which file it is; None if it is closed"""
    try:
        found = _fstat(descriptor)
    except OSError:
        return None
    return found.st_dev, found.st_ino
