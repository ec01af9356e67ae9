"""Asks a server on this machine that waits for `size` milliseconds before it answers; the same results as in Node.

The lab starts the server, as a process of its own, and says which port it listens on and under which path it answers.
"""

from __future__ import division

import os
import threading

try:
    from http.client import HTTPConnection
except ImportError:
    from httplib import HTTPConnection

port = int(os.environ['LOCKSTEP_HTTP_PORT'])
path = os.environ['LOCKSTEP_HTTP_PATH']
#: Each worker has its own connection, which stays open.
connections = threading.local()


def ask(wait_ms):
    if not hasattr(connections, 'server'):
        connections.server = HTTPConnection('127.0.0.1', port)
    connections.server.request('GET', '%s%d' % (path, wait_ms))
    return connections.server.getresponse().read()


def run(task, ctx):
    return int(ctx.blocking(lambda: ask(ctx.size))) + task
