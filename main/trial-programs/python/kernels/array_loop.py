"""The work of array_sin.py as a loop in pure Python, with the same result: it holds the lock all the time."""

from __future__ import division

from math import sin

length = 100000
step = 0.001
scale = 1000000.0
angles_per_block = 500


def fill(sines, first, count):
    total = 0.0
    for i in range(first, first + count):
        value = sin(i * step)
        sines[i] = value
        total += value
    return total


def run(task, ctx):
    """Fills the array `size` times."""
    sines = [0.0] * length
    total = 0.0
    for _ in range(ctx.size):
        total = 0.0
        for first in range(0, length, angles_per_block):
            total += fill(sines, first, min(angles_per_block, length - first))
            ctx.tick()
    return int(round(total * scale)) + task
