"""The worker of the probe isolation obeys one command after the other."""

from __future__ import absolute_import, division, print_function

import os
from lockstep_trial.system.native_thread import native_thread_id
from lockstep_trial.probes.parts.module_state import state
from lockstep_trial.probes.parts.steady_work import work_to_the_end

#: No worker waits for longer, whatever happens to the probe.
_patience_s = 30


def obey(channel, order):
    identity, whose = native_thread_id()
    channel.say({'pid': os.getpid(), 'threadId': identity, 'whose': whose, 'state': state['value']})
    while True:
        command = channel.hear(_patience_s)
        if command is None or command == 'end':
            return
        if command == 'work':
            work_to_the_end(channel, order['ownProcess'])
        elif command == 'read':
            channel.say(state['value'])
        else:
            state['value'] = command['write']
            channel.say(state['value'])


def have_child(channel, order):
    """Starts a process in the way in which it was started itself, and passes its line on to that child."""
    from lockstep_trial.system.multiprocess import start_context
    from lockstep_trial.probes.crew.probe_processes import start_process
    context = start_context(order['method'])
    start_process(context, 'isolation_part.outlive', channel.line.connection, None).join(_patience_s)


def outlive(channel, order):
    """The child reports who it is, and works on after the message that its parent is gone."""
    channel.say({'pid': os.getpid()})
    work_to_the_end(channel, True)
