"""Reads the CPU time so far, in microseconds, of the calling thread, of this process, and of all that it
started.

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
    if is_jython:
        # its os.times() is fifty times too high
        from java.lang.management import ManagementFactory
        system = ManagementFactory.getOperatingSystemMXBean()
        return lambda: system.getProcessCpuTime() / 1e3
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


def _children_clock():
    """@returns the time of child processes that were waited for, since a task may give its work to some"""
    try:
        from resource import RUSAGE_CHILDREN, getrusage
    except ImportError:
        return lambda: 0

    def read():
        used = getrusage(RUSAGE_CHILDREN)
        return (used.ru_utime + used.ru_stime) * 1e6
    return read


thread_cpu_us = _thread_clock()
process_cpu_us = _process_clock()
_children_cpu_us = _children_clock()


def _whole_cpu_us():
    return process_cpu_us() + _children_cpu_us()


#: For a worker that has its process to itself: its own time, and that of the process and its children.
worker_cpu_us = thread_cpu_us or process_cpu_us
whole_cpu_us = _whole_cpu_us if thread_cpu_us else None


class Helpers(object):
    """Finds what a process used meanwhile that is neither its workers' nor the calling thread's, which coordinates them."""

    def __init__(self):
        self._before = self._besides_this_thread()

    def share_us(self, used):
        """@param used: what each worker's thread used @returns an equal share for each; None if the system does not say"""
        if not thread_cpu_us:
            return None
        return max(0, self._besides_this_thread() - self._before - sum(used)) / len(used)

    def _besides_this_thread(self):
        return whole_cpu_us() - thread_cpu_us() if thread_cpu_us else 0
