"""Sends a message of `size` KiB to the coordinating program and back, or keeps it in serial; results in its CRC-32.

The same results as messages.ts.
"""

from __future__ import division

import zlib

pattern = bytes(bytearray(i * 7 % 256 for i in range(1024)))
#: All workers of a process send the same message of a size, made once: only sending it is timed.
messages = {}


def message_of(kibibytes):
    if kibibytes not in messages:
        messages[kibibytes] = pattern * kibibytes
    return messages[kibibytes]


def run(task, ctx):
    answer = ctx.exchange(message_of(ctx.size))
    ctx.tick()
    checksum = ctx.blocking(lambda: zlib.crc32(answer))
    ctx.tick()
    return (checksum & 0xffffffff) + task
