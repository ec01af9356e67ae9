"""Reads how long a thread was ready to run and waited for a core. Linux counts it per thread (proc(5), schedstat)."""

from __future__ import absolute_import, division, print_function

import os

_open = open  # a user's script may replace it


def core_wait_reader():
    """Call it on the thread in question. @returns a function that reads, on any thread, its wait so far in us

    The function returns None if the system does not count it.
    """
    try:
        # the link reads "PID/task/TID"; before Python 3.8 a thread cannot ask for its TID
        path = os.path.join('/proc', os.readlink('/proc/thread-self'), 'schedstat')
    except (AttributeError, EnvironmentError):
        return lambda: None

    def read():
        try:
            with _open(path) as schedstat:
                return int(schedstat.read().split()[1]) / 1000
        except (EnvironmentError, IndexError, ValueError):
            return None
    return read
