"""The memory of processes together, as the system tells it."""

from __future__ import absolute_import, division, print_function

import re
import subprocess
import sys


class MemoryUse(object):
    """measure: 'private', the pages that they wrote and no other process has. That is USS without clean pages of files:
    those turn from private to shared and back as anyone starts and ends another process of the same program, by some
    MiB at a time. Or 'rss', all pages that are in memory, so that those which several share are counted for each;
    rss_bytes is that, whatever the measure is.

    pss_bytes: private pages, and of each shared one the process's part. swapped_bytes: pages that lie on disk and are
    missing from the others. Both are None where the system does not tell.
    """

    def __init__(self, measure, memory_bytes, rss_bytes, pss_bytes=None, swapped_bytes=None):
        self.measure = measure
        self.bytes = memory_bytes
        self.rss_bytes = rss_bytes
        self.pss_bytes = pss_bytes
        self.swapped_bytes = swapped_bytes


def memory_of(pids):
    return _private_memory(pids) or resident_memory(pids)


def _private_memory(pids):
    """None where the system does not keep it (Linux before 4.14, and other systems)."""
    rollups = []
    try:
        for pid in pids:
            with open('/proc/%d/smaps_rollup' % pid) as rollup:
                rollups.append(rollup.read())
    except (IOError, OSError):
        return None

    def total(field):
        found = [re.search(r'^%s:\s+(\d+) kB$' % field, text, re.MULTILINE) for text in rollups]
        return sum(int(match.group(1)) for match in found if match) * 1024
    return MemoryUse('private', total('Private_Dirty'), total('Rss'), total('Pss'), total('Swap'))


def resident_memory(pids):
    """@raises RuntimeError where a process is not in the system's table"""
    names = ','.join(str(pid) for pid in pids)
    if sys.platform == 'win32':
        command, unit = ['powershell', '-NoProfile', '-Command', '(Get-Process -Id %s).WorkingSet64' % names], 1
    else:
        command, unit = ['ps', '-o', 'rss=', '-p', names], 1024
    printed = subprocess.Popen(command, stdout=subprocess.PIPE).communicate()[0].decode('ascii', 'replace')
    numbers = [int(word) for word in printed.split() if word.isdigit()]
    if len(numbers) != len(pids):
        raise RuntimeError('%s did not tell the memory of the processes %s: %s' % (command[0], names, printed.strip()))
    rss_bytes = sum(numbers) * unit
    return MemoryUse('rss', rss_bytes, rss_bytes)
