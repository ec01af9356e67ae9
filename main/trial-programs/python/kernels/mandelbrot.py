"""The Mandelbrot set: floating point with a data-dependent inner loop; the same algorithm as mandelbrot.ts."""

from __future__ import division

max_iterations = 200
pixels_per_block = 4


def iterate(first, count, side):
    """Counts the iterations of `count` pixels, in row-major order from `first`, of [-2, 0.5] x [-1.25, 1.25]."""
    total = 0
    for pixel in range(first, first + count):
        column = pixel % side
        row = pixel // side
        cr = -2 + (2.5 * column) / side
        ci = -1.25 + (2.5 * row) / side
        zr = 0.0
        zi = 0.0
        iterations = 0
        while iterations < max_iterations and zr * zr + zi * zi <= 4:
            following = zr * zr - zi * zi + cr
            zi = 2 * zr * zi + ci
            zr = following
            iterations += 1
        total += iterations
    return total


def run(task, ctx):
    """Computes the whole picture, `size` pixels a side."""
    size, tick = ctx.size, ctx.tick
    pixels = size * size
    total = 0
    for done in range(0, pixels, pixels_per_block):
        total += iterate(done, min(pixels_per_block, pixels - done), size)
        tick()
    return total + task
