"""What this Python is called in a message."""

from __future__ import absolute_import, division, print_function

import sys

is_jython = sys.platform.startswith('java')
# pythonnet gives CPython a module clr too: only the interpreter itself tells
is_ironpython = 'IronPython' in sys.version or \
    getattr(getattr(sys, 'implementation', None), 'name', '').lower() == 'ironpython'


def python_name():
    """@returns such as "CPython 3.13.5"."""
    import platform
    if is_ironpython:
        return 'IronPython %d.%d.%d' % tuple(sys.version_info[:3])
    return '%s %s' % (platform.python_implementation(), platform.python_version())


class Missing(Exception):
    """This Python lacks what the trial needs; the message is a whole sentence."""
