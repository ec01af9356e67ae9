"""Runs `async` as coroutines of one asyncio loop in the main thread, one for each worker.

This file is not written in the common subset; it is loaded from Python 3.5 on, which has `await`.
"""

import asyncio
import os
import sys

from lockstep_trial.system.clock import now_us
from lockstep_trial.system.cpu_time import whole_cpu_us, worker_cpu_us
from lockstep_trial.crews.crew import Crew, set_switch_interval
from lockstep_trial.worker.failure import CrewFailure
from lockstep_trial.worker.task_loading import load_task
from lockstep_trial.worker.worker import Worker


class AsyncCrew(Crew):
    def __init__(self, request, kernels):
        self._request = request
        self._kernels = kernels
        self._loop = asyncio.new_event_loop()
        self._workers = []

    def start(self):
        set_switch_interval(self._request)
        if sys.version_info < (3, 10):
            # a script may create asyncio objects at import, which belong to the current loop
            asyncio.set_event_loop(self._loop)
        run = load_task(self._request, self._kernels, asynchronous=True)
        shared = {}
        for number in range(self._request['workers']):
            self._workers.append(Worker(self._request, number, self._kernels, None, shared, run))
        return [os.getpid()]

    def lap(self):
        whole_before = whole_cpu_us() if whole_cpu_us else 0
        cpu_before = worker_cpu_us()
        released_us = now_us()
        self._loop.run_until_complete(self._lap_of_all())
        cpu_us = worker_cpu_us() - cpu_before
        helpers_us = max(0, whole_cpu_us() - whole_before - cpu_us) / len(self._workers) if whole_cpu_us else None
        # one thread runs them all: which of them took its time is not known
        share_us = cpu_us / len(self._workers)
        return [worker.report(released_us, share_us, helpers_us) for worker in self._workers]

    def close(self):
        self._loop.close()

    async def _lap_of_all(self):
        # a failure must end the lap at once, while the others may still be waiting for something
        laps = [asyncio.ensure_future(_lap_of(number, worker)) for number, worker in enumerate(self._workers)]
        await asyncio.gather(*laps)


async def _lap_of(number, worker):
    run, context, mine = worker.run, worker.context, worker.mine
    worker.begin()
    try:
        for count in range(worker.passes):
            for index in range(len(mine)):
                answer = run(mine[index], context)
                if hasattr(answer, '__await__'):
                    answer = await answer
                worker.keep(count, index, answer)
            worker.passed(count)
    except BaseException:
        raise CrewFailure(number, worker.describe_failure())
    worker.end()
