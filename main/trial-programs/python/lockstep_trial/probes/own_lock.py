"""Runs two threads in each of several processes: only the threads of one process take turns."""

from __future__ import absolute_import, division, print_function

import threading
from lockstep_trial.system.clock import now_us
from lockstep_trial.crews.crew import set_switch_interval
from lockstep_trial.system.multiprocess import start_context
from lockstep_trial.probes.parts.spinner import overlap_share, spin, union

threads_each = 2
run_us = 700000
#: The time from the last process's readiness to the start.
until_start_us = 100000


def run(request, protocol):
    began = now_us()
    context = start_context('spawn')
    channels = []
    processes = []
    for _ in range(request['workers']):
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, request))
        process.start()
        theirs.close()
        channels.append(ours)
        processes.append(process)
    for channel in channels:
        channel.recv()
    protocol.say({'type': 'ready', 'startupMs': (now_us() - began) / 1e3, 'pids': [one.pid for one in processes]})
    start_us = now_us() + until_start_us
    for channel in channels:
        channel.send(start_us)
    answers = [channel.recv() for channel in channels]
    for process in processes:
        process.join()
    report(protocol, answers)


def work(channel, request):
    set_switch_interval(request)
    channel.send('ready')
    start_us = channel.recv()
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(spin(start_us, start_us + run_us))) for _ in range(threads_each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    channel.send(answers)


def report(protocol, answers):
    lanes = [[thread['stretches'] for thread in threads] for threads in answers]
    # the process whose threads overlap most decides
    protocol.fact('overlap-within', max(overlap_share(own) for own in lanes))
    protocol.fact('overlap-between', overlap_share([union(own) for own in lanes]))
    waits = [thread['coreWaitUs'] for threads in answers for thread in threads]
    if None not in waits:
        protocol.fact('core-wait', sum(waits) / 1e3, 'ms')
        protocol.fact('core-wait-share', sum(waits) / run_us)
