"""Computes on one thread of a probe until a given time, and knows when the thread ran."""

from __future__ import absolute_import, division, print_function

import time
from lockstep_trial.system.clock import now_us
from lockstep_trial.system.core_wait import core_wait_reader
from lockstep_trial.system.cpu_time import thread_cpu_us
from lockstep_trial.worker.safe_point import SafePoint


def block():
    """Works for about 30 us in CPython, without a safe point inside."""
    total = 0
    for number in range(400):
        total += number * number % 7
    return total


def spin(start_us, end_us):
    """Waits for the start and computes on the calling thread. @returns when it ran, times in microseconds"""
    safe_point = SafePoint()
    tick = safe_point.tick
    core_wait_us = core_wait_reader()
    cpu_us = thread_cpu_us or (lambda: 0)
    while now_us() < start_us:
        time.sleep(0.001)
    waited, used, began = core_wait_us(), cpu_us(), now_us()
    safe_point.enter()
    while now_us() < end_us:
        for _ in range(20):
            block()
            tick()
    ended = now_us()
    gaps = safe_point.gaps_us()
    return {
        'stretches': stretches(began, ended, gaps),
        'cpuUs': cpu_us() - used,
        'coreWaitUs': None if waited is None else core_wait_us() - waited,
    }


def stretches(began, ended, gaps):
    """@returns the times between the gaps: [[start, end], ...]"""
    found = []
    at = began
    for index in range(0, len(gaps), 2):
        found.append([at, gaps[index]])
        at = gaps[index + 1]
    found.append([at, ended])
    return [one for one in found if one[1] > one[0]]


def overlap_share(lanes):
    """@returns the share of the time in which any lane ran, in which two or more ran at once (docs/method.md)"""
    edges = []
    for lane in lanes:
        for start, end in lane:
            edges.append((start, 1))
            edges.append((end, -1))
    running, last, any_us, several_us = 0, 0, 0, 0
    for at, change in sorted(edges):
        if running >= 1:
            any_us += at - last
        if running >= 2:
            several_us += at - last
        running += change
        last = at
    return several_us / any_us if any_us > 0 else 0.0


def union(lanes):
    """@returns the times at which any of the lanes ran, as one lane"""
    merged = []
    for start, end in sorted(stretch for lane in lanes for stretch in lane):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged
