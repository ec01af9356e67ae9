"""Finds out what it takes to exchange messages with a worker, and times them from one byte to 64 MiB."""

from __future__ import absolute_import, division, print_function

import os
import threading
from lockstep_trial.system.clock import now_us
from lockstep_trial.probes.message_lines import SetUp, open_line

_kib = 1024
_mib = 1024 * 1024
_payloads = (
    ('1B', 1), ('1KiB', _kib), ('64KiB', 64 * _kib), ('1MiB', _mib), ('16MiB', 16 * _mib), ('64MiB', 64 * _mib))
#: The time of a smaller message is that of the call and not of the bytes.
_least_for_throughput = 64 * _kib

#: Round trips of one payload end when there are enough, or after enough_ms, or with few trips after too_long_ms.
_enough_trips = 100
_enough_ms, _few_trips, _too_long_ms = 80, 3, 400


def run(request, protocol):
    started_us = now_us()
    line = open_line(request['executor'], protocol)
    line.ask('identify', None)
    protocol.ready((now_us() - started_us) / 1e3, [] if line.pid is None else [line.pid])
    protocol.fact('set-up-calls', line.set_up_calls)
    _report_values(line, protocol)
    _report_costs(line, protocol)
    if line.pid is not None:
        _report_shared_memory(line, protocol)
    line.send(None)


def _report_values(line, protocol):
    """Reports whether the other end receives the object itself, and which values are refused."""
    numbers = []
    line.ask('append', numbers)
    protocol.fact('message', 'the same object' if numbers else 'a copy')
    with open(os.devnull) as file:
        for name, value in (('lambda', lambda: 1), ('lock', threading.Lock()), ('open-file', file)):
            protocol.fact('value-' + name, _fate_of(line, value))


def _fate_of(line, value):
    try:
        line.send(('identify', value))
    except Exception:
        # each version raises another error: PicklingError, TypeError or AttributeError
        return 'refused'
    # an object of another process may have the same identity by chance
    return 'the same object' if line.receive() == id(value) and line.pid is None else 'a copy'


def _report_costs(line, protocol):
    for size, count in _payloads:
        payload = b'x' * count

        def trip():
            started_us = now_us()
            _, back = line.ask('echo', payload)
            took_ms = (now_us() - started_us) / 1e3
            if len(back) != count:
                raise RuntimeError('%d bytes were sent, %d came back' % (count, len(back)))
            return took_ms
        trips_ms = _timed(trip)
        protocol.fact('round-trip-' + size, trips_ms, 'ms')
        if line.pid is not None and count >= _least_for_throughput:
            protocol.fact('throughput-' + size, 2 * count / _mib / (_median(trips_ms) / 1e3), 'MiB/s')


def _report_shared_memory(line, protocol):
    """Both see the memory that holds the bytes: one message says that they are there, another that they were seen."""
    try:
        from multiprocessing.shared_memory import SharedMemory
    except ImportError:
        return  # not before Python 3.8
    for size, count in _payloads:
        set_up = SetUp()
        block = set_up.call(SharedMemory, create=True, size=count)
        try:
            set_up.call(line.ask, 'attach', block.name)
        finally:
            # both have it open, so nothing is left behind when they end
            set_up.call(block.unlink)

        def trip():
            block.buf[0], block.buf[-1] = 0, 1
            started_us = now_us()
            line.ask('touch', None)
            took_ms = (now_us() - started_us) / 1e3
            if block.buf[0] == 0:
                raise RuntimeError('what the other process wrote into shared memory was not seen')
            return took_ms
        protocol.fact('shared-memory-round-trip-' + size, _timed(trip), 'ms')
        set_up.call(line.ask, 'detach', None)
        set_up.call(block.close)
    protocol.fact('shared-memory-set-up-calls', line.set_up_calls + set_up.calls)


def _timed(trip):
    # the first trip finds neither warm code nor memory
    sum_ms = trip()
    trips_ms = []
    while len(trips_ms) < _enough_trips:
        trips_ms.append(trip())
        sum_ms += trips_ms[-1]
        if sum_ms >= (_too_long_ms if len(trips_ms) < _few_trips else _enough_ms):
            break
    return trips_ms


def _median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
