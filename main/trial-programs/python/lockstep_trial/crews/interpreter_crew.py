"""Runs `interpreters` as one subinterpreter with a lock of its own for each thread (PEP 684).

They share no objects with the coordinator, only numbers and pipes: a pipe of commands and one of answers for each
worker, and one bell for all, which says whose answer to read (select cannot watch pipes on Windows).
"""

from __future__ import absolute_import, division, print_function

import os
import sys
import threading
# taken before a user's script is loaded, which may replace them
from json import dumps, loads
from os import read, write
from lockstep_trial.system.cpu_time import Helpers, thread_cpu_us
from lockstep_trial.crews.crew import Crew
from lockstep_trial.worker.failure import CrewFailure, failed
from lockstep_trial.worker.lap_start import next_start_us, start_text, text_length
from lockstep_trial.system.python_name import Missing, python_name
from lockstep_trial.crews.remote_worker import end_command, lap_command, report_command, serve

#: Every write to the bell has this length, so that it goes through in one piece.
_ring_length = 8
#: A pipe holds no more on Linux.
_chunk_bytes = 65536

_program = """
import sys
sys.path[:] = %r
from lockstep_trial.crews.interpreter_crew import work
work(%r, %r, %r, %r)
"""


def interpreter_backend():
    """@returns a function that makes an interpreter and returns a function that runs code in it"""
    try:
        from concurrent import interpreters  # 3.14
        # exec is a keyword of Python 2, in which this file is loaded to say what is missing
        return lambda: getattr(interpreters.create(), 'exec')
    except ImportError:
        pass
    if sys.version_info >= (3, 13):
        try:
            import _interpreters

            def create():
                number = _interpreters.create('isolated')
                return lambda code: _raise_error(_interpreters.run_string(number, code))
            return create
        except ImportError:
            pass
    raise Missing('%s has no interpreters with a lock of their own: CPython 3.13 or later is needed' % python_name())


def _raise_error(error):
    if error is not None:
        raise RuntimeError(getattr(error, 'formatted', None) or str(error))


class InterpreterCrew(Crew):
    def __init__(self, request, kernels):
        self._create = interpreter_backend()
        self._request = request
        self._kernels = kernels
        self._bell, self._bell_rope = os.pipe()
        self._commands = []
        self._answers = []

    def start(self):
        for number in range(self._request['workers']):
            their_commands, commands = os.pipe()
            answers, their_answers = os.pipe()
            self._commands.append(commands)
            self._answers.append(os.fdopen(answers, 'rb'))
            descriptors = (their_commands, their_answers, self._bell_rope)
            thread = threading.Thread(target=self._run, args=(number, descriptors))
            thread.daemon = True
            thread.start()
        self._hear_from_all()
        return [os.getpid()]

    def lap(self):
        helpers = Helpers()
        released_us = next_start_us()
        for commands in self._commands:
            write(commands, lap_command + start_text(released_us))
        helpers_us = helpers.share_us([ended['usedUs'] for ended in self._hear_from_all()])
        for commands in self._commands:
            write(commands, report_command)
        return [dict(report, helpersCpuMs=helpers_us / 1e3) for report in self._hear_from_all()]

    def close(self):
        for commands in self._commands:
            write(commands, end_command)

    def _run(self, number, descriptors):
        try:
            self._create()(_program % (sys.path, dumps(self._request), number, self._kernels, descriptors))
        except BaseException as error:
            _send(number, descriptors[1], descriptors[2], failed('crashed', 'its interpreter ended: %s' % error))

    def _hear_from_all(self):
        messages = [None] * len(self._commands)
        missing = len(messages)
        while missing > 0:
            number = int(read(self._bell, _ring_length))
            message = loads(self._answers[number].readline().decode('ascii'))
            if message['type'] == 'failed':
                raise CrewFailure(number, message)
            if message['type'] == 'message':
                _write_all(self._commands[number], self._answers[number].read(message['bytes']))
            else:
                messages[number] = message
                missing -= 1
        return messages


def work(request, number, kernels, descriptors):
    """Runs one worker from its start to its end, inside its interpreter."""
    commands, answers, bell = descriptors
    sys.stdout = sys.stderr

    def send(message):
        _send(number, answers, bell, message)

    def round_trip(content):
        send({'type': 'message', 'bytes': len(content)})
        _write_all(answers, content)
        return _read_all(commands, len(content))

    def receive():
        command = read(commands, 1)
        return command + _read_all(commands, text_length) if command == lap_command else command

    serve(loads(request), number, kernels, thread_cpu_us, receive, send, round_trip)


def _send(number, answers, bell, message):
    # the bell comes first, because a long answer does not fit into the pipe until it is being read
    write(bell, ('%*d' % (_ring_length, number)).encode('ascii'))
    _write_all(answers, dumps(message).encode('ascii') + b'\n')


def _write_all(descriptor, content):
    rest = memoryview(content)
    while rest:
        rest = rest[write(descriptor, rest):]


def _read_all(descriptor, length):
    content = bytearray()
    while len(content) < length:
        content += read(descriptor, min(length - len(content), _chunk_bytes))
    return bytes(content)
