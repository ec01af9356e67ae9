"""A timer: each task waits for `size` milliseconds and needs no core meanwhile; as waiting.ts does."""

from __future__ import division

import time


def run(task, ctx):
    ctx.blocking(lambda: time.sleep(ctx.size / 1000))
    return ctx.size + task
