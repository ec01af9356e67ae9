"""Runs the laps of one trial and reports them. It sleeps while its workers work."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.worker.checksum import add_checksums, format_checksum
from lockstep_trial.system.clock import now_us
from lockstep_trial.crews.crews import create_crew
from lockstep_trial.worker.failure import describe_failure
from lockstep_trial.system.memory import peak_rss_bytes
from lockstep_trial.system.python_name import is_jython
from lockstep_trial.probes.probe_loading import load_probe
from lockstep_trial.worker.task_loading import task_file

_max_warmup_laps = 10
#: Jython's just-in-time compiler needs this many laps before two alike ones mean anything.
_min_warmup_laps = 5 if is_jython else 0
#: Warm-up is over when two successive laps differ by less than this.
_steady_within = 0.05


def run_trial(protocol, request, kernels):
    """@returns whether the trial succeeded"""
    crew = None
    if request['workload']['kind'] == 'probe':
        return _run_probe(protocol, request)
    try:
        crew = create_crew(request, kernels, protocol)
        _run_laps(protocol, request, crew)
    except:  # noqa: E722 - under Jython, Java's errors are no exceptions of Python
        protocol.say(describe_failure(task_file(request['workload'], kernels)))
        if crew is not None:
            crew.abandon()
        return False
    protocol.say({'type': 'done'})
    return True


def _run_probe(protocol, request):
    try:
        load_probe(request['workload']['probe'])(request, protocol)
    except BaseException:
        protocol.say(describe_failure())
        return False
    protocol.say({'type': 'done'})
    return True


def _run_laps(protocol, request, crew):
    started_us = now_us()
    pids = crew.start()
    ready = {'type': 'ready', 'startupMs': (now_us() - started_us) / 1e3, 'pids': pids}
    if crew.start_method is not None:
        ready['startMethod'] = crew.start_method
    protocol.say(ready)
    lap = _warm_up(protocol, request, crew)
    for number in range(lap, lap + request['laps']):
        _run_lap(protocol, crew, number, False)
    crew.close()


def _warm_up(protocol, request, crew):
    """@returns the number of laps that it took"""
    warmup = request['warmup']
    if warmup != 'auto':
        for number in range(warmup):
            _run_lap(protocol, crew, number, True)
        return warmup
    previous_ms = None
    for number in range(_max_warmup_laps):
        makespan_ms = _run_lap(protocol, crew, number, True)
        steady = previous_ms is not None and abs(makespan_ms - previous_ms) < _steady_within * previous_ms
        if steady and number + 1 >= _min_warmup_laps:
            return number + 1
        previous_ms = makespan_ms
    return _max_warmup_laps


def _run_lap(protocol, crew, number, warmup):
    """Adds to the workers' reports what only the coordinator knows."""
    reports = crew.lap()
    own_bytes = peak_rss_bytes()
    checksum = 0
    for report in reports:
        checksum = add_checksums(checksum, report['checksum'])
    makespan_ms = max(report['endMs'] for report in reports)
    protocol.say({
        'type': 'lap',
        'lap': number,
        'warmup': warmup,
        'makespanMs': makespan_ms,
        'cpuMs': sum(report['cpuMs'] for report in reports),
        'checksum': format_checksum(checksum),
        'workers': reports,
        'peakRssBytes': own_bytes + sum(report['peakRssBytes'] for report in reports if crew.separate_processes),
    })
    return makespan_ms
