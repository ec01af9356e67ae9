"""A naive matrix product: memory and arithmetic mixed; the same algorithm as matrix.ts."""

from __future__ import division

products_per_block = 1024


def fill(size, step, tick):
    cells = []
    for first in range(0, size * size, products_per_block):
        last = min(first + products_per_block, size * size)
        cells.extend([float((i * step) % 10) for i in range(first, last)])
        tick()
    return cells


def multiply_cells(left, right, size, first, count):
    """Adds up `count` of the product's cells from row-major index `first`; whole numbers below 2^53, in any order."""
    total = 0.0
    for index in range(first, first + count):
        column = index % size
        start = index - column
        cell = 0.0
        for k in range(size):
            cell += left[start + k] * right[k * size + column]
        total += cell
    return total


def run(task, ctx):
    """Multiplies two `size` x `size` matrices."""
    size, tick = ctx.size, ctx.tick
    left = fill(size, 7, tick)
    right = fill(size, 3, tick)
    cells = size * size
    cells_per_block = max(1, products_per_block // size)
    total = 0.0
    for done in range(0, cells, cells_per_block):
        total += multiply_cells(left, right, size, done, min(cells_per_block, cells - done))
        tick()
    return total + task
