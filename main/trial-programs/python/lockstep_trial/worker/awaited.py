"""Awaits what a call of ctx.blocking() returned.

This file is not written in the common subset; it is loaded from Python 3.5 on, which has `await`.
"""

from lockstep_trial.system.clock import read_clock


async def awaited(answer, safe_point):
    """@returns the awaited value; the time counts as that of the call"""
    began = read_clock()
    try:
        return await answer
    finally:
        safe_point.waited_since(began)
