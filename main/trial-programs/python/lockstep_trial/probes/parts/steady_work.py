"""Works until the probe says that it may end, and then runs to an end that can be checked."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import now_us
from lockstep_trial.system.cpu_time import process_cpu_us, thread_cpu_us

#: A worker reports that it is working after this CPU time.
_first_cpu_us = 20e3
#: No worker works for longer, whatever happens to the probe.
_longest_us = 40e6
_slice_steps = 5000
_last_steps = 50000


def work_to_the_end(channel, own_process):
    """Reports its CPU time once it has had some, goes on until any message comes, then reports its last result."""
    cpu_us = process_cpu_us if own_process else thread_cpu_us
    until_us = now_us() + _longest_us
    cpu_before_us = None if cpu_us is None else cpu_us()
    had_us = None
    asked_to_end = False
    while not asked_to_end and now_us() < until_us:
        compute(_slice_steps)
        if had_us is None:
            had_us = _first_cpu_us if cpu_us is None else cpu_us() - cpu_before_us
            if had_us < _first_cpu_us:
                had_us = None
            else:
                channel.say({'working': True, 'cpuMs': None if cpu_us is None else had_us / 1e3})
        asked_to_end = channel.hear(0) is not None
    channel.say({'result': compute(_last_steps) if asked_to_end else None})


def compute(steps):
    """Computes the same in every runtime: a linear congruential generator, below 2 ** 31."""
    value = 1
    for _ in range(steps):
        value = (value * 1103515245 + 12345) % 2147483648
    return value


def expected_result():
    return compute(_last_steps)
