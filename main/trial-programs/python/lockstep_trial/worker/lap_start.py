"""Says when a lap starts. Its workers are woken a little earlier and stay awake until then, because a core that slept needs
a millisecond or two to reach its full speed (lap-start.ts does the same).
"""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import now_us
from lockstep_trial.system.python_name import is_ironpython, is_jython

_awake_us = 2000
#: No turn begins so late that the lap could have to wait for its end.
_room_us = 100
#: Fewer turns than this say little: the worker was woken late, or had no core.
_least_turns = 20
#: A time that is sent through a pipe has this length.
text_length = 24


def next_start_us():
    """@returns the start of a lap whose workers are woken now"""
    return now_us() + _awake_us


def start_text(start_us):
    return ('%*s' % (text_length, repr(start_us))).encode('ascii')


def stay_awake_until(start_us):
    """Returns at once if the worker was woken late. @returns how long each turn of its loop took, in us"""
    # A turn is native code on numbers of the worker's own: threads without a lock slow each other down at shared ones.
    dividend, divisor, remainder = (1 << 8000) - 1, (1 << 2000) - 123, 0
    turns_us = []
    before, needed_us = now_us(), _room_us
    while before + needed_us < start_us:
        remainder = (dividend + remainder) % divisor
        after = now_us()
        turns_us.append(after - before)
        needed_us = max(_room_us, 2 * (after - before))
        before = after
    while now_us() < start_us:
        pass
    return turns_us


def turns_per_ms(turns_us):
    """@returns the speed of the worker's core, as lap-start.ts works it out; None if it is not known"""
    # Java and .NET compile the division itself while a trial runs: its turns become faster, and the core does not
    if is_jython or is_ironpython or len(turns_us) < _least_turns:
        return None
    later = sorted(turns_us[len(turns_us) // 2:])
    return 1e3 / later[len(later) // 2]
