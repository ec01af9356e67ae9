"""Runs a command in a terminal of its own, which goes away when this program's standard input ends. Prints what the
command said before, and then how it ended, as a line of JSON: {"code": 0, "signal": null}."""

import json
import os
import pty
import select
import sys

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
watched = [0, terminal]
while 0 in watched:
    for ready in select.select(watched, [], [])[0]:
        try:
            text = os.read(ready, 65536)
        except OSError:  # the command has ended
            text = b''
        if ready == terminal:
            os.write(1, text)
        if text == b'':
            watched.remove(ready)
os.close(terminal)
status = os.waitpid(pid, 0)[1]
code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
print('\n' + json.dumps({'code': code, 'signal': signal}))
