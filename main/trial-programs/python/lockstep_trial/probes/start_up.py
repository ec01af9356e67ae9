"""How long a new process, or interpreter, and a new thread take until they run, in turns, so that a busy moment meets
both alike."""

from __future__ import absolute_import, division, print_function

import json
import os
import sys
import threading
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.core_wait import core_wait_reader
from lockstep_trial.probes.parts.first_instruction import tell, tell_channel
from lockstep_trial.system.multiprocess import start_context, start_method
from lockstep_trial.system.python_name import Missing

try:
    from queue import Queue
except ImportError:
    from Queue import Queue

#: Starts of each kind in a trial; the first ones find less in the system's caches, which a median shrugs off.
_turns = 10

_interpreter_program = """
import sys
sys.path[:] = %r
from lockstep_trial.probes.parts.first_instruction import tell
import json
import os
tell(lambda answer: os.write(%d, json.dumps(answer).encode('ascii') + b'\\n'))
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
    """@returns what is started besides threads, and the function that starts one; None for threads alone"""
    if executor in ('threads', 'locked-threads'):
        return None, None
    if executor in ('processes', 'processes-fork'):
        return 'process', _process_starter(start_context(start_method(executor)))
    if executor == 'interpreters':
        return 'interpreter', _interpreter_starter()
    raise Missing('start-up times processes, interpreters and threads: %s starts nothing of another kind' % executor)


def _timed(start):
    """@returns the start in ms; of it, for how long the caller, and then the worker, had no core, None where the system
    does not tell"""
    own_wait_us = core_wait_reader()
    waited_before_us = own_wait_us()
    called_us, waited_us, (started_us, wait_us), end = start(own_wait_us)
    end()
    told = None not in (waited_before_us, waited_us, wait_us)
    return (started_us - called_us) / 1e3, (waited_us - waited_before_us + wait_us) / 1e3 if told else None


def _start_thread(own_wait_us):
    answers = Queue()
    called_us = now_us()
    thread = threading.Thread(target=tell, args=(answers.put,))
    thread.start()
    return called_us, own_wait_us(), answers.get(), thread.join


def _process_starter(context):
    def start(own_wait_us):
        ours, theirs = context.Pipe()
        called_us = now_us()
        process = context.Process(target=tell_channel, args=(theirs,))
        process.start()
        waited_us = own_wait_us()
        theirs.close()  # else its end would not be seen
        return called_us, waited_us, ours.recv(), process.join
    return start


def _interpreter_starter():
    from lockstep_trial.crews.interpreter_crew import interpreter_backend
    create = interpreter_backend()

    def start(own_wait_us):
        answers, theirs = os.pipe()
        program = _interpreter_program % (sys.path, theirs)
        called_us = now_us()
        # a thread of its own, as every interpreter that is to run beside others needs
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
        os.close(theirs)  # else its end would not be seen


def _report(protocol, kind, starts):
    protocol.fact(kind + '-start', [start_ms for start_ms, _ in starts], 'ms')
    waits = [wait_ms for _, wait_ms in starts]
    if None not in waits:
        protocol.fact(kind + '-core-wait', waits, 'ms')
