"""At a safe point, tick(), a worker finds out that it was not running."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import read_clock, units_per_us

#: A worker whose clock jumps by more than this between two safe points was not running in between.
gap_us = 1000
capacity = 4096


class SafePoint(object):
    """The body of tick() is the same in every executor, so that it biases none of them."""

    def __init__(self):
        # allocated before anything is timed: the newest pairs of start and end, in the clock's units
        self._gaps = gaps = [0] * (capacity * 2)
        # the last reading, the number of gaps, and the time in calls of blocking()
        self._state = state = [0, 0, 0]
        gap = gap_us * units_per_us
        read = read_clock

        def tick():
            now = read()
            if now - state[0] > gap:
                at = state[1] % capacity * 2
                gaps[at] = state[0]
                gaps[at + 1] = now
                state[1] += 1
            state[0] = now

        def blocking(call):
            began = read()
            try:
                answer = call()
            finally:
                state[0] = now = read()
                state[2] += now - began
            if hasattr(answer, '__await__'):
                from lockstep_trial.worker.awaited import awaited
                return awaited(answer, self)
            return answer

        self.tick = tick
        self.blocking = blocking

    def enter(self):
        """Begins a lap."""
        self._state[1] = self._state[2] = 0
        self.go_on()

    def go_on(self):
        """Ignores the time since the last safe point: it is no gap."""
        self._state[0] = read_clock()

    def waited_since(self, began):
        """Adds another part of a call of blocking(), which began at that reading of the clock."""
        self.go_on()
        self._state[2] += self._state[0] - began

    def blocking_us(self):
        """@returns the time in calls of blocking(), which includes getting the interpreter lock back"""
        return self._state[2] / units_per_us

    def gaps_us(self):
        """@returns a flat list [start, end, ...] in microseconds, oldest first"""
        count = self._state[1]
        flat = []
        for number in range(count - min(count, capacity), count):
            at = number % capacity * 2
            flat.append(self._gaps[at] / units_per_us)
            flat.append(self._gaps[at + 1] / units_per_us)
        return flat
