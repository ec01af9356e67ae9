"""When a lap starts. Its workers are woken a little earlier, and stay awake for it: a core that slept needs a millisecond
or two until it is as fast as it can be, as in lap-start.ts.
"""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import now_us

_awake_us = 2000
#: A time as it goes through a pipe has this length.
text_length = 24


def next_start_us():
    """@returns when a lap starts whose workers are woken now"""
    return now_us() + _awake_us


def start_text(start_us):
    return ('%*s' % (text_length, repr(start_us))).encode('ascii')


def stay_awake_until(start_us):
    """A worker that was woken late does not wait."""
    while now_us() < start_us:
        pass
