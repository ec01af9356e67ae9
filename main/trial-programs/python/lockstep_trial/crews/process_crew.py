"""Runs `processes` and `processes-fork` as multiprocessing's processes, each of which waits at its end of a pipe."""

from __future__ import absolute_import, division, print_function

import os
import signal
import sys
# taken before a user's script is loaded, which may replace them
from json import dumps, loads
from multiprocessing.connection import wait
from lockstep_trial.system.cpu_time import whole_cpu_us, worker_cpu_us
from lockstep_trial.system.end_process import end_process
from lockstep_trial.system.own_descriptor import OwnDescriptor, OwnProcess
from lockstep_trial.crews.crew import Crew
from lockstep_trial.worker.failure import CrewFailure, failed
from lockstep_trial.worker.lap_start import next_start_us, start_text
from lockstep_trial.system.multiprocess import start_context
from lockstep_trial.crews.remote_worker import end_command, lap_command, message_command, report_command, serve

_patience_s = 1


class ProcessCrew(Crew):
    separate_processes = True

    def __init__(self, request, kernels, method, protocol):
        self._context = start_context(method)
        self.start_method = method
        self._request = request
        self._kernels = kernels
        # only a forked worker inherits the protocol
        self._protocol = protocol if method == 'fork' else None
        self._processes = []
        self._channels = []

    def start(self):
        for number in range(self._request['workers']):
            ours, theirs = self._context.Pipe()
            process = self._context.Process(
                target=work, args=(self._request, number, self._kernels, theirs, self._protocol))
            process.start()
            theirs.close()  # otherwise its end would go unnoticed
            self._processes.append(process)
            self._channels.append(ours)
        return [message['pid'] for message in self._hear_from_all()]

    def lap(self):
        released_us = next_start_us()
        for channel in self._channels:
            channel.send_bytes(lap_command + start_text(released_us))
        self._hear_from_all()
        for channel in self._channels:
            channel.send_bytes(report_command)
        return self._hear_from_all()

    def close(self):
        for channel in self._channels:
            try:
                channel.send_bytes(end_command)
            except (IOError, OSError):
                pass  # it has ended
        for process in self._processes:
            process.join(_patience_s)
        self.abandon()

    def abandon(self):
        for process in self._processes:
            if process.is_alive():
                os.kill(process.pid, getattr(signal, 'SIGKILL', signal.SIGTERM))

    def _hear_from_all(self):
        """Waits for one message of each worker, in any order; the first failure ends the wait."""
        messages = [None] * len(self._channels)
        waiting = dict((channel, number) for number, channel in enumerate(self._channels))
        while waiting:
            for channel in wait(list(waiting)):
                number = waiting[channel]
                message = self._hear(number)
                if message is None:
                    continue
                del waiting[channel]
                messages[number] = message
                if message['type'] == 'failed':
                    raise CrewFailure(number, message)
        return messages

    def _hear(self, number):
        """@returns None if it was a message of its task, which has been sent back"""
        channel = self._channels[number]
        try:
            said = channel.recv_bytes()
            if said == message_command:
                channel.send_bytes(channel.recv_bytes())
                return None
            return loads(said.decode('ascii'))
        except (EOFError, IOError, OSError):
            self._processes[number].join()
            return _describe_end(self._processes[number].exitcode)


def work(request, number, kernels, channel, protocol):
    """Runs one worker process from its start to its end."""
    if protocol is not None:
        protocol.leave_to_parent()
    sys.stdout = sys.stderr

    def round_trip(content):
        channel.send_bytes(message_command)
        channel.send_bytes(content)
        return channel.recv_bytes()

    # on Windows it has a handle
    own = OwnDescriptor(channel.fileno()) if os.name == 'posix' else None
    process = OwnProcess()

    def send(message):
        if own is not None and not own.is_ours():
            # the trial quotes what was said last
            sys.stderr.write(own.closed_text() + '\n')
            end_process(1)
        is_worker = process.is_ours()
        channel.send_bytes(dumps(message if is_worker else process.forked_failure()).encode('ascii'))
        if not is_worker:
            end_process(1)

    try:
        serve(request, number, kernels, worker_cpu_us, channel.recv_bytes, send, round_trip, whole_cpu_us)
    except (EOFError, IOError, OSError):
        pass  # the coordinator is gone
    finally:
        end_process(0)


def _describe_end(code):
    if code is None or code >= 0:
        return dict(failed('crashed', 'ended with exit code %s' % code), silent=True)
    for name in dir(signal):
        if name.startswith('SIG') and not name.startswith('SIG_') and int(getattr(signal, name)) == -code:
            return failed('killed', 'was killed by %s' % name)
    return failed('killed', 'was killed by signal %d' % -code)
