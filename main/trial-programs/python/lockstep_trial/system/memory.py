"""The peak resident set of this process."""

from __future__ import absolute_import, division, print_function

import sys


def peak_rss_bytes():
    """@returns 0 where it is not known"""
    # not getrusage first: on Linux its maximum outlives exec, so that a child starts with the peak of its parent
    return _high_water_mark() or _resource_usage() or 0


def _high_water_mark():
    try:
        with open('/proc/self/status') as status:
            for line in status:
                if line.startswith('VmHWM:'):
                    return int(line.split()[1]) * 1024
    except (IOError, OSError):
        pass
    return None


def _resource_usage():
    try:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    except Exception:
        return None
    return peak if sys.platform == 'darwin' else peak * 1024
