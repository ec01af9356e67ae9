"""A probe's worker that is a process of its own, made by multiprocessing."""

from __future__ import absolute_import, division, print_function

import json
import os
import signal
import sys
import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.multiprocess import start_context
from lockstep_trial.probes.crew.probe_worker import ProbeWorker, play

_look_every_s = 0.0005


def process_starter(method, protocol):
    context = start_context(method)
    # only a forked worker inherits the protocol
    inherited = protocol if method == 'fork' else None
    return lambda number, part, order: ProcessWorker(number, part, order, context, inherited)


class ProcessWorker(ProbeWorker):
    def __init__(self, number, part, order, context, protocol):
        ours, theirs = context.Pipe()
        ProbeWorker.__init__(self, number, PipeLine(ours))
        self.process = start_process(context, part, theirs, order, protocol)
        theirs.close()

    @property
    def pid(self):
        return self.process.pid

    def kill(self):
        if self.process.is_alive():
            os.kill(self.process.pid, getattr(signal, 'SIGKILL', signal.SIGTERM))

    def ended(self, within_s):
        # join with a time limit waits for a pipe to close, which a child of the process may hold open
        until_us = now_us() + within_s * 1e6
        while self.process.exitcode is None and now_us() < until_us:
            time.sleep(_look_every_s)
        return self.process.exitcode is not None


def start_process(context, part, connection, order, protocol=None):
    """@param connection: the end of a pipe to the probe, which the new process holds too"""
    process = context.Process(target=_live, args=(part, connection, order, protocol))
    process.start()
    return process


def _live(part, connection, order, protocol):
    if protocol is not None:
        protocol.leave_to_parent()
    sys.stdout = sys.stderr
    try:
        play(part, PipeLine(connection), order)
    finally:
        sys.stderr.flush()
        os._exit(0)


class PipeLine(object):
    def __init__(self, connection):
        self.connection = connection

    def say(self, message):
        self.connection.send_bytes(json.dumps(message).encode('ascii'))

    def hear(self, within_s):
        if not self.connection.poll(within_s):
            return None
        return json.loads(self.connection.recv_bytes().decode('ascii'))
