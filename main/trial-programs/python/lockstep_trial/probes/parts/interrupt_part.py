"""The workers of the probe interrupt loop until something from outside ends them, or a time limit."""

from __future__ import absolute_import, division, print_function

import signal
import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.probes.parts.steady_work import work_to_the_end

#: No worker loops for longer, whatever happens to the probe.
_longest_us = 40e6

#: Counts the rounds of each loop by its name: threads of one process write it, and the probe reads it.
rounds = {}
#: Ends the loops of this process when the probe is done; it is not the request to stop that the probe tries.
over = {'over': False}


class Stop(Exception):
    """The probe raises it in a thread from outside."""


def loop(channel, order):
    """Reports when it loops, and an interrupt in the loop, after which it loops again; Stop ends it."""
    if order['ownProcess']:
        # Python does so by itself, unless the process began with interrupts ignored
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # the memory is written, so that the system provides it
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
    # used after the loop, so that no runtime frees it before
    rounds[order['name']] += len(held[:1])


def _loop(name, until_us):
    rounds[name] = 0
    while not over['over'] and now_us() < until_us:
        rounds[name] += 1


def wait_in_a_call(channel, order):
    """Stays in one call that is not written in Python for a while, then loops."""
    try:
        channel.say({'callingUs': now_us()})
        time.sleep(order['seconds'])
        _loop(order['name'], now_us() + _longest_us)
    except Stop:
        channel.say({'raised': 'Stop', 'atUs': now_us()})


def finish(channel, order):
    """Reports that it is ready, waits for the message to work, and then for the one to finish."""
    channel.say({'ready': True})
    if channel.hear(_longest_us / 1e6) is not None:
        work_to_the_end(channel, True)
