"""A probe's worker that is an interpreter of its own, on a thread of its own."""

from __future__ import absolute_import, division, print_function

import json
import os
import sys
import time
from lockstep_trial.worker.failure import failed
from lockstep_trial.crews.interpreter_crew import interpreter_backend
from lockstep_trial.probes.crew.probe_worker import WorkerOnThread, play
from lockstep_trial.system.python_name import Missing

_program = """
import sys
sys.path[:] = %r
from lockstep_trial.probes.crew.probe_interpreters import live
live(%r, %r, %r)
"""

_look_every_s = 0.001


def interpreter_starter():
    create = interpreter_backend()
    return lambda number, part, order: InterpreterWorker(number, part, order, create)


class InterpreterWorker(WorkerOnThread):
    def __init__(self, number, part, order, create):
        their_input, our_output = os.pipe()
        our_input, their_output = os.pipe()
        program = _program % (sys.path, part, json.dumps(order), (their_input, their_output))
        line = DescriptorLine(our_input, our_output)
        WorkerOnThread.__init__(self, number, line, self._run, (create, program, their_output))

    def kill(self):
        raise Missing('Python has no way to end an interpreter by force')

    def _run(self, create, program, their_output):
        try:
            create()(program)
        except BaseException as error:
            DescriptorLine(None, their_output).say({'failed': failed('crashed', 'its interpreter ended: %s' % error)})


def live(part, order, descriptors):
    sys.stdout = sys.stderr
    play(part, DescriptorLine(*descriptors), json.loads(order))


class DescriptorLine(object):
    """Sends and receives lines of JSON. It polls, because Windows cannot wait for a pipe with a time limit."""

    def __init__(self, incoming, outgoing):
        self._incoming = incoming
        self._outgoing = outgoing
        self._read = b''
        if incoming is not None:
            os.set_blocking(incoming, False)

    def say(self, message):
        rest = json.dumps(message).encode('ascii') + b'\n'
        while rest:
            rest = rest[os.write(self._outgoing, rest):]

    def hear(self, within_s):
        until = time.monotonic() + within_s
        while b'\n' not in self._read:
            try:
                read = os.read(self._incoming, 65536)
                if not read:
                    raise EOFError
                self._read += read
            except BlockingIOError:
                if time.monotonic() >= until:
                    return None
                time.sleep(_look_every_s)
        line, _, self._read = self._read.partition(b'\n')
        return json.loads(line.decode('ascii'))
