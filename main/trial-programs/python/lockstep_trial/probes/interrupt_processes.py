"""Interrupts and kills an endless loop in a process, beside others that go on to their end."""

from __future__ import absolute_import, division, print_function

import os
import signal
import sys
from lockstep_trial.system.clock import now_us
from lockstep_trial.probes.memory_change import MemoryChange, hold_bytes
from lockstep_trial.probes.parts.steady_work import expected_result

#: A signal has its effect within this time, or none at all.
_patience_s = 10


def find_out(request, protocol, crew):
    started_us = now_us()
    others = [crew.start('interrupt_part.finish') for _ in range(request['workers'] - 1)]
    for other in others:
        other.hear()
    # they wait: beside working processes a free-threaded build would need seconds to start
    memory = MemoryChange(lambda: [os.getpid()] + [worker.pid for worker in crew.workers if not worker.ended(0)])
    looper = crew.start('interrupt_part.loop', {'name': 'looper', 'ownProcess': True, 'holdBytes': hold_bytes})
    looper.hear()
    protocol.ready((now_us() - started_us) / 1e3, [worker.pid for worker in crew.workers])
    memory.grown(protocol)
    for other in others:
        other.say('work')
    for other in others:
        other.hear()
    _report_interrupt(protocol, looper)
    killed_us = now_us()
    looper.kill()
    ended = looper.ended(_patience_s)
    protocol.fact('kill', (now_us() - killed_us) / 1e3, 'ms')
    protocol.fact('kill-ends', ended)
    memory.report_left_after_end(protocol)
    for other in others:
        other.say('finish')
    finished = sum(1 for other in others if other.hear()['result'] == expected_result())
    protocol.fact('others-finished', finished)


def _report_interrupt(protocol, looper):
    """Does nothing on Windows, which interrupts only groups of processes; multiprocessing makes none."""
    if sys.platform == 'win32':
        return
    sent_us = now_us()
    os.kill(looper.pid, signal.SIGINT)
    answer = looper.hear_if_any(_patience_s)
    raised = answer is not None and answer.get('raised') == 'KeyboardInterrupt'
    protocol.fact('interrupt-raises', raised)
    if raised:
        protocol.fact('interrupt', (answer['atUs'] - sent_us) / 1e3, 'ms')
        looper.hear()  # it loops again
