"""The start gate of threads has one lock for each worker; the coordinator releases them all in one go.

Releasing a lock does not give up the interpreter lock, but writing into a pipe does: with a pipe for each worker the first
one could hold the interpreter for a whole switch interval before the second is released.
"""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.python_name import is_jython


def _closed_lock():
    if is_jython:
        # only the thread that took Jython's own lock can release it
        from java.util.concurrent import Semaphore
        return Semaphore(0)
    from threading import Lock
    lock = Lock()
    lock.acquire()
    return lock


class Gate(object):
    def __init__(self, workers):
        #: The time at which the next lap starts.
        self.start_us = 0
        self._locks = [_closed_lock() for _ in range(workers)]

    def wait(self, worker):
        self._locks[worker].acquire()

    def open(self):
        for lock in self._locks:
            lock.release()
