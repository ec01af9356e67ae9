"""The other end of a line whose messages are timed and tried."""

from __future__ import absolute_import, division, print_function

import os
import sys


def live(connection, protocol):
    """The life of a process at that end. @param protocol: in a forked one, which inherits it"""
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
    """Messages are (what to do, with what); anything else ends it."""
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
