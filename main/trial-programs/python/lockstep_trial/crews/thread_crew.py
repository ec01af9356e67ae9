"""Runs `threads` as threads of this process, which wait at a gate of locks."""

from __future__ import absolute_import, division, print_function

import os
from threading import Thread
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.cpu_time import Helpers, process_cpu_us, thread_cpu_us
from lockstep_trial.crews.crew import Crew, set_switch_interval
from lockstep_trial.worker.failure import CrewFailure, describe_failure, failed
from lockstep_trial.worker.gate import Gate
from lockstep_trial.worker.lap_start import next_start_us, stay_awake_until
from lockstep_trial.system.queues import Empty, Queue
from lockstep_trial.system.python_name import has_lock, is_jython
from lockstep_trial.worker.task_loading import load_task
from lockstep_trial.worker.worker import Worker

_look_every_s = 1


class Message(object):
    """A message of a task on its way to the coordinator."""

    def __init__(self, content):
        self.content = content


class ThreadCrew(Crew):
    def __init__(self, request, kernels):
        self._request = request
        self._kernels = kernels
        count = request['workers']
        self._workers = [None] * count
        self._threads = []
        self._gate = Gate(count)
        self._said = Queue()  # (worker, None or a failure, or a Message)
        self._answers = [Queue() for _ in range(count)]
        self._closing = False

    def start(self):
        set_switch_interval(self._request)
        # loaded once, because threads share the modules of their process
        run = load_task(self._request, self._kernels)
        shared = {}
        for number in range(len(self._workers)):
            self._workers[number] = Worker(
                self._request, number, self._kernels, thread_cpu_us, shared, run,
                self._round_trip_of(number))
            thread = Thread(target=self._work, args=(number,))
            thread.daemon = True
            self._threads.append(thread)
            thread.start()
        self._hear_from_all()
        return [os.getpid()]

    def lap(self):
        cpu_before, helpers = process_cpu_us(), Helpers()
        # if only the process knows its CPU time, staying awake would be counted as work
        released_us = self._gate.start_us = next_start_us() if thread_cpu_us else now_us()
        self._gate.open()
        self._hear_from_all()
        cpu_us = process_cpu_us() - cpu_before
        share_us = cpu_us / len(self._workers)
        helpers_us = helpers.share_us([worker.used_us for worker in self._workers])
        return [worker.report(released_us, share_us, helpers_us) for worker in self._workers]

    def close(self):
        self._closing = True
        self._gate.open()

    def _hear_from_all(self):
        for _ in self._workers:
            number, failure = self._hear()
            if failure is not None:
                raise CrewFailure(number, failure)

    def _hear(self):
        """@returns a worker, and None or the failure that ended it; messages of tasks are sent back meanwhile"""
        while True:
            number, said = self._next_said()
            if not isinstance(said, Message):
                return number, said
            self._answers[number].put(said.content)

    def _round_trip_of(self, number):
        say, hear = self._said.put, self._answers[number].get

        def round_trip(content):
            say((number, Message(content)))
            return hear()
        return round_trip

    def _next_said(self):
        if not is_jython:
            return self._said.get()
        # if a Java machine's memory is full, a thread may end without a report
        while True:
            try:
                return self._said.get(True, _look_every_s)
            except Empty:
                for number, thread in enumerate(self._threads):
                    if not thread.isAlive():
                        return number, _silent_end()

    def _work(self, number):
        silent_end = number, _silent_end()  # made while there is memory
        try:
            try:
                self._obey(number)
            except BaseException:
                self._said.put((number, describe_failure()))
        except:  # noqa: E722 - under Jython, Java's errors are no exceptions of Python
            self._said.put(silent_end)

    def _obey(self, number):
        worker, gate, say = self._workers[number], self._gate, self._said.put
        # threads that share a lock turn one at a time, which says nothing of their cores
        stand_by = stay_awake_until if has_lock() else worker.stay_awake_until
        worker.settle_in()
        say((number, None))
        while True:
            gate.wait(number)
            if self._closing:
                return
            worker.wake()
            stand_by(gate.start_us)
            say((number, worker.lap()))


def _silent_end():
    return failed('out-of-memory', 'ran out of memory, and then of what it takes to say where')
