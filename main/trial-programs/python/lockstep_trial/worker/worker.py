"""Runs one worker's part of every lap, in the same way in a thread, a process and an interpreter."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.worker.checksum import add_checksums, checksum_of_task, is_result
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.core_wait import core_wait_reader
from lockstep_trial.worker.exchange import Exchange, hand_over
from lockstep_trial.worker.failure import WrongResult, describe_failure
from lockstep_trial.worker.lap_start import stay_awake_until, turns_per_ms
from lockstep_trial.system.memory import peak_rss_bytes
from lockstep_trial.system.pin_thread import pin_thread
from lockstep_trial.worker.safe_point import SafePoint
from lockstep_trial.worker.task_loading import load_task, task_file
from lockstep_trial.worker.told_result import hint_for, told_result


#: Comparing such a text takes longer than the call of a task.
_long_text = 1000


class TaskContext(object):
    def __init__(self, size, seed, safe_point, exchange, shared):
        self.size = size
        self.seed = seed
        #: A safe point: call it every 20-50 us, between blocks of work and never inside the inner loop.
        self.tick = safe_point.tick
        #: Runs a call that waits, or that computes outside of the interpreter.
        self.blocking = safe_point.blocking
        #: Sends bytes to the program that coordinates the trial and waits until it has sent them back: through a queue
        #: from a thread, which copies nothing, and through a pipe from a process or an interpreter; in serial, where
        #: there is nobody to send to, and if both share one thread, the bytes are just handed over.
        self.exchange = exchange
        #: A dict that all worker threads of a trial see; each process and each interpreter has its own.
        self.shared = shared


class Worker(object):
    def __init__(self, request, number, kernels, cpu_us, shared, run=None, round_trip=hand_over, whole_cpu_us=None):
        """@param number: which worker of the request's it is, from 0
        @param cpu_us: CPU time so far of this worker's thread, or None where only its whole process can be asked
        @param whole_cpu_us: that of its process and its children, for a worker that has the process to itself
        @param round_trip: takes a message to the coordinating program and back
        """
        self.run = load_task(request, kernels) if run is None else run
        self.passes = request['passes']
        self.mine = list(range(number, request['tasks'], request['workers']))
        self._pin = request.get('pin'), number
        self._file = task_file(request['workload'], kernels)
        self._safe_point = SafePoint()
        self._cpu_us = cpu_us or (lambda: 0)
        self._exchange = Exchange(round_trip, self._safe_point, self._cpu_us)
        self.context = TaskContext(
            request['size'], request['seed'], self._safe_point, self._exchange.exchange, shared)
        self._knows_cpu = cpu_us is not None
        self._whole_cpu_us = whole_cpu_us if self._knows_cpu else None
        self._woken_cpu_us = self._whole_before = self._helpers_us = 0
        self._results = [None] * len(self.mine)
        #: Long texts of the last pass, which are compared after the lap.
        self._latest = {}
        #: A result of each task and its checksum.
        self._known = [(None, 0)] * len(self.mine)
        self._loop = None
        self._start_us = self._end_us = self._took_us = self.used_us = self._first_pass_us = 0
        self._turns_us = []
        self._core_wait_us = lambda: None
        self._waited_us = None

    def settle_in(self):
        """Is called on the thread that will run the laps, if the worker has that thread to itself."""
        pin_thread(*self._pin)
        self._core_wait_us = core_wait_reader()
        self._waited_us = self._core_wait_us()

    def wake(self):
        """Is called before the worker stays awake for its lap, on its own thread."""
        self._woken_cpu_us = self._cpu_us()

    def stay_awake_until(self, start_us):
        """Is called right before lap(), where the worker has a core to itself; its turns tell that core's speed."""
        self._turns_us = stay_awake_until(start_us)

    def lap(self):
        """Runs right after the gate opened. @returns None, or the failure that ended it"""
        run, context, mine = self.run, self.context, self.mine
        self.begin()
        try:
            for number in range(self.passes):
                for index in range(len(mine)):
                    answer = run(mine[index], context)
                    if hasattr(answer, '__await__'):
                        answer = self._settle(answer)
                    self.keep(number, index, answer)
                self.passed(number)
        except:  # noqa: E722 - under Jython, Java's errors are no exceptions of Python
            return self.describe_failure()
        self.end()
        return None

    def begin(self):
        self._results = [None] * len(self.mine)
        self._latest = {}
        self._exchange.clear()
        if self._whole_cpu_us:
            self._whole_before = self._whole_cpu_us()
        self._cpu_before = self._cpu_us()
        self._start_us = now_us()
        self._safe_point.enter()

    def keep(self, number, index, result):
        """Stores, and compares what is short; all else waits until every worker has ended."""
        if not is_result(result):
            raise WrongResult('task %d returned %s, expected an int, a float or a str%s' % (
                self.mine[index], type(result).__name__, hint_for(result)))
        if number == 0:
            self._results[index] = result
        elif _is_long(result) and _is_long(self._results[index]):
            self._latest[index] = result
        else:
            self._compare(index, result, number)

    def _compare(self, index, result, number):
        first = self._results[index]
        if result != first and (result == result or first == first):
            raise WrongResult(
                'task %d gave %s in pass 1 and %s in pass %d; a task must give the same result every time' % (
                    self.mine[index], told_result(first), told_result(result), number + 1))

    def passed(self, number):
        """A first pass that takes far longer than the others shows that results are remembered."""
        if number == 0:
            self._first_pass_us = now_us() - self._start_us

    def end(self):
        self._end_us = now_us()
        cpu_us = self._cpu_us()
        self._took_us = cpu_us - self._cpu_before
        self.used_us = cpu_us - self._woken_cpu_us
        if self._whole_cpu_us:
            self._helpers_us = max(0, self._whole_cpu_us() - self._whole_before - self._took_us)

    def describe_failure(self):
        return describe_failure(self._file)

    def report(self, released_us, share_us=0, helpers_us=None):
        """@returns what main/trial/trial-messages.ts calls a worker's report: the last lap, in ms since the release

        @param share_us: the worker's share of its process's CPU time, for where only the process can be asked
        @param helpers_us: its share of what else the process used, for a worker that does not have it to itself
        """
        def since_release(us):
            return (us - released_us) / 1e3

        waited_before, self._waited_us = self._waited_us, self._core_wait_us()
        for index, result in self._latest.items():
            self._compare(index, result, self.passes - 1)
        checksum = self._checksum()
        report = {
            'startMs': since_release(self._start_us),
            'endMs': since_release(self._end_us),
            'cpuMs': (self._took_us if self._knows_cpu else share_us) / 1e3,
            'checksum': checksum,
            'gaps': [since_release(us) for us in self._safe_point.gaps_us()],
            'holds': [],
            'peakRssBytes': peak_rss_bytes(),
        }
        if self._whole_cpu_us:
            helpers_us = self._helpers_us
        if helpers_us is not None:
            report['helpersCpuMs'] = helpers_us / 1e3
        if self.passes > 1:
            report['firstPassMs'] = self._first_pass_us / 1e3
        if waited_before is not None and self._waited_us is not None:
            report['coreWaitMs'] = (self._waited_us - waited_before) / 1e3
        if self._exchange.took_us:
            report['communicationMs'] = self._exchange.took_us / 1e3
            report['communicationCpuMs'] = self._exchange.cpu_took_us / 1e3
        turns = turns_per_ms(self._turns_us)
        if turns is not None:
            report['turnsPerMs'] = turns
        blocking_us = self._safe_point.blocking_us()
        if blocking_us:
            report['blockingMs'] = blocking_us / 1e3
        return report

    def _checksum(self):
        """Hashes what differs from the lap before alone: five million letters take half a second."""
        total = 0
        for index, (task, result) in enumerate(zip(self.mine, self._results)):
            before, checksum = self._known[index]
            if before is None or result != before:
                checksum = checksum_of_task(task, result)
                self._known[index] = result, checksum
            total = add_checksums(total, checksum)
        return total

    def _settle(self, awaitable):
        """Awaits each task of an `async def run` before the next one starts, outside of the async executor."""
        import asyncio
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        return self._loop.run_until_complete(awaitable)


def _is_long(result):
    return isinstance(result, str) and str.__len__(result) > _long_text  # a kind of str may have a length of its own
