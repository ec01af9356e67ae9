"""The workers of a probe are used alike whether they are threads, processes or interpreters.

Each worker plays a part: a function `name(channel, order)` of a module in lockstep_trial.probes.parts, which is named
"module.name" and may go on for as long as messages come. Messages are JSON values; a thread receives the object itself.
"""

from __future__ import absolute_import, division, print_function

import importlib
import os
import threading
from lockstep_trial.worker.failure import CrewFailure, describe_failure
from lockstep_trial.system.python_name import Missing

_patience_s = 40


class ProbeWorker(object):
    """The probe's side of one worker. Each kind of worker passes a line, and implements how it is ended."""

    def __init__(self, number, line):
        self.number = number
        self._line = line

    @property
    def pid(self):
        """@returns the pid of the process in which it runs"""
        raise NotImplementedError

    def say(self, message):
        self._line.say(message)

    def hear(self, within_s=_patience_s):
        """@returns the next message @raises CrewFailure if it failed or ended, RuntimeError if none came in time"""
        message = self.hear_if_any(within_s)
        if message is None:
            raise RuntimeError('worker %d of the probe said nothing for %d s' % (self.number + 1, within_s))
        return message

    def hear_if_any(self, within_s):
        """@returns None if nothing came in time"""
        answer = self._line.hear(within_s)
        if answer is None:
            return None
        if 'failed' in answer:
            raise CrewFailure(self.number, answer['failed'])
        return answer['said']

    def kill(self):
        """Ends it by force. @raises Missing if there is no way to do so"""
        raise NotImplementedError

    def ended(self, within_s):
        """@returns whether it ended in that time"""
        raise NotImplementedError


class WorkerOnThread(ProbeWorker):
    """A worker that ends when a thread of this process does."""

    def __init__(self, number, line, target, arguments):
        ProbeWorker.__init__(self, number, line)
        self.thread = threading.Thread(target=target, args=arguments)
        self.thread.daemon = True
        self.thread.start()

    @property
    def pid(self):
        return os.getpid()

    def ended(self, within_s):
        self.thread.join(within_s)
        return not self.thread.is_alive()


class Channel(object):
    """The worker's side of the same line."""

    def __init__(self, line):
        #: A part may pass it on to a process of its own.
        self.line = line

    def say(self, message):
        self.line.say({'said': message})

    def hear(self, within_s):
        """@returns None if nothing came in time @raises EOFError if the probe is gone"""
        return self.line.hear(within_s)


def play(part, line, order):
    """Runs a worker from its start to its end, and reports its failure to the probe."""
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
            pass  # the probe is gone
