from __future__ import absolute_import, division, print_function

import sys
from lockstep_trial.system.python_name import Missing, is_ironpython, is_jython, python_name


def create_crew(request, kernels, protocol):
    executor = request['executor']
    if executor == 'serial':
        from lockstep_trial.crews.serial_crew import SerialCrew
        return SerialCrew(request, kernels)
    if executor in ('threads', 'locked-threads'):  # PYTHON_GIL=1 switches on the build's own lock
        from lockstep_trial.crews.thread_crew import ThreadCrew
        return ThreadCrew(request, kernels)
    if executor in ('processes', 'processes-fork'):
        if is_jython or is_ironpython:
            raise Missing('%s has no multiprocessing: %s cannot run in it' % (python_name(), executor))
        from lockstep_trial.system.multiprocess import start_method
        from lockstep_trial.crews.process_crew import ProcessCrew
        return ProcessCrew(request, kernels, start_method(executor), protocol)
    if executor == 'async':
        if sys.version_info < (3, 5) or is_ironpython:
            raise Missing('%s has no asyncio with async functions: 3.5 or later is needed' % python_name())
        from lockstep_trial.crews.async_crew import AsyncCrew
        return AsyncCrew(request, kernels)
    if executor == 'interpreters':
        from lockstep_trial.crews.interpreter_crew import InterpreterCrew
        return InterpreterCrew(request, kernels)
    raise Missing('the Python runner has no executor called %s' % executor)
