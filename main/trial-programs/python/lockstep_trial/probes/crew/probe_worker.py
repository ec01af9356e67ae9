"""The workers of a probe, alike whether they are threads, processes or interpreters.

Each plays a part: a function `name(channel, order)` of a module in lockstep_trial.probes.parts, named "module.name", which may
go on for as long as messages come. Messages are what JSON can hold; a thread is given the very object.
"""

from __future__ import absolute_import, division, print_function

import importlib
from lockstep_trial.worker.failure import CrewFailure, describe_failure
from lockstep_trial.system.python_name import Missing

_patience_s = 40


class ProbeWorker(object):
    """One worker, as the probe sees it. A kind of worker gives it a line, and says how it is ended."""

    def __init__(self, number, line):
        self.number = number
        self._line = line

    @property
    def pid(self):
        """Of the process in which it runs."""
        raise NotImplementedError

    def say(self, message):
        self._line.say(message)

    def hear(self, within_s=_patience_s):
        """The next message. @raises CrewFailure where it failed or ended, RuntimeError where none came in time"""
        message = self.hear_if_any(within_s)
        if message is None:
            raise RuntimeError('worker %d of the probe said nothing for %d s' % (self.number + 1, within_s))
        return message

    def hear_if_any(self, within_s):
        """None where nothing came in time."""
        answer = self._line.hear(within_s)
        if answer is None:
            return None
        if 'failed' in answer:
            raise CrewFailure(self.number, answer['failed'])
        return answer['said']

    def kill(self):
        """Ends it by force. @raises Missing where there is no way to"""
        raise NotImplementedError

    def ended(self, within_s):
        """Whether it ended in that time."""
        raise NotImplementedError


class Channel(object):
    """The same line, as the worker sees it."""

    def __init__(self, line):
        #: For a part that hands it on to a process of its own.
        self.line = line

    def say(self, message):
        self.line.say({'said': message})

    def hear(self, within_s):
        """None where nothing came in time. @raises EOFError where nobody is left to speak"""
        return self.line.hear(within_s)


def play(part, line, order):
    """The life of a worker. What it throws is told to the probe."""
    try:
        module, name = part.split('.')
        getattr(importlib.import_module('lockstep_trial.probes.parts.' + module), name)(Channel(line), order)
    except EOFError:
        pass  # the probe is gone
    except BaseException:
        failure = describe_failure()
        try:
            line.say({'failed': failure})
        except (IOError, OSError):
            pass  # nobody hears it any more
