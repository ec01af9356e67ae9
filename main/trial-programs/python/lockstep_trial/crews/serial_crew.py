"""Runs `serial` in the main thread as the one worker, with which nothing contends."""

from __future__ import absolute_import, division, print_function

import os
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.cpu_time import whole_cpu_us, worker_cpu_us
from lockstep_trial.crews.crew import Crew, set_switch_interval
from lockstep_trial.worker.failure import CrewFailure
from lockstep_trial.worker.lap_start import next_start_us
from lockstep_trial.worker.worker import Worker


class SerialCrew(Crew):
    def __init__(self, request, kernels):
        self._request = request
        self._kernels = kernels
        self._worker = None

    def start(self):
        set_switch_interval(self._request)
        self._worker = Worker(self._request, 0, self._kernels, worker_cpu_us, {}, whole_cpu_us=whole_cpu_us)
        self._worker.settle_in()
        return [os.getpid()]

    def lap(self):
        self._worker.stay_awake_until(next_start_us())
        # nobody waits for the same moment: had it lost its core until now, that would be no part of the lap
        released_us = now_us()
        failure = self._worker.lap()
        if failure is not None:
            raise CrewFailure(0, failure)
        return [self._worker.report(released_us)]
