"""Times the start of new processes, or interpreters, and of new threads, in turns, so that a busy moment affects both."""

from __future__ import absolute_import, division, print_function

import json
import os
import sys
import threading
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.core_wait import core_wait_reader
from lockstep_trial.probes.parts.first_instruction import report, report_to_channel
from lockstep_trial.system.multiprocess import start_context, start_method
from lockstep_trial.system.queues import Queue
from lockstep_trial.system.python_name import Missing

#: Each kind is started so often; the first starts find less in the system's caches, which a median ignores.
_turns = 10

_interpreter_program = """
import sys
sys.path[:] = %r
from lockstep_trial.probes.parts.first_instruction import report
import json
import os
report(lambda answer: os.write(%d, json.dumps(answer).encode('ascii') + b'\\n'))
"""


def run(request, protocol):
    kind, start = _starter(request['executor'])
    others, threads = [], []
    for _ in range(_turns):
        if kind is not None:
            others.append(_timed(start))
        threads.append(_timed(_start_thread))
    if kind is not None:
        _report(protocol, kind, others)
    _report(protocol, 'thread', threads)


def _starter(executor):
    """@returns what is started besides threads, and a function that starts one; None if there are only threads"""
    if executor in ('threads', 'locked-threads'):
        return None, None
    if executor in ('processes', 'processes-fork'):
        return 'process', _process_starter(start_context(start_method(executor)))
    if executor == 'interpreters':
        return 'interpreter', _interpreter_starter()
    raise Missing('start-up times processes, interpreters and threads: %s starts nothing of another kind' % executor)


def _timed(start):
    """@returns the start in ms, and for how long the caller, and then the worker, had no core; None if the system does
    not count it"""
    own_wait_us = core_wait_reader()
    waited_before_us = own_wait_us()
    called_us, waited_us, (started_us, wait_us), end = start(own_wait_us)
    end()
    counted = None not in (waited_before_us, waited_us, wait_us)
    return (started_us - called_us) / 1e3, (waited_us - waited_before_us + wait_us) / 1e3 if counted else None


def _start_thread(own_wait_us):
    answers = Queue()
    called_us = now_us()
    thread = threading.Thread(target=report, args=(answers.put,))
    thread.start()
    return called_us, own_wait_us(), answers.get(), thread.join


def _process_starter(context):
    def start(own_wait_us):
        ours, theirs = context.Pipe()
        called_us = now_us()
        process = context.Process(target=report_to_channel, args=(theirs,))
        process.start()
        waited_us = own_wait_us()
        theirs.close()  # otherwise its end would go unnoticed
        return called_us, waited_us, ours.recv(), process.join
    return start


def _interpreter_starter():
    from lockstep_trial.crews.interpreter_crew import interpreter_backend
    create = interpreter_backend()

    def start(own_wait_us):
        answers, theirs = os.pipe()
        program = _interpreter_program % (sys.path, theirs)
        called_us = now_us()
        # every interpreter that runs beside others needs a thread of its own
        thread = threading.Thread(target=_run, args=(create, program, theirs))
        thread.start()
        waited_us = own_wait_us()
        with os.fdopen(answers, 'rb') as lines:
            line = lines.readline()
        if not line:
            raise RuntimeError('an interpreter ended before its first own instruction')
        return called_us, waited_us, json.loads(line.decode('ascii')), thread.join
    return start


def _run(create, program, theirs):
    try:
        create()(program)
    finally:
        os.close(theirs)  # otherwise its end would go unnoticed


def _report(protocol, kind, starts):
    protocol.fact(kind + '-start', [start_ms for start_ms, _ in starts], 'ms')
    waits = [wait_ms for _, wait_ms in starts]
    if None not in waits:
        protocol.fact(kind + '-core-wait', waits, 'ms')
