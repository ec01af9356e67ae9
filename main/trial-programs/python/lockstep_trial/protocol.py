"""Speaks to the lab: the request comes in on stdin, and only the program's messages go out on stdout."""

from __future__ import absolute_import, division, print_function

import json
import os
import sys


class Protocol(object):
    """Takes the real stdout for itself: what the workload, its threads and its child processes print goes to stderr."""

    def __init__(self):
        self._descriptor = None
        self._stream = sys.stdout
        if _has_real_descriptors():
            self._descriptor = os.dup(1)
            _keep_from_children(self._descriptor)
            os.dup2(2, 1)
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
        line = json.dumps(message) + '\n'
        if self._descriptor is None:
            self._stream.write(line)
            self._stream.flush()
            return
        rest = line.encode('ascii')
        while rest:
            rest = rest[os.write(self._descriptor, rest):]

    def read_request(self):
        # read as bytes, because the locale's encoding may not hold a path
        line = getattr(sys.stdin, 'buffer', sys.stdin).readline()
        return json.loads(line.decode('utf-8') if isinstance(line, bytes) else line)

    def leave_to_parent(self):
        """Is called in a forked worker, because only the coordinator speaks to the lab."""
        if self._descriptor is not None:
            os.close(self._descriptor)

    def end_process(self, code):
        for stream in (sys.stderr, self._stream):
            try:
                stream.flush()
            except Exception:
                pass  # closed by the workload, or nobody reads it
        os._exit(code)


def _has_real_descriptors():
    from lockstep_trial.system.python_name import is_ironpython, is_jython
    # IronPython's descriptors are its own, not the system's
    return hasattr(os, 'dup2') and not is_jython and not is_ironpython


def _keep_from_children(descriptor):
    """Does what Python does by itself since 3.4."""
    if sys.version_info < (3, 4):
        import fcntl
        fcntl.fcntl(descriptor, fcntl.F_SETFD, fcntl.fcntl(descriptor, fcntl.F_GETFD) | fcntl.FD_CLOEXEC)
