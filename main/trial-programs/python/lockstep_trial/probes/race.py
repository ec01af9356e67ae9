"""Counts the increments of a shared counter that are lost between threads."""

from __future__ import absolute_import, division, print_function

import threading
from lockstep_trial.crews.crew import set_switch_interval
from lockstep_trial.probes.parts.threads_at_once import need_threads, run_together

_laps = 4


class _Counter(object):
    def __init__(self):
        self.x = 0
        self.lock = threading.Lock()


def run(request, protocol):
    need_threads(request, 'race')
    set_switch_interval(request)
    increments, workers = request['size'], request['workers']
    protocol.fact('increments', increments)
    ways = (('read-call-write', _read_call_write), ('plain', _plain), ('protected', _protected))
    lost = dict((name, []) for name, _ in ways)
    for _ in range(_laps):
        for name, increment in ways:
            counter = _Counter()
            run_together(workers, lambda number: increment(counter, increments))
            lost[name].append(workers * increments - counter.x)
    for name, _ in ways:
        protocol.fact('lost-' + name, lost[name])


def _call():
    """At a call CPython checks whether another thread wants the lock: here, in the middle of an increment."""


def _read_call_write(c, increments):
    for _ in range(increments):
        v = c.x
        _call()
        c.x = v + 1


def _plain(c, increments):
    for _ in range(increments):
        c.x += 1


def _protected(c, increments):
    lock = c.lock
    for _ in range(increments):
        with lock:
            v = c.x
            _call()
            c.x = v + 1
