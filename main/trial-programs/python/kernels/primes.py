"""Primes by trial division; the same algorithm as primes.ts."""

from __future__ import division

first_candidate = 1000001
candidates_per_block = 8


def count_primes(first, count):
    """Counts the primes among `count` odd numbers from `first`; no safe point inside."""
    primes = 0
    for candidate in range(first, first + 2 * count, 2):
        is_prime = True
        divisor = 3
        while divisor * divisor <= candidate:
            if candidate % divisor == 0:
                is_prime = False
                break
            divisor += 2
        if is_prime:
            primes += 1
    return primes


def run(task, ctx):
    """Every task searches the same `size` odd numbers: equal cost is worth more here than distinct ranges."""
    size, tick = ctx.size, ctx.tick
    found = 0
    for done in range(0, size, candidates_per_block):
        found += count_primes(first_candidate + 2 * done, min(candidates_per_block, size - done))
        tick()
    return found + task
