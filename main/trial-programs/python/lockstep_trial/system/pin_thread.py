"""Ties a worker's thread to a core (Linux)."""

from __future__ import absolute_import, division, print_function

import os
from lockstep_trial.system.python_name import is_ironpython


def pin_thread(cores, worker):
    """Ties the calling thread to the core of its worker; if there are more workers than cores, some share one.

    @param cores: None if workers are not tied
    """
    if not cores:
        return
    core = cores[worker % len(cores)]
    if hasattr(os, 'sched_setaffinity'):
        os.sched_setaffinity(0, [core])  # 0 is the calling thread, not its process
        return
    with open('/proc/thread-self/stat') as stat:
        thread = stat.read().split()[0]
    code = _run('taskset', ['-p', '-c', str(core), thread])
    if code != 0:
        raise RuntimeError('taskset could not tie the worker to core %d: it ended with %s' % (core, code))


def _run(program, arguments):
    if is_ironpython:
        # its subprocess module needs what only CPython has
        from System.Diagnostics import Process, ProcessStartInfo
        start = ProcessStartInfo(program, ' '.join(arguments))
        start.UseShellExecute = False
        start.RedirectStandardOutput = True
        process = Process.Start(start)
        process.StandardOutput.ReadToEnd()
        process.WaitForExit()
        return process.ExitCode
    import subprocess
    process = subprocess.Popen([program] + arguments, stdout=subprocess.PIPE)
    process.communicate()
    return process.returncode
