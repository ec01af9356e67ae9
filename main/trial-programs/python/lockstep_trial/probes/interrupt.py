"""Finds out whether an endless loop can be interrupted and ended, and what happens to the memory that it holds."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.probes.crew.probe_crew import ProbeCrew
from lockstep_trial.system.python_name import Missing


def run(request, protocol):
    if request['workers'] < 2:
        raise Missing('interrupt takes at least 2 workers that run side by side: one loops, and the others go on')
    if request['executor'] == 'interpreters':
        raise Missing('interrupt takes threads or processes: an interpreter is ended as the thread that it runs in')
    crew = ProbeCrew(request, protocol)
    try:
        if request['executor'].startswith('processes'):
            from lockstep_trial.probes.interrupt_processes import find_out
        else:
            from lockstep_trial.probes.interrupt_threads import find_out
        find_out(request, protocol, crew)
    finally:
        crew.end()
