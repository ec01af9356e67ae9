"""Finds out whether an object's count follows its references, and whether the object goes with the last of them."""

from __future__ import absolute_import, division, print_function

import gc
import sys
import time
import weakref
from lockstep_trial.system.memory import rss_bytes

_many = 1000
#: Each of so many objects has to be freed at once.
_objects = 100
_block_bytes = 64 * 2 ** 20
#: A collector that runs beside the program finishes within this time.
_patience_s = 5


class _Thing(object):
    pass


def run(request, protocol):
    if hasattr(sys, 'getrefcount'):
        _follow_references(protocol)
    else:
        protocol.fact('has-count', False)
        protocol.fact('count-follows', False)
    protocol.fact('collector-off', _turn_collector_off())
    protocol.fact('freed-at-once', all([_goes_at_once() for _ in range(_objects)]))
    _report_cycle(protocol)
    _report_memory(protocol)


def _follow_references(protocol):
    """Compares how much the count has grown after each step with how much it should have."""
    protocol.fact('has-count', True)
    thing, holder = _Thing(), _Thing()
    first = sys.getrefcount(thing)
    found = []

    def look():
        found.append(sys.getrefcount(thing) - first)

    listed = [thing]
    look()
    keyed = {'key': thing}
    look()
    holder.attribute = thing
    look()
    listed.extend([thing] * _many)
    look()
    del listed[:]
    look()
    keyed.clear()
    look()
    del holder.attribute
    look()
    protocol.fact('count-changes', found)
    protocol.fact('count-follows', found == [1, 2, 3, 3 + _many, 2, 1, 0])
    before = sys.getrefcount(None)
    nothings = [None] * _many
    protocol.fact('count-change-of-none', sys.getrefcount(None) - before)
    del nothings


def _turn_collector_off():
    try:
        gc.collect()
        gc.disable()
        return not gc.isenabled()
    except NotImplementedError:  # the Java machine's collector cannot be turned off
        return False


def _goes_at_once():
    gone = []
    thing = _Thing()
    watch = weakref.ref(thing, gone.append)
    other = thing
    del thing
    early = len(gone) > 0
    del other
    return not early and len(gone) > 0 and watch() is None


def _report_cycle(protocol):
    """Two objects that refer to each other keep each other's count above zero, so only a collector frees them."""
    gone = []
    one, other = _Thing(), _Thing()
    one.other, other.other = other, one
    watch = weakref.ref(one, gone.append)
    del one, other
    protocol.fact('cycle-freed-at-once', len(gone) > 0)
    for _ in range(_patience_s * 20):
        gc.collect()
        if gone:
            break
        time.sleep(0.05)
    protocol.fact('cycle-freed-by-collector', watch() is None)


def _report_memory(protocol):
    """Measures what a large object takes from the system, and returns at once; an allocator may keep it for the next."""
    before = rss_bytes()
    block = bytearray(b'x') * _block_bytes
    held = rss_bytes()
    del block
    after = rss_bytes()
    if before is not None:
        protocol.fact('memory-added', held - before, 'bytes')
        protocol.fact('memory-returned', held - after, 'bytes')
