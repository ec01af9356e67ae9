"""Starts the threads of a probe at the same moment, and waits for the last of them."""

from __future__ import absolute_import, division, print_function

import sys
import threading
from lockstep_trial.worker.gate import Gate
from lockstep_trial.system.python_name import Missing

#: The workers of these executors see one another's objects; locked-threads switches on a free-threaded build's lock.
_sharing = ('serial', 'threads', 'locked-threads')


def need_threads(request, probe):
    if request['executor'] not in _sharing:
        raise Missing('%s needs workers that share memory, as threads do; %s share none' % (probe, request['executor']))


def run_together(count, work):
    """Calls work(number) on `count` new threads; raises the first exception that one of them raised."""
    gate = Gate(count)
    ready = threading.Semaphore(0)
    errors = []

    def wait_and_work(number):
        try:
            ready.release()
            gate.wait(number)
            work(number)
        except BaseException:
            errors.append(sys.exc_info()[1])

    threads = [threading.Thread(target=wait_and_work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.daemon = True
        thread.start()
    for _ in threads:
        ready.acquire()
    gate.open()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
