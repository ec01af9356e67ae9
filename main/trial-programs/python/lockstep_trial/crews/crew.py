"""A crew is the workers of one trial, whatever they are made of."""

from __future__ import absolute_import, division, print_function

import sys


class Crew(object):
    #: Whether each worker's memory comes on top of the coordinator's.
    separate_processes = False
    #: How multiprocessing starts the workers' processes: 'spawn', 'fork' or 'forkserver'; None for other workers.
    start_method = None

    def start(self):
        """Creates all workers and waits until each stands at the gate. @returns their distinct pids"""
        raise NotImplementedError

    def lap(self):
        """Opens the gate once and waits for all. @returns the workers' reports, as Worker.report makes them"""
        raise NotImplementedError

    def close(self):
        """Ends the workers, which stand at the gate."""

    def abandon(self):
        """Ends, after a failure, what would outlive this process."""


def set_switch_interval(request):
    """Each process and each interpreter has its own interval; Python 2.7, Jython and IronPython have none."""
    if hasattr(sys, 'setswitchinterval'):
        sys.setswitchinterval(request['switchIntervalMs'] / 1000)
