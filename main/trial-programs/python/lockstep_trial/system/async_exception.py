"""CPython can raise an exception in another thread, at one of that thread's next bytecodes."""

from __future__ import absolute_import, division, print_function

import sys


def raise_in_thread(thread, kind):
    """@returns whether it is on its way; False if this Python cannot raise it"""
    try:
        import ctypes
        set_exception = ctypes.pythonapi.PyThreadState_SetAsyncExc
    except (ImportError, AttributeError):
        return False
    identity = ctypes.c_ulong if sys.version_info >= (3, 7) else ctypes.c_long
    return set_exception(identity(thread.ident), ctypes.py_object(kind)) == 1
