"""A probe's worker that is a thread of this process."""

from __future__ import absolute_import, division, print_function

import os
import threading
from lockstep_trial.probes.crew.probe_worker import ProbeWorker, play
from lockstep_trial.system.queues import Empty, Queue
from lockstep_trial.system.python_name import Missing


class ThreadWorker(ProbeWorker):
    def __init__(self, number, part, order):
        ours, theirs = Queue(), Queue()
        ProbeWorker.__init__(self, number, _QueueLine(ours, theirs))
        self.thread = threading.Thread(target=play, args=(part, _QueueLine(theirs, ours), order))
        self.thread.daemon = True
        self.thread.start()

    @property
    def pid(self):
        return os.getpid()

    def kill(self):
        raise Missing('Python has no way to end a thread by force')

    def ended(self, within_s):
        self.thread.join(within_s)
        return not self.thread.is_alive()


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
