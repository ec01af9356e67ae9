"""A worker whose start is timed reads the clock before anything else, and imports no more than that needs."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import now_us


def report(send):
    """@param send: is given the clock at the first own instruction in us, and how long the thread had no core so far"""
    started_us = now_us()
    from lockstep_trial.system.core_wait import core_wait_reader
    send((started_us, core_wait_reader()()))


def report_to_channel(channel):
    report(channel.send)
    channel.close()
