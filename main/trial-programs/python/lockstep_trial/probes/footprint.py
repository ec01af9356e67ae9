"""Weighs the memory of workers that have started, done a little work, and wait."""

from __future__ import absolute_import, division, print_function

import os
import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.private_memory import memory_of
from lockstep_trial.probes.crew.probe_crew import ProbeCrew

#: Memory that is returned after start-up has been returned by then.
_settling_s = 0.15


def run(request, protocol):
    crew = ProbeCrew(request, protocol)
    try:
        _weigh(request['workers'], protocol, crew)
    finally:
        crew.end()


def _weigh(count, protocol, crew):
    time.sleep(_settling_s)
    before = memory_of([os.getpid()])
    started_us = now_us()
    workers = [crew.start('footprint_part.settle_in') for _ in range(count)]
    for worker in workers:
        worker.hear()
    pids = sorted(set([os.getpid()] + [worker.pid for worker in workers]))
    protocol.ready((now_us() - started_us) / 1e3, pids)
    time.sleep(_settling_s)
    after = memory_of(pids)
    protocol.fact('added-' + after.measure, after.bytes - before.bytes, 'bytes')
    if after.pss_bytes is not None and before.pss_bytes is not None:
        protocol.fact('added-pss', after.pss_bytes - before.pss_bytes, 'bytes')
    if after.swapped_bytes:
        protocol.fact('swapped', after.swapped_bytes, 'bytes')
