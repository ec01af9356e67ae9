"""Times small requests to an I/O-bound thread: alone, beside CPU-bound threads, and beside CPU-bound processes."""

from __future__ import absolute_import, division, print_function

import os
import socket
import subprocess
import sys
import threading
from lockstep_trial.probes.parts.echo_client import connect_client
from lockstep_trial.system.python_name import is_jython
from lockstep_trial.probes.parts.threads_at_once import need_threads

#: The ways take turns, so that a drift of the machine affects all of them.
_turns = 3
_requests_a_turn = 50
#: A just-in-time compiler needs more requests to warm up.
_warmup_requests = 500 if is_jython else 50
_short_interval_ms = 1


def run(request, protocol):
    need_threads(request, 'convoy')
    interval_ms = request['switchIntervalMs']
    # a name, a function that starts the other workers and returns one that ends them, and the interval meanwhile
    ways = [('alone', lambda: _nothing, interval_ms),
            ('beside-threads', lambda: _start_threads(request['workers']), interval_ms),
            # processes share the cores with it, but not the lock
            ('beside-processes', lambda: _start_processes(request['workers']), interval_ms)]
    if _has_lock():
        protocol.fact('switch-interval', interval_ms, 'ms')
        protocol.fact('short-switch-interval', _short_interval_ms, 'ms')
        ways.append(('at-short-interval', lambda: _start_threads(request['workers']), _short_interval_ms))
    client = connect_client(_EchoService().port)
    client.ask(_warmup_requests)
    latencies = dict((name, []) for name, _, _ in ways)
    for _ in range(_turns):
        for name, start, way_ms in ways:
            _set_interval(way_ms)
            end = start()
            try:
                latencies[name].extend(client.ask(_requests_a_turn))
            finally:
                end()
    _set_interval(interval_ms)
    client.close()
    for name, _, _ in ways:
        protocol.fact('latency-' + name, latencies[name], 'ms')
        protocol.fact('p95-' + name, _p95(latencies[name]), 'ms')


class _EchoService(object):
    """One thread sends back each byte that it receives. It waits without the lock, and needs it to answer."""

    def __init__(self):
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._listener.bind(('127.0.0.1', 0))
        self._listener.listen(1)
        self.port = self._listener.getsockname()[1]
        thread = threading.Thread(target=self._serve)
        thread.daemon = True
        thread.start()

    def _serve(self):
        connection, _ = self._listener.accept()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for question in iter(lambda: connection.recv(1), b''):
            connection.sendall(question)
        connection.close()


def _nothing():
    pass


def _start_threads(count):
    working = [True]
    begun = threading.Semaphore(0)

    def compute():
        begun.release()
        number = 0
        while working[0]:
            number = (number + 1) % 1000003

    threads = [threading.Thread(target=compute) for _ in range(count)]
    for thread in threads:
        thread.daemon = True
        thread.start()
    for _ in threads:
        begun.acquire()

    def end():
        working[0] = False
        for thread in threads:
            thread.join()
    return end


def _start_processes(count):
    """These processes take a core as the threads do, and share no lock."""
    shell = '/bin/sh'
    command = [shell, '-c', 'while :; do :; done'] if os.path.exists(shell) else [sys.executable, '-c', 'while 1: pass']
    processes = [subprocess.Popen(command) for _ in range(count)]

    def end():
        for process in processes:
            process.kill()
            process.wait()
    return end


def _has_lock():
    """@returns whether threads take turns at a switch interval that can be set"""
    return hasattr(sys, 'setswitchinterval') and getattr(sys, '_is_gil_enabled', lambda: True)()


def _set_interval(interval_ms):
    if hasattr(sys, 'setswitchinterval'):
        sys.setswitchinterval(interval_ms / 1000)


def _p95(latencies):
    """Uses the nearest rank."""
    ordered = sorted(latencies)
    return ordered[-(-95 * len(ordered) // 100) - 1]
