"""A loop that uses one constant object all the time: on a free-threaded build all threads count references to it."""


def run(task, ctx):
    total = task
    for i in range(ctx.size):
        total = (total * 31 + i) % 1000003
    return total
