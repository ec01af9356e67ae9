"""A worker that shares no objects with the coordinator obeys one-letter commands and answers in JSON."""

from __future__ import absolute_import, division, print_function

import os
from lockstep_trial.crews.crew import set_switch_interval
from lockstep_trial.worker.failure import describe_failure
from lockstep_trial.worker.task_loading import task_file
from lockstep_trial.worker.worker import Worker

#: Run one lap, from the time that follows on (`start_text`); report the last lap; end. The report is made apart, so that
#: no worker's hashing takes time from another's lap.
lap_command = b'l'
report_command = b'r'
end_command = b'e'
#: A worker sends it before the bytes that its task sends.
message_command = b'm'


def serve(request, number, kernels, cpu_us, receive, send, round_trip, whole_cpu_us=None):
    """@param receive: blocks until the next command @param send: takes what is for the coordinator itself
    @param round_trip: takes a task's message to the coordinator and back
    """
    try:
        set_switch_interval(request)
        worker = Worker(request, number, kernels, cpu_us, {}, round_trip=round_trip, whole_cpu_us=whole_cpu_us)
        worker.settle_in()
    except BaseException:
        send(describe_failure(task_file(request['workload'], kernels)))
        return
    send({'type': 'ready', 'pid': os.getpid()})
    released_us = 0
    while True:
        command = receive()
        if command[:1] == lap_command:
            released_us = float(command[1:])
            worker.wake()
            worker.stay_awake_until(released_us)
            send(worker.lap() or {'type': 'ended', 'usedUs': worker.used_us})
        elif command == report_command:
            try:
                message = dict(worker.report(released_us), type='report')
            except BaseException:
                message = worker.describe_failure()
            send(message)
        else:
            return
