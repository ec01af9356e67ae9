"""Speaks to the lab: the request comes in on stdin, the program's messages go out on a channel of their own."""

from __future__ import absolute_import, division, print_function

import json
import os
import stat
import sys
from lockstep_trial.system.end_process import end_process
from lockstep_trial.system.own_descriptor import OwnDescriptor, OwnProcess

#: The lab gives the program this descriptor to speak through.
_channel = 3
_stdout = 1

# taken before the workload is loaded, which may replace them
_write = os.write if hasattr(os, 'write') else None
_dumps = json.dumps


class Protocol(object):
    """A message begins with the secret of the request, so that nothing that the workload prints is taken for one. It goes
    to descriptor 3; where there is none (Java and .NET have descriptors of their own), to the real stdout, among what the
    workload prints. What Python prints goes to stderr.
    """

    def __init__(self):
        self._secret = None
        self._descriptor = None
        self._stream = sys.stdout
        self._process = OwnProcess()
        if _has_channel():
            self._descriptor = _channel
            self._own, self._own_stdout = OwnDescriptor(_channel), OwnDescriptor(_stdout)
            _keep_from_children(_channel)
        sys.stdout = sys.stderr

    def hello(self, clock_us):
        self.say({'type': 'hello', 'pid': os.getpid(), 'clockUs': clock_us})

    def ready(self, startup_ms, pids):
        """@param pids: the processes in which the workers run"""
        self.say({'type': 'ready', 'startupMs': startup_ms, 'pids': sorted(set([os.getpid()]) | set(pids))})

    def fact(self, name, value, unit=''):
        """@param unit: 'ms', 'bytes', '1/s'; empty for counts and answers"""
        self.say({'type': 'fact', 'name': name, 'value': value, 'unit': unit})

    def say(self, message):
        if self._descriptor is None:
            self._stream.write(self._line(message))
            self._stream.flush()
        elif self._own.is_ours():
            is_trial = self._process.is_ours()
            self._write(self._descriptor, message if is_trial else self._process.forked_failure())
            if not is_trial:
                end_process(1)
        else:
            if self._own_stdout.is_ours():
                self._write(_stdout, {'type': 'failed', 'outcome': 'crashed', 'message': self._own.closed_text()})
            end_process(1)

    def _line(self, message):
        return self._secret + _dumps(message) + '\n'

    def _write(self, descriptor, message):
        rest = self._line(message).encode('ascii')
        while rest:
            rest = rest[_write(descriptor, rest):]

    def read_request(self):
        # read as bytes, because the locale's encoding may not hold a path
        line = getattr(sys.stdin, 'buffer', sys.stdin).readline()
        request = json.loads(line.decode('utf-8') if isinstance(line, bytes) else line)
        # no worker knows it
        self._secret = str(request.pop('secret'))
        return request

    def leave_to_parent(self):
        """Is called in a forked worker, because only the coordinator speaks to the lab."""
        if self._descriptor is not None:
            os.close(self._descriptor)


def _has_channel():
    """A program between the lab and Python may have closed it, and another file may be there."""
    from lockstep_trial.system.python_name import is_ironpython, is_jython
    if is_jython or is_ironpython:
        return False
    try:
        mode = os.fstat(_channel).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _keep_from_children(descriptor):
    if hasattr(os, 'set_inheritable'):
        os.set_inheritable(descriptor, False)
        return
    import fcntl
    fcntl.fcntl(descriptor, fcntl.F_SETFD, fcntl.fcntl(descriptor, fcntl.F_GETFD) | fcntl.FD_CLOEXEC)
