"""A SciPy transform of an array that fits in the cache: an extension that gives up the lock while it computes."""

from __future__ import division

import threading

import numpy
import scipy.fft

length = 32768
scale = 1000.0
#: Of each worker thread its own, made before it is measured.
arrays = threading.local()


def run(task, ctx):
    """`size` transforms a task; the sum of magnitudes is rounded, since versions differ in the last digits."""
    if not hasattr(arrays, 'signal'):
        arrays.signal = numpy.sin(numpy.arange(length) * 0.37) + numpy.cos(numpy.arange(length) * 0.0011)
    signal = arrays.signal
    spectrum = None
    for _ in range(ctx.size):
        spectrum = ctx.blocking(lambda: scipy.fft.rfft(signal, workers=1))
        ctx.tick()
    return int(round(float(numpy.abs(spectrum).sum()) * scale)) + task
