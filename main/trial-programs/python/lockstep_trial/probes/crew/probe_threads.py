"""A probe's worker that is a thread of this process."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.probes.crew.probe_worker import WorkerOnThread, play
from lockstep_trial.system.queues import Empty, Queue
from lockstep_trial.system.python_name import Missing


class ThreadWorker(WorkerOnThread):
    def __init__(self, number, part, order):
        ours, theirs = Queue(), Queue()
        line = _QueueLine(ours, theirs)
        WorkerOnThread.__init__(self, number, line, play, (part, _QueueLine(theirs, ours), order))

    def kill(self):
        raise Missing('Python has no way to end a thread by force')


class _QueueLine(object):
    def __init__(self, incoming, outgoing):
        self._incoming = incoming
        self._outgoing = outgoing

    def say(self, message):
        self._outgoing.put(message)

    def hear(self, within_s):
        try:
            return self._incoming.get(within_s > 0, within_s)
        except Empty:
            return None
