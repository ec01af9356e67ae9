"""Workers of one Python process, without the lab, as a person would write them: threads, or an interpreter in each thread.

Each has its share of the tasks. It warms up, then runs its measured laps in a row from a given time on the monotonic
clock, and prints when it was ready for each, and when it ended. More processes are started by a shell.

Arguments: the file with run(task, ctx), threads or interpreters, the number of the first worker, the workers in this
process, all workers, size, tasks, passes, warm-up laps, measured laps, and the time in us at which those begin.
"""

import json
import sys
import threading
import time


def load(path):
    """As Python loads the script that it is started with: its source is compiled, and no .pyc is read or written."""
    namespace = {'__name__': 'bare', '__file__': path}
    with open(path, 'rb') as file:
        exec(compile(file.read(), path, 'exec'), namespace)
    return namespace['run']


class Context:
    def __init__(self, size):
        self.size = size
        self.seed = 1
        self.tick = lambda: None


def work(run, worker, workers, size, tasks, passes, warmup, laps, gate_us):
    context = Context(size)

    def now_us():
        return time.perf_counter_ns() / 1000

    def lap(first, step):
        for _ in range(passes):
            for task in range(first, tasks, step):
                run(task, context)

    for _ in range(warmup):
        lap(worker, workers)
    ready_us = now_us()
    while now_us() < gate_us:
        time.sleep(max(0, (gate_us - now_us() - 2000) / 1e6))
    began_us, done = gate_us, []
    for _ in range(laps):
        lap(worker, workers)
        end_us = now_us()
        done.append({'gateUs': began_us, 'readyUs': began_us if done else ready_us, 'endUs': end_us})
        began_us = end_us
    sys.stdout.write(json.dumps(done) + '\n')
    sys.stdout.flush()


def interpreter():
    """@returns a function that runs code in an interpreter of its own"""
    try:
        from concurrent import interpreters
        return interpreters.create().exec
    except ImportError:
        import _interpreters
        number = _interpreters.create('isolated')
        return lambda code: _interpreters.run_string(number, code)


def in_interpreter(path, numbers):
    with open(__file__) as file:
        source = file.read().rsplit('\nif __name__', 1)[0]
    interpreter()('%s\nwork(load(%r), *%r)\n' % (source, path, numbers))


if __name__ == '__main__':
    path, executor = sys.argv[1:3]
    first, here, *rest = map(int, sys.argv[3:])
    if executor == 'interpreters':
        target, start = in_interpreter, lambda worker: (path, (worker, *rest))
    else:
        run = load(path)
        target, start = work, lambda worker: (run, worker, *rest)
    threads = [threading.Thread(target=target, args=start(worker)) for worker in range(first, first + here)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
