"""Says when a lap starts. Its workers are woken a little earlier and stay awake until then, because a core that slept needs
a millisecond or two to reach its full speed (lap-start.ts does the same).
"""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import now_us

_awake_us = 2000
#: A time that is sent through a pipe has this length.
text_length = 24


def next_start_us():
    """@returns the start of a lap whose workers are woken now"""
    return now_us() + _awake_us


def start_text(start_us):
    return ('%*s' % (text_length, repr(start_us))).encode('ascii')


def stay_awake_until(start_us):
    """Returns at once if the worker was woken late."""
    while now_us() < start_us:
        pass
