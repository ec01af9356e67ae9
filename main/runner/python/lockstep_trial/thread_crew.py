"""`threads`: threads of this process, behind a gate of locks."""

from __future__ import absolute_import, division, print_function

import os
import threading
from lockstep_trial.clock import now_us
from lockstep_trial.cpu_time import process_cpu_us, thread_cpu_us
from lockstep_trial.crew import Crew, assignment_of, set_switch_interval
from lockstep_trial.failure import CrewFailure
from lockstep_trial.gate import Gate
from lockstep_trial.task_loading import load_task
from lockstep_trial.worker import Worker

try:
    from queue import Queue
except ImportError:
    from Queue import Queue


class ThreadCrew(Crew):
    def __init__(self, request, kernels):
        self._request = request
        self._kernels = kernels
        count = request['workers']
        self._workers = [None] * count
        self._gate = Gate(count)
        self._said = Queue()  # (worker, None or a failure)
        self._closing = False

    def start(self):
        set_switch_interval(self._request)
        # once for all: threads share the modules of their process
        run = load_task(self._request['workload'], self._kernels)
        shared = {}
        for number in range(len(self._workers)):
            self._workers[number] = Worker(
                assignment_of(self._request, number), self._kernels, thread_cpu_us, shared, run)
            thread = threading.Thread(target=self._work, args=(number,))
            thread.daemon = True
            thread.start()
        self._hear_from_all()
        return [os.getpid()]

    def lap(self):
        cpu_before = process_cpu_us()
        released_us = now_us()
        self._gate.open()
        self._hear_from_all()
        cpu_us = process_cpu_us() - cpu_before
        reports = [worker.report() for worker in self._workers]
        for report in reports:
            if report['cpuUs'] is None:
                report['cpuUs'] = cpu_us / len(reports)
        return released_us, reports

    def close(self):
        self._closing = True
        self._gate.open()

    def _hear_from_all(self):
        for _ in self._workers:
            number, failure = self._said.get()
            if failure is not None:
                raise CrewFailure(number, failure)

    def _work(self, number):
        worker, gate, say = self._workers[number], self._gate, self._said.put
        worker.settle_in()
        say((number, None))
        while True:
            gate.wait(number)
            if self._closing:
                return
            say((number, worker.lap()))
