from __future__ import absolute_import, division, print_function

import os
import threading
from lockstep_trial.system.python_name import is_ironpython, is_jython


def native_thread_id():
    """@returns the id, and who gave it: 'the system', or a runtime if the system's is not known"""
    if hasattr(threading, 'get_native_id'):
        return threading.get_native_id(), 'the system'
    try:
        return int(os.readlink('/proc/thread-self').split('/')[-1]), 'the system'
    except (AttributeError, EnvironmentError, ValueError):
        pass
    if is_jython:
        from java.lang import Thread
        return int(Thread.currentThread().getId()), 'the Java machine'
    if is_ironpython:
        from System.Threading import Thread
        return int(Thread.CurrentThread.ManagedThreadId), '.NET'
    current = getattr(threading, 'get_ident', None) or threading._get_ident
    return current(), 'Python'
