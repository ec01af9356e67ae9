"""The workers of the probe interrupt: loops that nothing ends but what is done to them, or the clock at last."""

from __future__ import absolute_import, division, print_function

import signal
import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.probes.parts.steady_work import work_to_the_end

#: Nobody loops for longer, whatever happens to the probe.
_longest_us = 40e6

#: How often each loop went round, by its name: threads of one process write it, and the probe reads it.
rounds = {}
#: Ends the loops of this process when all is found out. It is not what a loop is asked to stop by.
over = {'over': False}


class Stop(Exception):
    """What is raised in a thread from outside."""


def loop(channel, order):
    """Says when it loops, and what was raised in the loop, after which it loops again; Stop ends it."""
    if order['ownProcess']:
        # as Python does by itself, unless the process began with interrupts ignored
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # written, so that the memory is there
    held = bytearray(b'\1') * order['holdBytes']
    try:
        while not over['over']:
            try:
                channel.say({'looping': True})
                _loop(order['name'], now_us() + _longest_us)
                break
            except KeyboardInterrupt:
                channel.say({'raised': 'KeyboardInterrupt', 'atUs': now_us()})
    except Stop:
        channel.say({'raised': 'Stop', 'atUs': now_us()})
    # used after the loop, so that no runtime may let go of it before
    rounds[order['name']] += len(held[:1])


def _loop(name, until_us):
    rounds[name] = 0
    while not over['over'] and now_us() < until_us:
        rounds[name] += 1


def wait_in_a_call(channel, order):
    """Is inside one call for a while, as in any other that is not written in Python, then loops."""
    try:
        channel.say({'callingUs': now_us()})
        time.sleep(order['seconds'])
        _loop(order['name'], now_us() + _longest_us)
    except Stop:
        channel.say({'raised': 'Stop', 'atUs': now_us()})


def finish(channel, order):
    """Says that it is there, waits to be told to work, and then to finish."""
    channel.say({'ready': True})
    if channel.hear(_longest_us / 1e6) is not None:
        work_to_the_end(channel, True)
