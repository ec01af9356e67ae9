"""Opens lines to a worker for any object that they accept, and counts the calls that set each up."""

from __future__ import absolute_import, division, print_function

import threading
from lockstep_trial.system.multiprocess import start_context, start_method
from lockstep_trial.probes.parts.message_part import live, obey
from lockstep_trial.system.queues import Queue
from lockstep_trial.system.python_name import Missing


class SetUp(object):
    """Makes calls and counts them."""

    def __init__(self):
        self.calls = 0

    def call(self, function, *arguments, **named):
        self.calls += 1
        return function(*arguments, **named)


class Line(object):
    def __init__(self, send, receive, set_up, pid=None):
        self.send = send
        self.receive = receive
        #: None if the worker runs in this process.
        self.pid = pid
        #: The calls besides starting the worker.
        self.set_up_calls = set_up.calls

    def ask(self, order, content):
        self.send((order, content))
        return self.receive()


def open_line(executor, protocol):
    if executor in ('threads', 'locked-threads'):
        return _line_to_thread()
    if executor in ('processes', 'processes-fork'):
        return _line_to_process(executor, protocol)
    raise Missing('message-passing takes a thread or a process at the other end, not %s' % executor)


def _line_to_thread():
    set_up = SetUp()
    to_worker = set_up.call(Queue)
    to_probe = set_up.call(Queue)
    thread = threading.Thread(target=obey, args=(to_worker.get, to_probe.put))
    thread.daemon = True
    thread.start()
    return Line(to_worker.put, to_probe.get, set_up)


def _line_to_process(executor, protocol):
    context = start_context(start_method(executor))
    set_up = SetUp()
    ours, theirs = set_up.call(context.Pipe)
    # only a forked worker inherits the protocol
    inherited = protocol if executor == 'processes-fork' else None
    process = context.Process(target=live, args=(theirs, inherited))
    process.daemon = True
    process.start()
    set_up.call(theirs.close)  # otherwise the worker's end would go unnoticed
    return Line(ours.send, ours.recv, set_up, process.pid)
