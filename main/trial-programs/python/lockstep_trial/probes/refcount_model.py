"""A model of reference counts without protection; Node's refcount-model.ts describes it.

Under the interpreter lock of CPython 3.10 and later no other thread runs between the read and the write of a plain `+= 1`,
and none between those of CPython's own counts.
"""

from __future__ import absolute_import, division, print_function

import threading
from lockstep_trial.crews.crew import set_switch_interval
from lockstep_trial.probes.parts.threads_at_once import need_threads, run_together

_laps = 4
_objects = 256
#: Each worker has so many variables that refer to an object.
_variables = 128


class _Pool(object):
    """Each object has one reference that is held from the first moment to the last."""

    def __init__(self):
        self.counts = [1] * _objects
        self.freed = [False] * _objects
        self.lock = threading.Lock()

    def outcome(self):
        """@returns how many were freed while the first reference held them, and how many no reference keeps alive"""
        early = self.freed.count(True)
        kept = sum(1 for count, freed in zip(self.counts, self.freed) if not freed and count - 1 > 0)
        return early, kept


def run(request, protocol):
    need_threads(request, 'refcount-model')
    set_switch_interval(request)
    protocol.fact('objects', _objects)
    for suffix, use in (('', _use_unprotected), ('-protected', _use_protected)):
        outcomes = []
        for lap in range(_laps):
            pool = _Pool()
            seed = request['seed'] + lap * request['workers']
            run_together(request['workers'], lambda number: use(pool, request['size'], seed + number))
            outcomes.append(pool.outcome())
        protocol.fact('freed-in-use' + suffix, [freed for freed, _ in outcomes])
        protocol.fact('never-freed' + suffix, [kept for _, kept in outcomes])


def _next_random(seed):
    """It is a function so that CPython may switch threads between two changes of a count (POSIX's example of rand)."""
    return (seed * 1103515245 + 12345) & 0x7fffffff


def _use_unprotected(pool, steps, seed):
    counts, freed = pool.counts, pool.freed
    variables = [None] * _variables
    for step in range(steps + _variables):
        seed = _next_random(seed)
        variable = (seed >> 4) % _variables if step < steps else step - steps
        old, new = variables[variable], (seed >> 12) % _objects if step < steps else None
        if old is not None and not freed[old]:
            left = counts[old] = counts[old] - 1
            if left == 0:
                freed[old] = True
        if new is not None and not freed[new]:
            counts[new] += 1
        variables[variable] = new


def _use_protected(pool, steps, seed):
    counts, freed, lock = pool.counts, pool.freed, pool.lock
    variables = [None] * _variables
    for step in range(steps + _variables):
        seed = _next_random(seed)
        variable = (seed >> 4) % _variables if step < steps else step - steps
        old, new = variables[variable], (seed >> 12) % _objects if step < steps else None
        if old is not None and not freed[old]:
            with lock:
                left = counts[old] = counts[old] - 1
            if left == 0:
                freed[old] = True
        if new is not None and not freed[new]:
            with lock:
                counts[new] += 1
        variables[variable] = new
