"""Reads the CPU time so far, in microseconds, of the calling thread and of this process.

The functions are taken here, before a user's script is loaded, which may replace those of the module time.
"""

from __future__ import absolute_import, division, print_function

import os
import time
from lockstep_trial.system.python_name import is_ironpython, is_jython


def _thread_clock():
    """@returns None if a thread cannot ask for its own: then each worker is given an equal share of its process's"""
    if is_jython:
        from java.lang.management import ManagementFactory
        threads = ManagementFactory.getThreadMXBean()
        if not threads.isCurrentThreadCpuTimeSupported():
            return None
        return lambda: threads.getCurrentThreadCpuTime() / 1e3
    if is_ironpython:
        return None
    if hasattr(time, 'thread_time_ns'):
        thread_time_ns = time.thread_time_ns
        return lambda: thread_time_ns() / 1e3
    if hasattr(time, 'clock_gettime') and hasattr(time, 'CLOCK_THREAD_CPUTIME_ID'):
        clock_gettime, thread_clock = time.clock_gettime, time.CLOCK_THREAD_CPUTIME_ID
        return lambda: clock_gettime(thread_clock) * 1e6
    return None


def _process_clock():
    if is_ironpython:
        from System.Diagnostics import Process
        # a Process object caches its values, so each reading needs a new one
        return lambda: Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds * 1e3
    if hasattr(time, 'process_time_ns'):
        process_time_ns = time.process_time_ns
        return lambda: process_time_ns() / 1e3
    if hasattr(time, 'process_time'):
        process_time = time.process_time
        return lambda: process_time() * 1e6
    times = os.times
    return lambda: sum(times()[:2]) * 1e6


thread_cpu_us = _thread_clock()
process_cpu_us = _process_clock()
