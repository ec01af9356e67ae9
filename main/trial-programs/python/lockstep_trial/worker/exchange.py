"""Sends a worker's messages to the coordinating program and back, and times them."""

from __future__ import absolute_import, division, print_function

from lockstep_trial.system.clock import now_us


def hand_over(content):
    """Where the coordinating program runs in the worker's own thread, and in serial (exchange.ts says why)."""
    return content


class Exchange(object):
    def __init__(self, round_trip, safe_point, cpu_us):
        """@param round_trip: takes bytes and blocks until they are back"""
        self.took_us = self.cpu_took_us = 0

        def exchange(content):
            cpu_before, began = cpu_us(), now_us()
            try:
                return round_trip(content)
            finally:
                self.took_us += now_us() - began
                self.cpu_took_us += cpu_us() - cpu_before
                safe_point.go_on()

        self.exchange = exchange

    def clear(self):
        """Begins a lap."""
        self.took_us = self.cpu_took_us = 0
