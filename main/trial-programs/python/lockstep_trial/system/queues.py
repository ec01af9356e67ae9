"""Imports the queue of Python 2 and 3 under one name."""

from __future__ import absolute_import, division, print_function

try:
    from queue import Empty, Queue  # noqa: F401 - imported by others from here
except ImportError:
    from Queue import Empty, Queue  # noqa: F401 - imported by others from here
