"""Whether an object's reference count follows its references, and whether the object goes when the last one does."""

from __future__ import absolute_import, division, print_function

import gc
import sys
import time
import weakref

_many = 1000
#: Objects of which each has to go at once.
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
    _tell_cycle(protocol)
    _tell_memory(protocol)


def _follow_references(protocol):
    """How much higher the count is after each step than in the beginning, and how much it should be."""
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
    except NotImplementedError:  # the Java machine's
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


def _tell_cycle(protocol):
    """Two objects that refer to each other keep each other's count above zero."""
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


def _tell_memory(protocol):
    """What the system gives for a large object, and gets back at once: an allocator may keep it for the next."""
    before = _resident_bytes()
    block = bytearray(b'x') * _block_bytes
    held = _resident_bytes()
    del block
    after = _resident_bytes()
    if before is not None:
        protocol.fact('memory-added', held - before, 'bytes')
        protocol.fact('memory-returned', held - after, 'bytes')


def _resident_bytes():
    """None where the system has no /proc."""
    try:
        with open('/proc/self/status') as status:
            for line in status:
                if line.startswith('VmRSS:'):
                    return int(line.split()[1]) * 1024
    except (IOError, OSError):
        pass
    return None
