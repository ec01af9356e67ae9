from __future__ import absolute_import, division, print_function

import sys

is_jython = sys.platform.startswith('java')
# a module clr proves nothing, because pythonnet gives CPython one too
is_ironpython = 'IronPython' in sys.version or \
    getattr(getattr(sys, 'implementation', None), 'name', '').lower() == 'ironpython'


def has_lock():
    """@returns whether the threads of this process take turns; an extension can switch a free-threaded build's lock on"""
    return not is_jython and not is_ironpython and getattr(sys, '_is_gil_enabled', lambda: True)()


def python_name():
    """@returns such as "CPython 3.13.5"."""
    import platform
    if is_ironpython:
        return 'IronPython %d.%d.%d' % tuple(sys.version_info[:3])
    return '%s %s' % (platform.python_implementation(), platform.python_version())


class Missing(Exception):
    """This Python lacks what the trial needs; the message is a whole sentence."""
