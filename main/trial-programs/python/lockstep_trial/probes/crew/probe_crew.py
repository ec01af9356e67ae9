from __future__ import absolute_import, division, print_function

from lockstep_trial.system.multiprocess import start_method
from lockstep_trial.system.python_name import Missing


class ProbeCrew(object):
    """Starts workers of the kind that the request's executor names."""

    def __init__(self, request, protocol):
        self.workers = []
        self._start = _starter(request['executor'], protocol)

    def start(self, part, order=None):
        """@param part: "module.function" @param order: the second argument of that function"""
        worker = self._start(len(self.workers), part, order)
        self.workers.append(worker)
        return worker

    def end(self):
        """Ends the workers that can be ended; threads end with this process."""
        for worker in self.workers:
            try:
                worker.kill()
            except Missing:
                pass


def _starter(executor, protocol):
    """@returns a function of (number, part, order) that starts a worker"""
    if executor in ('threads', 'locked-threads'):
        from lockstep_trial.probes.crew.probe_threads import ThreadWorker
        return ThreadWorker
    if executor in ('processes', 'processes-fork'):
        from lockstep_trial.probes.crew.probe_processes import process_starter
        return process_starter(start_method(executor), protocol)
    if executor == 'interpreters':
        from lockstep_trial.probes.crew.probe_interpreters import interpreter_starter
        return interpreter_starter()
    raise Missing('a probe takes workers that run side by side: threads, processes or interpreters, not %s' % executor)
