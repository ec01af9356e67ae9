"""waiting.py for the executor `async`, which is there from Python 3.5 on."""

import asyncio


async def run(task, ctx):
    await ctx.blocking(lambda: asyncio.sleep(ctx.size / 1000))
    return ctx.size + task
