"""A NumPy ufunc over an array that fits in the cache: an extension that gives up the lock while it computes."""

from __future__ import division

import threading

import numpy

length = 100000
step = 0.001
scale = 1000000.0
#: Each worker thread has its own: allocating inside a task would measure the allocator.
arrays = threading.local()


def run(task, ctx):
    """Makes `size` calls; the sum is rounded, since each library's sine has a last digit of its own."""
    if not hasattr(arrays, 'sines'):
        arrays.angles = numpy.arange(length) * step
        arrays.sines = numpy.empty(length)
    angles, sines = arrays.angles, arrays.sines
    for _ in range(ctx.size):
        ctx.blocking(lambda: numpy.sin(angles, out=sines))
        ctx.tick()
    return int(round(float(sines.sum()) * scale)) + task
