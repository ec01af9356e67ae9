"""The workers of one trial, whatever they are made of."""

from __future__ import absolute_import, division, print_function

import sys


class Crew(object):
    #: Whether each worker's memory comes on top of the coordinator's.
    separate_processes = False

    def start(self):
        """Creates all workers and waits until each stands at the gate. @returns their pids, distinct"""
        raise NotImplementedError

    def lap(self):
        """Opens the gate once and waits for all. @returns the clock just before the release, the workers' reports"""
        raise NotImplementedError

    def close(self):
        """Ends the workers, which stand at the gate."""

    def abandon(self):
        """After a failure: ends what would outlive this process."""


def assignment_of(request, worker):
    """What one worker needs to know."""
    names = ('workers', 'workload', 'size', 'seed', 'tasks', 'passes', 'switchIntervalMs')
    return dict([(name, request[name]) for name in names], worker=worker, pin=request.get('pin'))


def set_switch_interval(request):
    """Each process and each interpreter has its own; Python 2.7, Jython and IronPython have none."""
    if hasattr(sys, 'setswitchinterval'):
        sys.setswitchinterval(request['switchIntervalMs'] / 1000)
