"""CPython's way to raise an exception in another thread: it is raised at one of that thread's next bytecodes."""

from __future__ import absolute_import, division, print_function

import sys


def raise_in_thread(thread, kind):
    """@returns whether it is on its way; False where this Python cannot"""
    try:
        import ctypes
        set_exception = ctypes.pythonapi.PyThreadState_SetAsyncExc
    except (ImportError, AttributeError):
        return False
    identity = ctypes.c_ulong if sys.version_info >= (3, 7) else ctypes.c_long
    return set_exception(identity(thread.ident), ctypes.py_object(kind)) == 1
