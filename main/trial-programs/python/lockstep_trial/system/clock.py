"""Reads the system's monotonic clock, which Node's process.hrtime reads too: all processes of a machine share it."""

from __future__ import absolute_import, division, print_function

import sys
import time
from lockstep_trial.system.python_name import Missing, is_ironpython, is_jython, python_name


def _clock():
    """@returns a function that reads the clock, and the number of its units in a microsecond"""
    if is_jython:
        from java.lang import System
        return System.nanoTime, 1000.0
    if is_ironpython:
        from System.Diagnostics import Stopwatch
        return Stopwatch.GetTimestamp, Stopwatch.Frequency / 1e6
    if sys.platform == 'darwin' and hasattr(time, 'CLOCK_MONOTONIC_RAW'):
        # libuv reads mach_continuous_time; perf_counter stands still there while the machine sleeps
        raw = time.CLOCK_MONOTONIC_RAW
        if hasattr(time, 'clock_gettime_ns'):
            clock_gettime_ns = time.clock_gettime_ns
            return lambda: clock_gettime_ns(raw), 1000.0
        clock_gettime = time.clock_gettime
        return lambda: clock_gettime(raw), 1e-6
    if hasattr(time, 'perf_counter_ns'):
        return time.perf_counter_ns, 1000.0
    if hasattr(time, 'perf_counter'):
        return time.perf_counter, 1e-6
    raise Missing('%s has no monotonic clock: 3.3 or later is needed' % python_name())


read_clock, units_per_us = _clock()


def now_us():
    return read_clock() / units_per_us
