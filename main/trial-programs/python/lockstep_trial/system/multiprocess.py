"""Starts processes by multiprocessing, if this Python has it."""

from __future__ import absolute_import, division, print_function

import sys
from lockstep_trial.system.python_name import Missing, is_ironpython, is_jython, python_name


def start_context(method):
    """@param method: 'spawn' or 'fork'"""
    if is_jython or is_ironpython:
        raise Missing('%s has no multiprocessing' % python_name())
    import multiprocessing
    if method not in multiprocessing.get_all_start_methods():
        raise Missing('multiprocessing of %s on %s has no start method %s' % (python_name(), sys.platform, method))
    return multiprocessing.get_context(method)


def start_method(executor):
    return 'fork' if executor == 'processes-fork' else 'spawn'
