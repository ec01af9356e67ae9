from __future__ import absolute_import, division, print_function

import os
import sys

_exit = os._exit  # a user's script may replace it


def end_process(code):
    """Ends it at once: no thread that the workload left running keeps it."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__):
        try:
            stream.flush()
        except Exception:
            pass  # closed by the workload, or nobody reads it
    _exit(code)
