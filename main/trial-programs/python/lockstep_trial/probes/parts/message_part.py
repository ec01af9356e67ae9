"""Answers at the other end of a line whose messages are timed."""

from __future__ import absolute_import, division, print_function

import os
import sys


def live(connection, protocol):
    """Runs a process at that end. @param protocol: is None unless the process was forked, and so inherited it"""
    if protocol is not None:
        protocol.leave_to_parent()
    sys.stdout = sys.stderr
    try:
        obey(connection.recv, connection.send)
    except (EOFError, IOError, OSError):
        pass  # the probe is gone
    finally:
        sys.stderr.flush()
        os._exit(0)


def obey(receive, send):
    """A message is (command, content); an empty one ends it."""
    block = None
    while True:
        message = receive()
        if not message:
            return
        order, content = message
        if order == 'echo':
            send(message)
        elif order == 'touch':
            _touch(block.buf)
            send(True)
        elif order == 'append':
            content.append(1)
            send(True)
        elif order == 'identify':
            send(id(content))
        elif order == 'attach':
            from multiprocessing.shared_memory import SharedMemory
            block = SharedMemory(name=content)
            send(True)
        elif order == 'detach':
            block.close()
            send(True)


def _touch(memory):
    """Reads the last byte and writes the first."""
    memory[0] = memory[0] + memory[-1]
