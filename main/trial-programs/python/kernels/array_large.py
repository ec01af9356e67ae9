"""A NumPy product of arrays that no cache holds: it gives up the lock, and waits for the memory that all cores share."""

from __future__ import division

import threading

import numpy

length = 3000000
#: 24 MB that all threads of a process read, and for each of them as much again to write to.
numbers = numpy.arange(length) * 1.0
arrays = threading.local()


def run(task, ctx):
    """`size` products of all numbers and 1.5."""
    if not hasattr(arrays, 'products'):
        arrays.products = numpy.empty(length)
    products = arrays.products
    for _ in range(ctx.size):
        ctx.blocking(lambda: numpy.multiply(numbers, 1.5, out=products))
        ctx.tick()
    return int(products[length - 1]) + task
