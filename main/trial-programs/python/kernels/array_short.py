"""NumPy calls of about a microsecond: arrays too short for the lock to be given up for them."""

from __future__ import division

import threading

import numpy

length = 30
step = 0.001
scale = 1000000.0
blocks = 50
calls_per_block = 20
#: Each worker thread has its own: allocating inside a task would measure the allocator.
arrays = threading.local()


def fill(angles, sines):
    for _ in range(calls_per_block):
        numpy.sin(angles, out=sines)


def run(task, ctx):
    """Makes `size` times a thousand calls."""
    if not hasattr(arrays, 'sines'):
        arrays.angles = numpy.arange(length) * step
        arrays.sines = numpy.empty(length)
    angles, sines = arrays.angles, arrays.sines
    for _ in range(ctx.size * blocks):
        fill(angles, sines)
        ctx.tick()
    return int(round(float(sines.sum()) * scale)) + task
