from __future__ import absolute_import, division, print_function

import sys

_open = open  # a user's script may replace it


def peak_rss_bytes():
    """@returns 0 if it is not known"""
    # getrusage comes second: on Linux its maximum outlives exec, so that a child starts with the peak of its parent
    return _status_bytes('VmHWM') or _resource_usage() or 0


def rss_bytes():
    """@returns None if the system has no /proc"""
    return _status_bytes('VmRSS')


def _status_bytes(field):
    try:
        with _open('/proc/self/status') as status:
            for line in status:
                if line.startswith(field + ':'):
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
