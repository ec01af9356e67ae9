"""NumPy on Python's own numbers (dtype=object): an extension that has to hold the lock, since it works with objects."""

from __future__ import division

import numpy

length = 1000
blocks = 20
numbers = numpy.arange(length).astype(object)


def run(task, ctx):
    """Makes `size` times 20 products, element by element."""
    squares = numbers
    for _ in range(ctx.size * blocks):
        squares = numbers * numbers
        ctx.tick()
    return squares[length - 1] + task
