"""What a worker added to the memory in use, and what of that is left after its end.

In a Java machine garbage comes on top of what is held, and its memory stays with the machine once it has it: there the
heap is looked at, after a collection.
"""

from __future__ import absolute_import, division, print_function

import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.private_memory import memory_of
from lockstep_trial.system.python_name import is_jython

#: What a looping worker holds.
hold_bytes = 64 * 1024 * 1024
#: As long as it is waited for, before what is left is looked at.
give_up_s = 2
_look_every_s = 0.02
#: Of what a worker holds, at least this is to be seen in what it added.
_seen_share = 0.75
#: Of what was added: with less left there is nothing to wait for.
_as_good_as_back = 0.05


class MemoryChange(object):
    """@param pids: a function that answers the processes whose memory counts"""

    def __init__(self, pids):
        self._pids = pids
        self._before = self._use()
        self._added = None

    def grown(self, protocol):
        """The worker holds its memory."""
        self._added = self._since()
        if self._added['memory'] < _seen_share * hold_bytes:
            raise RuntimeError('a worker holds %d bytes, but what is in use grew by %d: this cannot be measured here'
                               % (hold_bytes, self._added['memory']))
        self._tell(protocol, 'added', self._added)
        protocol.fact('memory-measure', self._measure())

    def tell_left(self, protocol, name='left'):
        self._tell(protocol, name, self._since())

    def tell_left_after_end(self, protocol, name='left'):
        """Memory comes back some milliseconds after an end: waits for it, but not for longer than one gives up on it."""
        until_us = now_us() + give_up_s * 1e6
        while now_us() < until_us and not self._is_back():
            time.sleep(_look_every_s)
        self.tell_left(protocol, name)

    def _measure(self):
        return 'Java heap after a collection' if is_jython else memory_of(self._pids()).measure

    def _use(self):
        """Bytes by measure: 'memory' decides, and 'rss' is beside it where that is another one."""
        if is_jython:
            return {'memory': _java_heap_bytes()}
        use = memory_of(self._pids())
        # what was swapped out is held as well
        own_bytes = use.bytes + (use.swapped_bytes or 0)
        return {'memory': own_bytes} if use.measure == 'rss' else {'memory': own_bytes, 'rss': use.rss_bytes}

    def _since(self):
        return dict((measure, now - self._before[measure]) for measure, now in self._use().items())

    def _is_back(self):
        return all(left < _as_good_as_back * self._added[measure] for measure, left in self._since().items())

    def _tell(self, protocol, name, change):
        for measure in sorted(change):
            protocol.fact('%s-%s' % (measure, name), change[measure], 'bytes')


def _java_heap_bytes():
    from java.lang import Runtime
    machine = Runtime.getRuntime()
    machine.gc()
    return int(machine.totalMemory() - machine.freeMemory())
