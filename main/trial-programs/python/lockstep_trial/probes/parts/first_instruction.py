"""What a worker whose start is timed does: reads the clock before anything else. It imports no more than that takes."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import now_us


def tell(send):
    """@param send: takes the clock of the first own instruction in us, and how long the thread had no core so far"""
    started_us = now_us()
    from lockstep_trial.system.core_wait import core_wait_reader
    send((started_us, core_wait_reader()()))


def tell_channel(channel):
    """The same, at the other end of a pipe."""
    tell(channel.send)
    channel.close()
