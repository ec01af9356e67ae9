"""Counts the cores on which the threads of one process are seen, and the cores' worth of CPU time that they get."""

from __future__ import absolute_import, division, print_function

import os
import threading
import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.crews.crew import set_switch_interval
from lockstep_trial.system.cpu_time import process_cpu_us
from lockstep_trial.system.python_name import is_jython
from lockstep_trial.probes.parts.spinner import spin

run_us = 1000000
#: A virtual machine compiles during this time.
warm_up_us = 1500000
until_start_us = 50000
#: Sampling takes time from the cores that it watches; in Jython a sample takes milliseconds.
sample_s = 0.1 if is_jython else 0.01


def run(request, protocol):
    set_switch_interval(request)
    if is_jython:
        _spin_together(request['workers'], warm_up_us, lambda: None)
    protocol.say({'type': 'ready', 'startupMs': 0, 'pids': [os.getpid()]})
    cores = set()
    before, began = process_cpu_us(), now_us()
    answers = _spin_together(request['workers'], run_us, lambda: cores.update(_running_cores()))
    threads_cpu_us = sum(answer['cpuUs'] for answer in answers)
    # the last sample waits for the lock, and so ends later than the threads
    took = run_us if threads_cpu_us else now_us() - began - until_start_us
    protocol.fact('busy-cores', (threads_cpu_us or process_cpu_us() - before) / took)
    if cores:
        protocol.fact('cores-seen', len(cores))
    waits = [answer['coreWaitUs'] for answer in answers]
    if None not in waits:
        protocol.fact('core-wait-share', sum(waits) / took)
    protocol.fact('timer-late', [_wait_late_ms() for _ in range(5)], 'ms')


def _wait_late_ms():
    """@returns how much later than asked a wait of 1 ms ended, in the primitive that waits for the lock"""
    began = now_us()
    threading.Event().wait(0.001)
    return (now_us() - began) / 1e3 - 1


def _spin_together(count, length_us, sample):
    start_us = now_us() + until_start_us
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(spin(start_us, start_us + length_us)))
               for _ in range(count)]
    for thread in threads:
        thread.start()
    while now_us() < start_us:
        time.sleep(0.001)
    while now_us() < start_us + length_us:
        sample()
        time.sleep(sample_s)
    for thread in threads:
        thread.join()
    return answers


def _running_cores():
    """@returns the cores of this process's running threads except the calling one (proc(5), stat: state, processor)"""
    found = set()
    try:
        me = os.readlink('/proc/thread-self').split('/')[-1]
        tasks = os.listdir('/proc/self/task')
    except (AttributeError, EnvironmentError):
        return found
    for task in tasks:
        if task == me:
            continue
        try:
            with open('/proc/self/task/%s/stat' % task) as stat:
                fields = stat.read().rsplit(')', 1)[1].split()
        except EnvironmentError:
            continue  # it has ended meanwhile
        if fields[0] == 'R':
            found.add(fields[36])
    return found
