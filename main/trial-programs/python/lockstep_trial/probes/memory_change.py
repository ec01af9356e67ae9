"""Measures how much memory a worker adds, and how much of that is left after its end.

A Java machine keeps the memory that it once has, and its heap also holds garbage: there the heap is measured after a
collection.
"""

from __future__ import absolute_import, division, print_function

import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.private_memory import memory_of
from lockstep_trial.system.python_name import is_jython

#: The memory that a looping worker holds.
hold_bytes = 64 * 1024 * 1024
#: The time to wait for memory to be returned.
give_up_s = 2
_look_every_s = 0.02
#: At least this share of what a worker holds must be visible in what it added.
_seen_share = 0.75
#: If less than this share of what was added is left, there is nothing to wait for.
_as_good_as_back = 0.05


class MemoryChange(object):
    """@param pids: a function that returns the processes whose memory counts"""

    def __init__(self, pids):
        self._pids = pids
        self._before = self._use()
        self._added = None

    def grown(self, protocol):
        """Call it when the worker holds its memory."""
        self._added = self._since()
        if self._added['memory'] < _seen_share * hold_bytes:
            raise RuntimeError('a worker holds %d bytes, but what is in use grew by %d: this cannot be measured here'
                               % (hold_bytes, self._added['memory']))
        self._report(protocol, 'added', self._added)
        protocol.fact('memory-measure', self._measure())

    def report_left(self, protocol, name='left'):
        self._report(protocol, name, self._since())

    def report_left_after_end(self, protocol, name='left'):
        """Waits for the memory to be returned, which takes some milliseconds, but at most give_up_s."""
        until_us = now_us() + give_up_s * 1e6
        while now_us() < until_us and not self._is_back():
            time.sleep(_look_every_s)
        self.report_left(protocol, name)

    def _measure(self):
        return 'Java heap after a collection' if is_jython else memory_of(self._pids()).measure

    def _use(self):
        """@returns bytes by measure: 'memory', which decides, and 'rss' if that is another measure"""
        if is_jython:
            return {'memory': _java_heap_bytes()}
        use = memory_of(self._pids())
        # memory that was swapped out is held too
        own_bytes = use.bytes + (use.swapped_bytes or 0)
        return {'memory': own_bytes} if use.measure == 'rss' else {'memory': own_bytes, 'rss': use.rss_bytes}

    def _since(self):
        return dict((measure, now - self._before[measure]) for measure, now in self._use().items())

    def _is_back(self):
        return all(left < _as_good_as_back * self._added[measure] for measure, left in self._since().items())

    def _report(self, protocol, name, change):
        for measure in sorted(change):
            protocol.fact('%s-%s' % (measure, name), change[measure], 'bytes')


def _java_heap_bytes():
    from java.lang import Runtime
    machine = Runtime.getRuntime()
    machine.gc()
    return int(machine.totalMemory() - machine.freeMemory())
