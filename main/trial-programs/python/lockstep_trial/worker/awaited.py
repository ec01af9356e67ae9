"""What a call of ctx.blocking() answers that is to be awaited.

Not in the common subset: this file is loaded from Python 3.5 on, where `await` is.
"""

from lockstep_trial.system.clock import read_clock


async def awaited(answer, safe_point):
    """The same answer; its time counts as that of the call."""
    began = read_clock()
    try:
        return await answer
    finally:
        safe_point.waited_since(began)
