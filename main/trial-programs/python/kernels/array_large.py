"""A NumPy product of arrays that no cache holds: it gives up the lock, and waits for the memory of all cores."""

from __future__ import division

import threading

import numpy

length = 3000000
#: All threads of a process read these 24 MB; each writes to as much again of its own.
numbers = numpy.arange(length) * 1.0
arrays = threading.local()


def run(task, ctx):
    """Multiplies all numbers by 1.5, `size` times."""
    if not hasattr(arrays, 'products'):
        arrays.products = numpy.empty(length)
    products = arrays.products
    for _ in range(ctx.size):
        ctx.blocking(lambda: numpy.multiply(numbers, 1.5, out=products))
        ctx.tick()
    return int(products[length - 1]) + task
