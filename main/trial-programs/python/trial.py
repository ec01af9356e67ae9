"""This program runs one trial in the Python family: it reads a request from stdin, creates the workers, runs warm-up and
measured laps and reports each to the lab. The request has the shape of main/trial/trial-request.ts, the
messages that of main/trial/trial-messages.ts.

It and the modules of lockstep_trial are written in the subset common to Python 2.7, 3.4 and later, since Jython is 2.7
and IronPython 2.7 or 3.4. Its one argument is the folder of the built-in kernels.
"""

from __future__ import absolute_import, division, print_function

import os
import sys


def main():
    # the protocol is made before anything else is loaded, so that nothing can print into it
    from lockstep_trial.protocol import Protocol
    from lockstep_trial.system.end_process import end_process
    protocol = Protocol()
    failed = True
    try:
        failed = not run(protocol)
    except:  # noqa: E722 - not even the failure could be reported: the lab reads it from stderr
        sys.__excepthook__(*sys.exc_info())  # the module traceback would be looked for beside a script
    finally:
        end_process(1 if failed else 0)


def run(protocol):
    # the lab sends it before this program is there, and it says what messages begin with
    request = protocol.read_request()
    from lockstep_trial.worker.failure import describe_failure
    try:
        from lockstep_trial.system.clock import now_us
        protocol.hello(now_us())
        from lockstep_trial.coordinator import run_trial
        return run_trial(protocol, request, sys.argv[1])
    except:  # noqa: E722 - under Jython, Java's errors are no exceptions of Python
        protocol.say(describe_failure())
        return False


if __name__ == '__main__':
    # spawn loads this file under another name in every worker
    # this folder comes last in the search path, so that a user's script finds its own modules first;
    # with PYTHONSAFEPATH Python has not put it first
    folder = os.path.dirname(os.path.abspath(__file__))
    if sys.path and os.path.realpath(sys.path[0]) == os.path.realpath(folder):
        del sys.path[0]
    sys.path.append(folder)
    main()
