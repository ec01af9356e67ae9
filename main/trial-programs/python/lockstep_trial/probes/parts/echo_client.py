"""Asks an echo service over a socket and times each answer, as a program of its own or within the probe."""

from __future__ import absolute_import, division, print_function

import json
import os
import socket
import subprocess
import sys
import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.python_name import is_ironpython, is_jython

#: The pause is long enough for the service to be waiting for each request.
_pause_s = 0.001
#: It stops asking after this time.
_longest_us = 2500000


def connect_client(port):
    """@returns a client that needs no lock of this process

    It is a process of its own, except in Jython and IronPython, which have no lock and start within seconds.
    """
    return _NearClient(port) if is_jython or is_ironpython else _ProcessClient(port)


class _NearClient(object):
    def __init__(self, port):
        self._connection = _connect(port)

    def ask(self, requests):
        """@returns the latency of each in ms"""
        return _ask(self._connection, requests)

    def close(self):
        self._connection.close()


class _ProcessClient(object):
    def __init__(self, port):
        folder = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', '..'))
        program = 'import sys; sys.path.append(%r); from lockstep_trial.probes.parts.echo_client import main; main(%d)' % (folder, port)
        self._process = subprocess.Popen(
            [sys.executable, '-c', program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, requests):
        self._process.stdin.write(('%d\n' % requests).encode('ascii'))
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError('the client of the echo service ended with exit code %s' % self._process.wait())
        return json.loads(answer.decode('ascii'))

    def close(self):
        self._process.stdin.close()
        self._process.wait()


def main(port):
    connection = _connect(port)
    for line in iter(sys.stdin.readline, ''):
        sys.stdout.write(json.dumps(_ask(connection, int(line))) + '\n')
        sys.stdout.flush()


def _connect(port):
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    connection.connect(('127.0.0.1', port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _ask(connection, requests):
    latencies = []
    last_us = now_us() + _longest_us
    for _ in range(requests):
        time.sleep(_pause_s)
        asked_us = now_us()
        connection.sendall(b'?')
        if not connection.recv(1):
            raise RuntimeError('the echo service hung up')
        answered_us = now_us()
        latencies.append((answered_us - asked_us) / 1e3)
        if answered_us > last_us:
            break
    return latencies
