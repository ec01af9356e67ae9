"""Finds out who the workers are, whether they see what another one writes, and whether they survive the end of one."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import now_us
from lockstep_trial.system.multiprocess import start_method
from lockstep_trial.probes.crew.probe_crew import ProbeCrew
from lockstep_trial.probes.parts.module_state import as_loaded, state
from lockstep_trial.probes.parts.steady_work import expected_result
from lockstep_trial.system.python_name import Missing

#: A process that was killed has ended within this time.
_patience_s = 10


def run(request, protocol):
    if request['workers'] < 2:
        raise Missing('isolation takes at least 2 workers that run side by side: one has no other to be told from')
    crew = ProbeCrew(request, protocol)
    try:
        _find_out(request, protocol, crew)
    finally:
        crew.end()


def _find_out(request, protocol, crew):
    own_process = request['executor'].startswith('processes')
    # written before the workers start: a freshly loaded module does not hold it
    state['value'] = 'written by the first'
    started_us = now_us()
    workers = [crew.start('isolation_part.obey', {'ownProcess': own_process}) for _ in range(request['workers'])]
    answers = [worker.hear() for worker in workers]
    pids = set(answer['pid'] for answer in answers)
    protocol.ready((now_us() - started_us) / 1e3, pids)
    protocol.fact('pids', len(pids))
    protocol.fact('thread-ids', len(set(answer['threadId'] for answer in answers)))
    protocol.fact('thread-ids-of', answers[0]['whose'])
    protocol.fact('fresh-modules', sum(1 for answer in answers if answer['state'] == as_loaded))
    _report_memory(protocol, workers)
    _report_work(protocol, workers, own_process)
    if own_process:
        _report_orphan(request, protocol, crew)


def _report_memory(protocol, workers):
    written = 'written by a worker'
    workers[0].say({'write': written})
    workers[0].hear()
    for worker in workers[1:]:
        worker.say('read')
    protocol.fact('write-seen-by', sum(1 for worker in workers[1:] if worker.hear() == written))


def _report_work(protocol, workers, own_process):
    """All work at once. The first process is killed, and the others go on; threads and interpreters cannot be killed."""
    for worker in workers:
        worker.say('work')
    cpu_ms = [worker.hear()['cpuMs'] for worker in workers]
    if None not in cpu_ms:
        protocol.fact('worker-cpu', cpu_ms, 'ms')
    others = workers
    if own_process:
        others = workers[1:]
        workers[0].kill()
        protocol.fact('ended-by-force', workers[0].ended(_patience_s))
    for worker in others:
        worker.say('finish')
    finished = sum(1 for worker in others if worker.hear()['result'] == expected_result())
    if own_process:
        protocol.fact('others-finished', finished)


def _report_orphan(request, protocol, crew):
    """Kills a process that has a child, and reports whether the child goes on."""
    parent = crew.start('isolation_part.have_child', {'method': start_method(request['executor'])})
    child = parent.hear()
    working = parent.hear()['working']
    parent.kill()
    gone = parent.ended(_patience_s)
    parent.say('finish')
    finished = parent.hear()['result'] == expected_result()
    protocol.fact('child-outlives-parent', child['pid'] != parent.pid and working and gone and finished)
