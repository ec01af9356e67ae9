"""SciPy transforms of an array that fits in the cache: an extension that gives up the lock while it computes.

In place, and of rows so short that what the library allocates for itself is small: it pays for larger pieces with page
faults, and not alike in the main thread and in others.
"""

from __future__ import division

import threading

import numpy
import scipy.fft

rows = 192
length = 256
scale = 1000.0
#: Each worker thread has its own, made before it is measured.
arrays = threading.local()


def transform(numbers):
    """With this norm a transform keeps the size of the numbers, however often it is repeated."""
    return scipy.fft.fft(numbers, overwrite_x=True, norm='ortho', workers=1)


def run(task, ctx):
    """Makes `size` transforms; the sum of magnitudes is rounded, since versions differ in the last digits."""
    if not hasattr(arrays, 'signal'):
        arrays.signal = (numpy.sin(numpy.arange(rows * length) * 0.37) + 0j).reshape(rows, length)
        arrays.numbers = arrays.signal.copy()
    numbers = arrays.numbers
    numpy.copyto(numbers, arrays.signal)
    for _ in range(ctx.size):
        numbers = ctx.blocking(lambda: transform(numbers))
        ctx.tick()
    return int(round(float(numpy.abs(numbers).sum()) * scale)) + task
