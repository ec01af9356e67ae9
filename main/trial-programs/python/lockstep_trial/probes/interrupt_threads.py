"""Interrupts endless loops in threads, asks them to stop, and measures what is left of their memory."""

from __future__ import absolute_import, division, print_function

import gc
import os
import signal
import sys
import threading
import time
from lockstep_trial.system.async_exception import raise_in_thread
from lockstep_trial.system.clock import now_us
from lockstep_trial.probes.parts.interrupt_part import Stop, over, rounds
from lockstep_trial.probes.memory_change import MemoryChange, give_up_s, hold_bytes
from lockstep_trial.system.python_name import is_ironpython, is_jython

#: An interrupt or exception has its effect within this time, or none at all.
_patience_s = 10
#: The length of the call during which an exception is raised in its thread.
_call_s = 1
_into_call_s = 0.05
_look_every_s = 0.005


def find_out(request, protocol, crew):
    started_us = now_us()
    others = [_start_loop(crew, number, 0) for number in range(1, request['workers'])]
    memory = MemoryChange(lambda: [os.getpid()])
    looper = _start_loop(crew, 0, hold_bytes)
    protocol.ready((now_us() - started_us) / 1e3, [])
    memory.grown(protocol)
    _report_interrupts(protocol, [looper] + others)
    _report_request(protocol, looper)
    gc.collect()
    memory.report_left(protocol)
    _report_exception(protocol, looper)
    over['over'] = True
    for worker in crew.workers:
        worker.ended(_patience_s)
    gc.collect()
    memory.report_left_after_end(protocol, 'left-once-ended')
    over['over'] = False
    _report_exception_in_call(protocol, crew)
    over['over'] = True


def _start_loop(crew, number, holds):
    worker = crew.start('interrupt_part.loop', {'name': number, 'ownProcess': False, 'holdBytes': holds})
    worker.hear()
    return worker


def _report_interrupts(protocol, workers):
    """Sends SIGINT to the process, and to one of its threads if the system can, and reports who sees it."""
    if is_ironpython:
        return  # IronPython does not pass signals on
    protocol.fact('interrupt-reaches-main', _is_interrupted_by(_interrupt_this_process))
    if hasattr(signal, 'pthread_kill'):
        aimed_at = workers[0].thread.ident
        reached = _is_interrupted_by(lambda: signal.pthread_kill(aimed_at, signal.SIGINT))
        protocol.fact('aimed-interrupt-reaches-main', reached)
    said = [worker.hear_if_any(0) for worker in workers]
    protocol.fact('interrupted-threads', sum(1 for message in said if message is not None))


def _interrupt_this_process():
    if sys.platform == 'win32' and not is_jython:
        signal.raise_signal(signal.SIGINT)  # os.kill would end the process
    else:
        os.kill(os.getpid(), signal.SIGINT)


def _is_interrupted_by(send):
    """@returns whether KeyboardInterrupt is raised in this, the main thread

    Jython calls the handler in a thread of its own, in which an exception would reach nobody.
    """
    called_in = []
    if is_jython:
        signal.signal(signal.SIGINT, lambda *_: called_in.append(threading.current_thread()))
    else:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    until_us = now_us() + _patience_s * 1e6
    try:
        send()
        while now_us() < until_us and not called_in:
            time.sleep(_look_every_s)
    except KeyboardInterrupt:
        return True
    return threading.current_thread() in called_in


def _report_request(protocol, looper):
    """Sends a message and waits two seconds: there is no other way to ask."""
    looper.say('stop')
    ended = looper.ended(give_up_s)
    protocol.fact('runs-after-request', not ended and _goes_on(looper.number))


def _goes_on(name):
    before = rounds[name]
    until_us = now_us() + _patience_s * 1e6
    while rounds[name] == before and now_us() < until_us:
        time.sleep(_look_every_s)
    return rounds[name] > before


def _report_exception(protocol, looper):
    """Reports nothing if this Python cannot raise an exception in another thread."""
    sent_us = now_us()
    if not raise_in_thread(looper.thread, Stop):
        return
    answer = looper.hear_if_any(_patience_s)
    stopped = answer is not None and answer.get('raised') == 'Stop'
    protocol.fact('async-exception-ends', stopped)
    if stopped:
        protocol.fact('async-exception', (answer['atUs'] - sent_us) / 1e3, 'ms')


def _report_exception_in_call(protocol, crew):
    worker = crew.start('interrupt_part.wait_in_a_call', {'name': 'caller', 'seconds': _call_s})
    called_us = worker.hear()['callingUs']
    time.sleep(_into_call_s)
    sent_us = now_us()
    if not raise_in_thread(worker.thread, Stop):
        return
    answer = worker.hear_if_any(_patience_s)
    if answer is not None:
        protocol.fact('async-exception-in-call', (answer['atUs'] - sent_us) / 1e3, 'ms')
        protocol.fact('call-returns-first', answer['atUs'] - called_us >= _call_s * 1e6)
