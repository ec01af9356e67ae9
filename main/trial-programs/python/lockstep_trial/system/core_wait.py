"""How long a thread was ready to run and waited for a core: Linux keeps it for each thread (proc(5), schedstat)."""

from __future__ import absolute_import, division, print_function

import os


def core_wait_reader():
    """To be called on the thread in question. @returns a function, for any thread, that reads its wait so far in us

    It answers None where the system does not tell.
    """
    try:
        # "PID/task/TID", of which a thread cannot know the last part before Python 3.8
        path = os.path.join('/proc', os.readlink('/proc/thread-self'), 'schedstat')
    except (AttributeError, EnvironmentError):
        return lambda: None

    def read():
        try:
            with open(path) as schedstat:
                return int(schedstat.read().split()[1]) / 1000
        except (EnvironmentError, IndexError, ValueError):
            return None
    return read
